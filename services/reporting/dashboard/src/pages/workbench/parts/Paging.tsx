import { Link } from "@tanstack/react-router";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import styles from "./Page.module.css";

interface PagingOf {
  /** The page that the address names; the first when absent. */
  readonly cursor: string | undefined;
  readonly next: string | null;
}

/** On to the next page of a list, and back to its first. */
export const Paging = ({ cursor, next }: PagingOf) =>
  cursor === undefined && next === null ? null : (
    <p className={styles.paging}>
      {cursor !== undefined && (
        <Link to="." search={(before) => ({ ...before, cursor: undefined })}>
          {workbenchTexts.ladder.first}
        </Link>
      )}
      {next !== null && (
        <Link to="." search={(before) => ({ ...before, cursor: next })}>
          {workbenchTexts.ladder.next}
        </Link>
      )}
    </p>
  );

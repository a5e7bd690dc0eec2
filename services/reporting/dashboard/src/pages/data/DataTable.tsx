import type { ReactNode } from "react";
import { kitTexts } from "../../texts/en/kit.ts";
import styles from "./Data.module.css";

/** A table in a box of its own that scrolls, also by keyboard; `heads` and the rows are the caller's. */
export const DataTable = ({
  label,
  heads,
  children,
}: {
  readonly label: string;
  readonly heads: ReadonlyArray<{
    readonly key: string;
    readonly text: ReactNode;
    readonly number?: boolean;
  }>;
  readonly children: ReactNode;
}) => (
  // A box that scrolls must be reachable by keyboard.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <div className={styles.scroll} role="region" aria-label={kitTexts.tableOf(label)} tabIndex={0}>
    <table className={styles.table}>
      <thead>
        <tr>
          {heads.map(({ key, text, number }) => (
            <th key={key} scope="col" className={number === true ? styles.number : undefined}>
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

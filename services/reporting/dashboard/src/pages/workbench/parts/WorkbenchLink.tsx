import { Link } from "@tanstack/react-router";
import { workbenchTexts } from "../../../texts/en/workbench.ts";
import styles from "./Page.module.css";

interface LinkOf {
  readonly client: string;
  readonly name: string;
  readonly text?: string;
  readonly className?: string | undefined;
}

/** To a client's workbench; who does not see what it stands beside hears whose. */
export const WorkbenchLink = ({ client, name, text = workbenchTexts.ladder.title, className }: LinkOf) => (
  <Link to="/workbench/$client" params={{ client }} className={className}>
    {text}
    <span className={styles.hiddenText}>
      : <bdi>{name}</bdi>
    </span>
  </Link>
);

import type { ReactNode } from "react";
import styles from "./State.module.css";

/** There is nothing to show: why, and what would change that. */
export const EmptyState = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}) => (
  <div className={styles.state} data-empty="">
    <p className={styles.title}>{title}</p>
    {children}
  </div>
);

import type { ReactNode } from "react";
import styles from "./Tag.module.css";

/** A word about a row; what is to be looked at has a mark beside its colour. */
export const Tag = ({
  tone = "plain",
  children,
}: {
  readonly tone?: "plain" | "warn" | "good";
  readonly children: ReactNode;
}) => (
  <span className={`${styles.tag} ${styles[tone]}`}>
    {tone === "warn" && <span aria-hidden="true">! </span>}
    {children}
  </span>
);

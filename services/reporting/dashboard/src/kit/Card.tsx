import { type ReactNode, useId } from "react";
import styles from "./Card.module.css";

/** A part of a page with a heading; `actions` stand beside it. */
export const Card = ({
  title,
  actions,
  note,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  /** A line under the heading: unit, span, what it leaves out. */
  readonly note?: ReactNode;
  readonly children: ReactNode;
}) => {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {actions}
      </header>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      {children}
    </section>
  );
};

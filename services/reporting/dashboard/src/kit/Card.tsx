import type { SourceKind } from "@rapport/contracts/http/live/staleness";
import { type ReactNode, useId } from "react";
import { RestsOn } from "./RestsOn.tsx";
import styles from "./Card.module.css";

/** A part of a page with a heading; `actions` stand beside it. */
export const Card = ({
  title,
  actions,
  note,
  restsOn,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  /** A line under the heading: unit, span, what it leaves out. */
  readonly note?: ReactNode;
  /** What its figures rest on: greyed where that has been silent for too long. */
  readonly restsOn?: ReadonlyArray<SourceKind>;
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
      {restsOn === undefined ? children : <RestsOn kinds={restsOn}>{children}</RestsOn>}
    </section>
  );
};

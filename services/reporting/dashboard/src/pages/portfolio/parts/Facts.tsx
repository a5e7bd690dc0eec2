import type { ReactNode } from "react";
import styles from "./Facts.module.css";

/** Small figures with their names, in rows. */
export const Facts = ({
  facts,
}: {
  readonly facts: ReadonlyArray<readonly [name: string, figure: ReactNode]>;
}) => (
  <dl className={styles.facts}>
    {facts.map(([name, figure]) => (
      <div key={name} className={styles.fact}>
        <dt>
          <bdi>{name}</bdi>
        </dt>
        <dd>{figure}</dd>
      </div>
    ))}
  </dl>
);

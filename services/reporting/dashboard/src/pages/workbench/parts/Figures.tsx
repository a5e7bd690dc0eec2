import type { ReactNode } from "react";
import styles from "./Figures.module.css";

export interface Figure {
  readonly name: string;
  readonly value: ReactNode;
}

/** Figures side by side, each under its name. */
export const Figures = ({ of }: { readonly of: ReadonlyArray<Figure> }) => (
  <dl className={styles.figures}>
    {of.map(({ name, value }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

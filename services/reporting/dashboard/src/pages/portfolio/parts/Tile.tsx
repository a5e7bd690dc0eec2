import type { ReactNode } from "react";
import styles from "./Tile.module.css";

/** One figure with its name, what it is of, and where it comes apart. */
export const Tile = ({
  name,
  figure,
  children,
}: {
  readonly name: string;
  readonly figure: ReactNode;
  /** What the figure is of, and its interval. */
  readonly children?: ReactNode;
}) => (
  <div className={styles.tile}>
    <dt className={styles.name}>{name}</dt>
    <dd className={styles.body}>
      <span className={styles.figure}>{figure}</span>
      {children}
    </dd>
  </div>
);

/** Tiles beside each other: a list of terms and their figures. */
export const Tiles = ({ children }: { readonly children: ReactNode }) => (
  <dl className={styles.tiles}>{children}</dl>
);

import type { ReactNode } from "react";
import { kitTexts } from "../../texts/en/kit.ts";
import styles from "./Table.module.css";

/** A column's heading; that of figures stands over their end. */
export interface TableHead {
  readonly key: string;
  readonly text: ReactNode;
  readonly number?: boolean;
}

/** A table in a box of its own that scrolls, also by keyboard; `heads` and the rows are the caller's. */
export const ScrollTable = ({
  label,
  heads,
  cells,
  children,
}: {
  readonly label: string;
  readonly heads: ReadonlyArray<TableHead>;
  /** What all cells but the first of a row are: figures stand at the end, words may break. */
  readonly cells?: "figures" | "words";
  readonly children: ReactNode;
}) => (
  // A box that scrolls must be reachable by keyboard.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <div className={styles.scroll} role="region" aria-label={kitTexts.tableOf(label)} tabIndex={0}>
    <table className={`${styles.table} ${cells === undefined ? "" : styles[cells]}`}>
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

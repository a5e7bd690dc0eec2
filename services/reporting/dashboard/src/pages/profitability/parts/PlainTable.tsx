import type { ReactNode } from "react";
import { kitTexts } from "../../../texts/en/kit.ts";
import styles from "./PlainTable.module.css";

/** A table of a few rows: the first column names the row, the others are figures. Wide ones scroll in their own box. */
export const PlainTable = ({
  label,
  heads,
  rows,
}: {
  readonly label: string;
  readonly heads: ReadonlyArray<ReactNode>;
  readonly rows: ReadonlyArray<{ readonly key: string; readonly cells: ReadonlyArray<ReactNode> }>;
}) => (
  // A box that scrolls must be reachable by keyboard.
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
  <div className={styles.scroll} role="region" aria-label={kitTexts.tableOf(label)} tabIndex={0}>
    <table className={styles.table}>
      <thead>
        <tr>
          {heads.map((head, n) => (
            <th key={n} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [first, ...others] }) => (
          <tr key={key}>
            <th scope="row">{first}</th>
            {others.map((cell, n) => (
              <td key={n}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

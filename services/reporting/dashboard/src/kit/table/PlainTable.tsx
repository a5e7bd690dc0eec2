import type { ReactNode } from "react";
import { ScrollTable } from "./ScrollTable.tsx";

/** A table of a few rows: the first column names the row, the others are figures, or words where `cells` says so. */
export const PlainTable = ({
  label,
  heads,
  rows,
  cells = "figures",
}: {
  readonly label: string;
  readonly heads: ReadonlyArray<ReactNode>;
  readonly rows: ReadonlyArray<{ readonly key: string; readonly cells: ReadonlyArray<ReactNode> }>;
  readonly cells?: "figures" | "words";
}) => (
  <ScrollTable label={label} heads={heads.map((text, n) => ({ key: String(n), text }))} cells={cells}>
    {rows.map(({ key, cells: [first, ...others] }) => (
      <tr key={key}>
        <th scope="row">{first}</th>
        {others.map((cell, n) => (
          <td key={n}>{cell}</td>
        ))}
      </tr>
    ))}
  </ScrollTable>
);

import { type SeenRow, valueOf } from "@rapport/contracts/tables/seenRows";
import type { TableColumn } from "@rapport/contracts/tables/tableColumns";
import { Link } from "@tanstack/react-router";
import { evidenceKey } from "../../../kit/evidence/evidenceKey.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import { profitabilityTexts as texts } from "../../../texts/en/profitability.ts";
import { holderOf, metricOf } from "./evidenceOf.ts";
import { figureText } from "./figureText.ts";
import type { GroupName } from "./groups.ts";
import { Sparkline } from "./Sparkline.tsx";
import { type TableSearch, trendField } from "./search.ts";
import styles from "./Table.module.css";

/** What all cells of a table go by. */
export interface CellOf {
  readonly group: GroupName;
  readonly table: TableSearch["table"];
  readonly currency: string | null;
  /** Days, both included. */
  readonly from: string;
  readonly to: string;
  /** What every address of this page keeps: `asOf=2026-10-31`. */
  readonly kept: string;
  /** The months and values of a row's small drawing; null while they are not there. */
  readonly trend: (row: SeenRow) => { readonly values: ReadonlyArray<number>; readonly label: string } | null;
}

const monthEnd = (month: string): string => {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
};

/** A row's name: the client's leads to its page, an owner's, segment's or month's to its clients. */
const NameCell = ({ row, of }: { readonly row: SeenRow; readonly of: CellOf }) => {
  const { group } = of;
  const shown = row.name === "" ? texts.nobody : row.name;
  const name = <bdi title={shown}>{shown}</bdi>;
  if (group === "client") {
    if (row.id === "" || (row.state !== "client" && row.state !== "organisation"))
      return <span className={styles.apart}>{name}</span>;
    // A router's link in each of so many cells would take longer than a frame: `useTableClicks` follows these.
    return (
      <a href={`/clients/${encodeURIComponent(row.id)}?${of.kept}`} data-client={row.id}>
        {name}
      </a>
    );
  }
  if (group !== "month" && row.state !== "client") return <span className={styles.apart}>{name}</span>;
  if (row.id === "") return name;
  const narrowed =
    group === "month"
      ? { from: `${row.id}-01`, to: monthEnd(row.id) }
      : group === "owner"
        ? { owner: row.id }
        : { segment: row.id };
  return (
    <Link to="/profitability" search={{ table: of.table, ...narrowed }} preload={false}>
      {name}
    </Link>
  );
};

const Figure = ({ row, column, of }: { row: SeenRow; column: TableColumn; of: CellOf }) => {
  const value = valueOf(row, column.field);
  const text = figureText(value, column.unit, of.currency);
  const metric = metricOf(column.field);
  const holder = of.group === "client" ? holderOf(row) : null;
  if (value === null || value === 0 || metric === null || holder === null) return text;
  const evidence = evidenceKey({ kind: "figure", ...holder, metric, from: of.from, to: of.to });
  return (
    <a
      className={styles.evidence}
      href={`/profitability?${of.kept}&evidence=${encodeURIComponent(evidence)}`}
      data-evidence={evidence}
      aria-haspopup="dialog"
    >
      {text}
    </a>
  );
};

/** One cell: a name with its link, a figure with its evidence, a small drawing. */
export const Cell = ({
  row,
  column,
  of,
}: {
  readonly row: SeenRow;
  readonly column: TableColumn;
  readonly of: CellOf;
}) => {
  if (column.field === "name")
    return (
      <th scope="row" className={styles.name}>
        <NameCell row={row} of={of} />
      </th>
    );
  if (column.field === trendField) {
    const trend = of.trend(row);
    return <td>{trend !== null && <Sparkline {...trend} />}</td>;
  }
  if (column.kind === "figure") {
    const value = valueOf(row, column.field);
    const isLoss = typeof value === "number" && value < 0;
    return (
      <td className={`${styles.figure} ${isLoss ? styles.loss : ""}`}>
        <Figure row={row} column={column} of={of} />
      </td>
    );
  }
  const value = valueOf(row, column.field);
  const text =
    column.field === "state" && row.state !== null
      ? texts.states[row.state as keyof typeof texts.states]
      : (value ?? kitTexts.none);
  return (
    <td className={styles.who}>
      <bdi title={String(text)}>{text}</bdi>
    </td>
  );
};

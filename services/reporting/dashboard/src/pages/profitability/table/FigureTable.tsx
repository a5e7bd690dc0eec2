import type { SeenRow } from "@rapport/contracts/tables/seenRows";
import type { TableColumn } from "@rapport/contracts/tables/tableColumns";
import {
  columnOrderingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { memo, type ReactNode, useMemo, useRef } from "react";
import { countText } from "../../../format/figures.ts";
import { profitabilityTexts as texts } from "../../../texts/en/profitability.ts";
import { Cell, type CellOf } from "./Cell.tsx";
import { HeadCell } from "./HeadCell.tsx";
import { trendField } from "./search.ts";
import styles from "./Table.module.css";
import { columnWidth, widthRem } from "./columnWidths.ts";
import { mostPrinted, useDrawnRows } from "./useDrawnRows.ts";
import { useTableClicks } from "./useTableClicks.ts";

const features = tableFeatures({ columnOrderingFeature, columnVisibilityFeature, rowSortingFeature });
const helper = createColumnHelper<typeof features, SeenRow>();

const Row = memo(
  ({
    row,
    number,
    columns,
    of,
  }: {
    readonly row: SeenRow;
    readonly number: number;
    readonly columns: ReadonlyArray<TableColumn>;
    readonly of: CellOf;
  }) => (
    <tr className={styles.row} aria-rowindex={number + 2} data-id={row.id}>
      {columns.map((column) => (
        <Cell key={column.field} row={row} column={column} of={of} />
      ))}
    </tr>
  ),
);

const Space = ({ heightPx, columns }: { readonly heightPx: number; readonly columns: number }) =>
  heightPx > 0 && (
    <tr aria-hidden="true">
      <td colSpan={columns} className={styles.space} style={{ height: heightPx }} />
    </tr>
  );

const firstOrder = ({ kind }: TableColumn): "asc" | "desc" => (kind === "figure" ? "desc" : "asc");

interface FigureTableProps {
  /** Everything that could be shown. */
  readonly all: ReadonlyArray<TableColumn>;
  /** The fields that are, in their order. */
  readonly chosen: ReadonlyArray<string>;
  /** In their order. */
  readonly rows: ReadonlyArray<SeenRow>;
  readonly sort: string;
  readonly order: "asc" | "desc";
  readonly onSort: (field: string, order: "asc" | "desc") => void;
  readonly of: CellOf;
  /** The rows of totals, which stay in sight. */
  readonly foot: (columns: ReadonlyArray<TableColumn>) => ReactNode;
}

const useFigureTable = ({
  all,
  chosen,
  rows,
  sort,
  order,
}: Pick<FigureTableProps, "all" | "chosen" | "rows" | "sort" | "order">) => {
  const byField = useMemo(() => new Map(all.map((column) => [column.field, column])), [all]);
  const table = useTable({
    features,
    data: rows,
    columns: useMemo(() => all.map(({ field }) => helper.display({ id: field })), [all]),
    // Rows come in their order: by the function that exports are ordered by too.
    manualSorting: true,
    getRowId: (row) => `${row.state ?? ""} ${row.id}`,
    state: {
      sorting: [{ id: sort, desc: order === "desc" }],
      columnOrder: [...chosen],
      columnVisibility: Object.fromEntries(all.map(({ field }) => [field, chosen.includes(field)])),
    },
  });
  const shown = chosen.join();
  const columns = useMemo(
    () => shown.split(",").flatMap((field) => byField.get(field) ?? []),
    [shown, byField],
  );
  return { table, byField, columns };
};

/** A table of any number of rows, of which those in sight are drawn; head, names and totals stay in sight. */
export const FigureTable = (props: FigureTableProps) => {
  const { rows, onSort, of, foot } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const { table, byField, columns } = useFigureTable(props);
  const seen = table.getRowModel().rows;
  useTableClicks(scroll);
  const { drawn, beforePx, afterPx } = useDrawnRows(scroll, seen);
  return (
    <>
      {rows.length > mostPrinted && (
        <p className={styles.printed}>{texts.printed(countText(mostPrinted), countText(rows.length))}</p>
      )}
      {/* A box that scrolls must be reachable by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div ref={scroll} className={styles.scroll} role="region" aria-label={texts.scroll} tabIndex={0}>
        <table
          className={styles.table}
          aria-rowcount={rows.length + 1}
          style={{ inlineSize: `calc(var(--name-width) + ${widthRem(columns)}rem)` }}
        >
          <colgroup>
            {columns.map((column) => (
              <col key={column.field} style={{ inlineSize: columnWidth(column) }} />
            ))}
          </colgroup>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id} aria-rowindex={1}>
                {group.headers.map(({ id, column }) => {
                  const definition = byField.get(id);
                  const sorted = column.getIsSorted();
                  if (definition === undefined) return null;
                  const next = sorted === "desc" ? "asc" : sorted === "asc" ? "desc" : firstOrder(definition);
                  return (
                    <HeadCell
                      key={id}
                      column={definition}
                      currency={of.currency}
                      sorted={sorted === false ? null : sorted}
                      onSort={id === trendField ? undefined : () => onSort(id, next)}
                    />
                  );
                })}
              </tr>
            ))}
          </thead>
          <tbody>
            <Space heightPx={beforePx} columns={columns.length} />
            {drawn.map(({ row, number }) => (
              <Row key={row.id} row={row.original} number={number} columns={columns} of={of} />
            ))}
            <Space heightPx={afterPx} columns={columns.length} />
          </tbody>
          <tfoot>{foot(columns)}</tfoot>
        </table>
      </div>
    </>
  );
};

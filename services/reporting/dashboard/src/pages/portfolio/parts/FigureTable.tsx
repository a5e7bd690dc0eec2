import { type ReactNode, useState } from "react";
import { portfolioTexts } from "../../../texts/en/portfolio.ts";
import styles from "./FigureTable.module.css";
import { type Ordered, orderRows, readSort, sortText } from "./orderRows.ts";

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Numbers stand to the right. */
  readonly numeric?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** Where given, a click on the title orders by it. */
  readonly order?: (row: Row) => Ordered;
}

interface TableOf<Row> {
  /** What the rows are, for who does not see the heading over them. */
  readonly label: string;
  readonly columns: ReadonlyArray<Column<Row>>;
  readonly rows: ReadonlyArray<Row>;
  readonly keyOf: (row: Row) => string;
  /** `-year`; as the rows come where absent. */
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string) => void;
  /** Rows shown before more are asked for. */
  readonly first?: number;
}

const step = 200;

const Head = <Row,>({
  column: { key, title, numeric, order },
  sort,
  onSort,
}: { readonly column: Column<Row> } & Pick<TableOf<Row>, "sort" | "onSort">) => {
  const now = sort === undefined ? null : readSort(sort);
  const mine = now?.key === key ? now : null;
  const next = sortText({ key, descending: mine === null ? numeric === true : !mine.descending });
  return (
    <th
      scope="col"
      className={numeric ? styles.numeric : undefined}
      aria-sort={mine === null ? undefined : mine.descending ? "descending" : "ascending"}
    >
      {order === undefined || onSort === undefined ? (
        title
      ) : (
        <button type="button" className={styles.sort} onClick={() => onSort(next)}>
          {title}
          <span aria-hidden="true" className={styles.arrow}>
            {mine === null ? "↕" : mine.descending ? "↓" : "↑"}
          </span>
        </button>
      )}
    </th>
  );
};

/** Rows of figures, in a box of their own that scrolls where the page is narrow. The first column heads its row. */
export const FigureTable = <Row,>({
  label,
  columns,
  rows,
  keyOf,
  sort,
  onSort,
  first = 50,
}: TableOf<Row>) => {
  const [most, setMost] = useState(first);
  const by = sort === undefined ? null : readSort(sort);
  const order = columns.find(({ key }) => key === by?.key)?.order;
  const ordered = order === undefined || by === null ? rows : orderRows(rows, order, by.descending);
  const left = rows.length - most;
  return (
    <>
      <div className={styles.box} role="group" aria-label={label} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {columns.map((column) => (
                <Head key={column.key} column={column} sort={sort} {...(onSort ? { onSort } : {})} />
              ))}
            </tr>
          </thead>
          <tbody>
            {ordered.slice(0, most).map((row) => (
              <tr key={keyOf(row)}>
                {columns.map(({ key, numeric, cell }, n) => {
                  const Cell = n === 0 ? "th" : "td";
                  return (
                    <Cell
                      key={key}
                      {...(n === 0 ? { scope: "row" } : {})}
                      className={numeric ? styles.numeric : undefined}
                    >
                      {cell(row)}
                    </Cell>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && (
        <button type="button" className={styles.more} onClick={() => setMost(most + step)}>
          {portfolioTexts.table.more(Math.min(step, left), left)}
        </button>
      )}
    </>
  );
};

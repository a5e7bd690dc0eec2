import type { TotalName } from "@rapport/contracts/http/economics/head";
import type { SeenRow } from "@rapport/contracts/tables/seenRows";
import type { TableColumn } from "@rapport/contracts/tables/tableColumns";
import { useState } from "react";
import { countText } from "../../../format/figures.ts";
import { EvidenceLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { profitabilityTexts as texts } from "../../../texts/en/profitability.ts";
import type { CellOf } from "./Cell.tsx";
import { metricOf } from "./evidenceOf.ts";
import { figureText } from "./figureText.ts";
import styles from "./Table.module.css";
import { sumsOf } from "./totals.ts";
import type { TablePage } from "./useTableRows.ts";

type Figures = Readonly<Record<string, number | null>>;

/** Totals that come apart into events: those of what is nobody's. */
const nobodys: ReadonlySet<TotalName> = new Set(["internal", "unused"]);

const TotalCell = ({
  figures,
  column,
  total,
  of,
}: {
  readonly figures: Figures;
  readonly column: TableColumn;
  readonly total: TotalName | null;
  readonly of: CellOf;
}) => {
  if (column.kind !== "figure") return <td />;
  const value = figures[column.field] ?? null;
  const text = figureText(value, column.unit, of.currency);
  const metric = metricOf(column.field);
  const opens = total !== null && nobodys.has(total) && metric !== null && value !== null && value !== 0;
  return (
    <td className={`${styles.figure} ${value !== null && value < 0 ? styles.loss : ""}`}>
      {opens ? (
        <EvidenceLink client={total} metric={metric} from={of.from} to={of.to}>
          {text}
        </EvidenceLink>
      ) : (
        text
      )}
    </td>
  );
};

const parts = ["client", "organisation", "unattributed", "internal", "unused"] as const;

/** The totals of what is seen and of everything, and where everything lies. */
export const TotalRows = ({
  columns,
  all,
  rows,
  isWhole,
  page,
  of,
}: {
  readonly columns: ReadonlyArray<TableColumn>;
  readonly all: ReadonlyArray<TableColumn>;
  readonly rows: ReadonlyArray<SeenRow>;
  /** Every row that was selected is seen: then its total is the API's, with its interval. */
  readonly isWhole: boolean;
  readonly page: TablePage;
  readonly of: CellOf;
}) => {
  const [isOpen, setIsOpen] = useState(false);
  const figuresOf = (name: TotalName) => page.totals[name] as Figures;
  const seen = isWhole ? figuresOf("selected") : sumsOf(rows, all);
  const count = texts.totals.rows(countText(rows.length));
  const lines = [
    { name: texts.totals.seen(count), total: null, figures: seen },
    ...(isOpen
      ? parts.map((total) => ({ name: texts.states[total], total, figures: figuresOf(total) }))
      : []),
    { name: texts.totals.all, total: "all" as const, figures: figuresOf("all") },
  ];
  return lines.map(({ name, total, figures }) => (
    <tr key={name}>
      {columns.map((column) =>
        column.field === "name" ? (
          <th key={column.field} scope="row" className={styles.name}>
            {name}
            {total === "all" && (
              <button
                type="button"
                className={styles.more}
                aria-expanded={isOpen}
                onClick={() => setIsOpen(!isOpen)}
              >
                {isOpen ? texts.totals.fewer : texts.totals.more}
              </button>
            )}
          </th>
        ) : (
          <TotalCell key={column.field} figures={figures} column={column} total={total} of={of} />
        ),
      )}
    </tr>
  ));
};

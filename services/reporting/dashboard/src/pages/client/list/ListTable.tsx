import type { ClientListPage, ClientListRow } from "@rapport/contracts/http/client/ClientList";
import type { ReactNode } from "react";
import { momentText } from "../../../format/days.ts";
import { countText, hoursText, percentText } from "../../../format/figures.ts";
import { moneyText } from "../../../format/money.ts";
import { BandBadge } from "../../../kit/BandBadge.tsx";
import { ClientName } from "../../../kit/ClientName.tsx";
import { EvidenceLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { clientListTexts } from "../../../texts/en/clientList.ts";
import { kitTexts } from "../../../texts/en/kit.ts";
import type { ListColumn, ListSort } from "../searches.ts";
import styles from "./List.module.css";
import { nextSort, sortOf } from "./nextSort.ts";

const texts = clientListTexts;
type Span = Pick<ClientListPage, "from" | "to" | "currency">;

interface Column {
  readonly column: ListColumn;
  readonly name: string;
  /** Under its name: unit or span. */
  readonly unit?: string;
  readonly amount?: true;
  readonly cell: (row: ClientListRow, span: Span) => ReactNode;
}

const nothing = kitTexts.none;

const silenceText = ({ silentDays, usualGapDays }: ClientListRow): string =>
  silentDays === null
    ? nothing
    : texts.silent(silentDays, usualGapDays === null ? "" : texts.usual(usualGapDays));

const columns: ReadonlyArray<Column> = [
  {
    column: "risk",
    name: texts.columns.band,
    cell: ({ band, chancePercent }) => (
      <>
        <BandBadge band={band} />
        {chancePercent !== null && ` ${percentText(chancePercent)}`}
      </>
    ),
  },
  {
    column: "contribution",
    name: texts.columns.contribution,
    amount: true,
    cell: ({ id, contributionMinor }, { from, to, currency }) =>
      contributionMinor === null || currency === null ? (
        nothing
      ) : (
        <EvidenceLink client={id} metric="contribution" from={from} to={to}>
          {moneyText(contributionMinor, currency)}
        </EvidenceLink>
      ),
  },
  {
    column: "effort",
    name: texts.columns.effort,
    amount: true,
    cell: ({ id, effortSeconds }, { from, to }) => (
      <EvidenceLink client={id} metric="effort" from={from} to={to}>
        {hoursText(effortSeconds)}
      </EvidenceLink>
    ),
  },
  {
    column: "owner",
    name: texts.columns.owner,
    cell: ({ ownerName }) => <bdi>{ownerName ?? nothing}</bdi>,
  },
  {
    column: "messages",
    name: texts.columns.messages,
    unit: texts.units.all,
    amount: true,
    cell: ({ messages }) => countText(messages),
  },
  {
    column: "response",
    name: texts.columns.response,
    unit: texts.units.working,
    amount: true,
    cell: ({ responseMedianHours }) =>
      responseMedianHours === null ? nothing : hoursText(responseMedianHours * 3600),
  },
  {
    column: "lastContact",
    name: texts.columns.last,
    cell: ({ lastTheirs }) => (lastTheirs === null ? nothing : momentText(lastTheirs)),
  },
  { column: "silence", name: texts.columns.silence, cell: silenceText },
];

const Head = ({
  of: { column, name, unit, amount },
  sort,
  onSort,
}: {
  readonly of: Pick<Column, "column" | "name" | "unit" | "amount">;
  readonly sort: ListSort;
  readonly onSort: (sort: ListSort) => void;
}) => {
  const sorted = sortOf(sort);
  const mine = sorted.column === column;
  return (
    <th
      scope="col"
      className={amount === true ? styles.amount : undefined}
      aria-sort={mine ? (sorted.descending ? "descending" : "ascending") : undefined}
    >
      <button type="button" className={styles.sort} onClick={() => onSort(nextSort(sort, column))}>
        {name} <span aria-hidden="true">{mine ? (sorted.descending ? "▼" : "▲") : ""}</span>
      </button>
      {unit !== undefined && <div className={styles.unit}>{unit}</div>}
    </th>
  );
};

interface TableOf {
  readonly rows: ReadonlyArray<ClientListRow>;
  readonly span: Span;
  /** Whether amounts are there. */
  readonly money: boolean;
  readonly sort: ListSort;
  readonly onSort: (sort: ListSort) => void;
  /** Another choice is on its way. */
  readonly busy: boolean;
}

/** Clients in rows; a press on a heading sorts by it, a second one turns it round. */
export const ListTable = ({ rows, span, money, sort, onSort, busy }: TableOf) => {
  const shown = columns.filter(({ column }) => money || column !== "contribution");
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={texts.title}>
      <table className={styles.table} aria-busy={busy}>
        <thead>
          <tr>
            <Head of={{ column: "name", name: texts.columns.name }} sort={sort} onSort={onSort} />
            {shown.map((column) => (
              <Head key={column.column} of={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <ClientName
                  id={row.id}
                  name={row.name}
                  under={row.kind === "client" ? (row.leaves ? texts.leaves : row.segment) : texts.unlinked}
                />
              </th>
              {shown.map(({ column, amount, cell }) => (
                <td key={column} className={amount === true ? styles.amount : undefined}>
                  {cell(row, span)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

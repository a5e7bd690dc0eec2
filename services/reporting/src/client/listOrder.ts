import type { ClientListRow, ListOrder, ListSort } from "@rapport/contracts/http/client/ClientList";
import type { RiskBand } from "@rapport/contracts/http/risk/head";

const bands = { low: 1, usual: 2, raised: 3, high: 4 } as const;

/** A row, and where it stands among those whose risk is told: the more, the likelier it leaves. Null where it is not. */
export interface ListedClient {
  readonly row: ClientListRow;
  readonly place: number | null;
}

/** Where a client of a band stands; of no band where only the order may be shown. Null where nothing is told. */
export const placeOf = (band: RiskBand | null, chanceMicro: number | null): number | null =>
  band === null && chanceMicro === null
    ? null
    : (band === null ? 0 : bands[band]) * 10_000_000 + (chanceMicro ?? 0);

const figureOf: Readonly<Record<Exclude<ListOrder, "risk">, (row: ClientListRow) => number | string | null>> =
  {
    name: ({ name }) => name.toLowerCase(),
    owner: ({ ownerName }) => ownerName?.toLowerCase() ?? null,
    contribution: ({ contributionMinor }) => contributionMinor,
    effort: ({ effortSeconds }) => effortSeconds,
    messages: ({ messages }) => messages,
    response: ({ responseMedianHours }) => responseMedianHours,
    lastContact: ({ lastTheirs }) => lastTheirs,
    silence: ({ silentDays, usualGapDays }) =>
      silentDays === null ? null : silentDays / Math.max(1, usualGapDays ?? 1),
  };

const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorted copy; rows without the figure come last either way, ties by id, so the order is total. */
export const orderList = (
  rows: ReadonlyArray<ListedClient>,
  sort: ListSort,
): ReadonlyArray<ClientListRow> => {
  const descending = sort.startsWith("-");
  const order = (descending ? sort.slice(1) : sort) as ListOrder;
  const figure = ({ row, place }: ListedClient) => (order === "risk" ? place : figureOf[order](row));
  return rows
    .toSorted((x, y) => {
      const [a, b] = [figure(x), figure(y)];
      const byId = compare(x.row.id, y.row.id);
      if (a === null || b === null) return a === b ? byId : a === null ? 1 : -1;
      return (descending ? -compare(a, b) : compare(a, b)) || byId;
    })
    .map(({ row }) => row);
};

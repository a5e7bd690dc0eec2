import type { ClientListRow, ListOrder, ListSort } from "@rapport/contracts/http/client/ClientList";

const bands = { low: 1, usual: 2, raised: 3, high: 4 } as const;

const figureOf: Readonly<Record<ListOrder, (row: ClientListRow) => number | string | null>> = {
  name: ({ name }) => name.toLowerCase(),
  owner: ({ ownerName }) => ownerName?.toLowerCase() ?? null,
  // Within a band by chance, where there is one: the two never disagree.
  risk: ({ band, chancePercent }) => (band === null ? null : bands[band] * 1000 + (chancePercent ?? 0)),
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
  rows: ReadonlyArray<ClientListRow>,
  sort: ListSort,
): ReadonlyArray<ClientListRow> => {
  const descending = sort.startsWith("-");
  const figure = figureOf[(descending ? sort.slice(1) : sort) as ListOrder];
  return rows.toSorted((x, y) => {
    const [a, b] = [figure(x), figure(y)];
    if (a === null || b === null) return a === b ? compare(x.id, y.id) : a === null ? 1 : -1;
    return (descending ? -compare(a, b) : compare(a, b)) || compare(x.id, y.id);
  });
};

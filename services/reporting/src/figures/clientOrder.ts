import type { ClientOrder, ClientSort } from "@rapport/contracts/http/Api";
import type { ClientFigures } from "@rapport/contracts/http/ClientFigures";

const figureOf: Readonly<Record<ClientOrder, (client: ClientFigures) => number | string | null>> = {
  name: (c) => c.name.toLowerCase(),
  messages: (c) => c.messages.total,
  lastContact: (c) => {
    const times = [c.lastContact.theirs, c.lastContact.ours].filter((t) => t !== null);
    return times.toSorted().at(-1) ?? null;
  },
  silence: (c) => c.silence.ratio,
  responseOurs: (c) => c.responseOurs.workingMedianHours,
  responseTheirs: (c) => c.responseTheirs.workingMedianHours,
  tone: (c) => c.tone.mean,
};

/** By code points, so that every machine orders alike. */
const compare = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorted copy; rows without the figure come last either way, ties by id, so the order is total. */
export const orderClients = (
  clients: ReadonlyArray<ClientFigures>,
  sort: ClientSort,
): ReadonlyArray<ClientFigures> => {
  const descending = sort.startsWith("-");
  const figure = figureOf[(descending ? sort.slice(1) : sort) as ClientOrder];
  return clients.toSorted((x, y) => {
    const [a, b] = [figure(x), figure(y)];
    if (a === null || b === null) return a === b ? compare(x.id, y.id) : a === null ? 1 : -1;
    const order = compare(a, b);
    return order === 0 ? compare(x.id, y.id) : descending ? -order : order;
  });
};

/** Those whose name, id or linked party holds the text, in any case. */
export const searchClients = (
  clients: ReadonlyArray<ClientFigures>,
  search: string,
): ReadonlyArray<ClientFigures> => {
  const text = search.trim().toLowerCase();
  return clients.filter((c) =>
    [c.name, c.id, ...c.parties].some((field) => field.toLowerCase().includes(text)),
  );
};

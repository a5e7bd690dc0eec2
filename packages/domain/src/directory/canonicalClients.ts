/** `from` is counted as `into`. */
export interface Merge {
  readonly from: string;
  readonly into: string;
}

const endOf = (next: ReadonlyMap<string, string>, client: string): string => {
  let end = client;
  for (let into = next.get(end); into !== undefined; into = next.get(end)) end = into;
  return end;
};

/**
 * The merge that holds for each merged client, given the merges in force, oldest first. Of several merges of
 * one client the latest holds; one that would close a circle with later ones is passed over.
 */
export const mergedInto = (merges: ReadonlyArray<Merge>): ReadonlyMap<string, string> => {
  const next = new Map<string, string>();
  for (const { from, into } of merges.toReversed())
    if (!next.has(from) && endOf(next, into) !== from) next.set(from, into);
  return next;
};

/** Whom each client is counted as. A client that is not among the keys is counted as itself. */
export const canonicalClients = (merges: ReadonlyArray<Merge>): ReadonlyMap<string, string> => {
  const next = mergedInto(merges);
  return new Map([...next.keys()].map((client) => [client, endOf(next, client)]));
};

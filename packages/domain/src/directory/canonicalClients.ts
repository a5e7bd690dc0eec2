/** `from` is counted as `into`. */
export interface Merge {
  readonly from: string;
  readonly into: string;
}

/**
 * Whom each client is counted as, given the merges in force, oldest first. Of several merges of one client
 * the latest holds; one that would close a circle with later ones is passed over. A client that is not
 * among the keys is counted as itself.
 */
export const canonicalClients = (merges: ReadonlyArray<Merge>): ReadonlyMap<string, string> => {
  const next = new Map<string, string>();
  const endOf = (client: string): string => {
    let end = client;
    for (let into = next.get(end); into !== undefined; into = next.get(end)) end = into;
    return end;
  };
  for (const { from, into } of merges.toReversed())
    if (!next.has(from) && endOf(into) !== from) next.set(from, into);
  return new Map([...next.keys()].map((client) => [client, endOf(client)]));
};

/** Fewer than these make no group of peers. */
export const leastPeers = 8;

/**
 * For each client the places of its peers, itself among them: those of its segment, where there are enough of them, else
 * all clients.
 */
export const peersOf = (segments: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<number>> => {
  const all = segments.map((_, place) => place);
  const groups = Map.groupBy(all, (place) => segments[place]!);
  return segments.map((segment) => {
    const group = groups.get(segment)!;
    return segment !== "" && group.length >= leastPeers ? group : all;
  });
};

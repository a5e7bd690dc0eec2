/** Equal histories once, with how many they are of: the likelihood of each is worked out once. */
export interface Pattern<History> {
  readonly history: History;
  readonly count: number;
}

/** Merges histories of equal `key`; in the order in which each came first. */
export const patternsOf = <History>(
  histories: Iterable<History>,
  key: (history: History) => string,
): ReadonlyArray<Pattern<History>> => {
  const patterns = new Map<string, { history: History; count: number }>();
  for (const history of histories) {
    const name = key(history);
    const known = patterns.get(name);
    if (known === undefined) patterns.set(name, { history, count: 1 });
    else known.count += 1;
  }
  return [...patterns.values()];
};

/** What threads are made of; ids without angle brackets. */
export interface ThreadedMessage {
  readonly inReplyTo: string | null;
  readonly references: ReadonlyArray<string>;
}

/**
 * Sizes of the connected groups of messages by Message-ID, in no particular order: a message is linked to
 * the first id of its In-Reply-To and to all of its References, as far as these are in the set.
 * Union-find by size with path halving: near linear.
 */
export const threadSizes = (byId: ReadonlyMap<string, ThreadedMessage>): ReadonlyArray<number> => {
  const index = new Map<string, number>();
  for (const id of byId.keys()) index.set(id, index.size);
  const parent = Int32Array.from({ length: index.size }, (_, i) => i);
  const size = new Int32Array(index.size).fill(1);
  const root = (start: number): number => {
    let i = start;
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!;
      i = parent[i]!;
    }
    return i;
  };
  const link = (from: number, id: string): void => {
    const to = index.get(id);
    if (to === undefined) return;
    const a = root(from);
    const b = root(to);
    if (a === b) return;
    const [large, small] = size[a]! >= size[b]! ? [a, b] : [b, a];
    parent[small] = large;
    size[large]! += size[small]!;
  };
  for (const [id, message] of byId) {
    const i = index.get(id)!;
    if (message.inReplyTo !== null) link(i, message.inReplyTo);
    for (const reference of message.references) link(i, reference);
  }
  return [...size].filter((_, i) => parent[i] === i);
};

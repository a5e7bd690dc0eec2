/** A thread: its id is the smallest node of its component, its size the number of nodes. */
export interface Thread {
  readonly threadId: bigint;
  readonly size: number;
}

/**
 * Connected components of messages, fed link by link; a node is the hash of a Message-ID. The result does
 * not depend on the order or the number of the links. Union-find by size with path halving: near linear.
 */
export class ThreadComponents {
  readonly #indexOf = new Map<bigint, number>();
  readonly #parent: Array<number> = [];
  readonly #size: Array<number> = [];
  readonly #smallest: Array<bigint> = [];

  #node(hash: bigint): number {
    const known = this.#indexOf.get(hash);
    if (known !== undefined) return known;
    const index = this.#parent.length;
    this.#indexOf.set(hash, index);
    this.#parent.push(index);
    this.#size.push(1);
    this.#smallest.push(hash);
    return index;
  }

  #root(start: number): number {
    let i = start;
    while (this.#parent[i] !== i) {
      this.#parent[i] = this.#parent[this.#parent[i]!]!;
      i = this.#parent[i]!;
    }
    return i;
  }

  link(from: bigint, to: bigint): void {
    const a = this.#root(this.#node(from));
    const b = this.#root(this.#node(to));
    if (a === b) return;
    const [large, small] = this.#size[a]! >= this.#size[b]! ? [a, b] : [b, a];
    this.#parent[small] = large;
    this.#size[large]! += this.#size[small]!;
    if (this.#smallest[small]! < this.#smallest[large]!) this.#smallest[large] = this.#smallest[small]!;
  }

  /** Every node of a component of two or more, with its thread. */
  *members(): Generator<readonly [node: bigint, thread: Thread]> {
    for (const [hash, index] of this.#indexOf) {
      const root = this.#root(index);
      const size = this.#size[root]!;
      if (size > 1) yield [hash, { threadId: this.#smallest[root]!, size }];
    }
  }
}

/** The threads of these links; nodes alone are left out: their thread is themselves. */
export const threadComponents = (
  links: Iterable<readonly [from: bigint, to: bigint]>,
): ReadonlyMap<bigint, Thread> => {
  const components = new ThreadComponents();
  for (const [from, to] of links) components.link(from, to);
  return new Map(components.members());
};

/** A message without In-Reply-To and References, and in nobody's: only its subject and people can place it. */
export interface UnreferencedMessage {
  /** The hash of its Message-ID, or the first 64 bits of its event id for want of one. */
  readonly node: bigint;
  readonly conversationKey: string;
  /** UTC ms. */
  readonly occurredAt: number;
}

/** How long a subject may rest before the same one begins another conversation. */
export const subjectGapMs = 30 * 24 * 3_600_000;

/**
 * The flagged fallback: messages of one conversation key, each within 30 days of the one before, are one
 * thread. A guess, so it never joins or changes threads that references made.
 */
export const subjectThreads = (messages: ReadonlyArray<UnreferencedMessage>): ReadonlyMap<bigint, Thread> => {
  const components = new ThreadComponents();
  const latest = new Map<string, UnreferencedMessage>();
  const byTime = messages.toSorted(
    (a, b) => a.occurredAt - b.occurredAt || (a.node < b.node ? -1 : a.node > b.node ? 1 : 0),
  );
  for (const message of byTime) {
    const before = latest.get(message.conversationKey);
    if (before !== undefined && message.occurredAt - before.occurredAt <= subjectGapMs)
      components.link(before.node, message.node);
    latest.set(message.conversationKey, message);
  }
  return new Map(components.members());
};

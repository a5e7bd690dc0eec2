import { assert, describe, it } from "@effect/vitest";
import { Schema } from "effect";
import { subjectGapMs, subjectThreads, threadComponents } from "./ThreadComponents.ts";

const Node = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 30 }));
const Links = Schema.Array(Schema.Tuple([Node, Node])).check(Schema.isMaxLength(40));
const bigs = (links: ReadonlyArray<readonly [number, number]>) =>
  links.map(([a, b]) => [BigInt(a), BigInt(b)] as const);
const sorted = (threads: ReturnType<typeof threadComponents>) =>
  [...threads].toSorted(([a], [b]) => Number(a - b));

/** The components by walking the graph, node by node. */
const byWalking = (links: ReadonlyArray<readonly [number, number]>) => {
  const found = new Map<number, ReadonlySet<number>>();
  for (const [start] of links.flatMap(([a, b]) => [[a], [b]] as const)) {
    const reached = new Set([start]);
    for (const node of reached)
      for (const [a, b] of links) {
        if (a === node) reached.add(b);
        if (b === node) reached.add(a);
      }
    found.set(start, reached);
  }
  return found;
};

describe("threadComponents", () => {
  it.prop(
    "finds what walking the graph finds",
    [Links],
    ([links]) => {
      const threads = threadComponents(bigs(links));
      for (const [node, reached] of byWalking(links))
        assert.deepStrictEqual(
          threads.get(BigInt(node)),
          reached.size === 1 ? undefined : { threadId: BigInt(Math.min(...reached)), size: reached.size },
        );
    },
    { arbitrary: { runs: 300 } },
  );

  it.prop("does not depend on order, direction or number of the links", [Links], ([links]) => {
    const turned = links.toReversed().map(([a, b]) => [b, a] as const);
    assert.deepStrictEqual(
      sorted(threadComponents(bigs([...turned, ...links]))),
      sorted(threadComponents(bigs(links))),
    );
  });

  it("orders ids as unsigned 64-bit numbers", () => {
    const big = 2n ** 64n - 1n;
    assert.deepStrictEqual(
      threadComponents([
        [big, 9n],
        [big, 10n],
      ]).get(10n),
      { threadId: 9n, size: 3 },
    );
  });
});

const message = (node: bigint, conversationKey: string, occurredAt: number) => ({
  node,
  conversationKey,
  occurredAt,
});

describe("subjectThreads", () => {
  it("links messages of one subject and people, each within 30 days of the one before", () => {
    const threads = subjectThreads([
      message(5n, "a", subjectGapMs),
      message(7n, "a", 0),
      message(3n, "a", 2 * subjectGapMs),
      message(9n, "a", 3 * subjectGapMs + 1),
      message(1n, "b", 0),
    ]);
    assert.deepStrictEqual(sorted(threads), [
      [3n, { threadId: 3n, size: 3 }],
      [5n, { threadId: 3n, size: 3 }],
      [7n, { threadId: 3n, size: 3 }],
    ]);
  });

  const Message = Schema.Struct({
    node: Node,
    conversationKey: Schema.Literals(["a", "b"]),
    occurredAt: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 20 })),
  });
  it.prop("does not depend on the order of the messages", [Schema.Array(Message)], ([messages]) => {
    const all = messages.map((m, i) => message(BigInt(i), m.conversationKey, m.occurredAt * 86_400_000 * 10));
    assert.deepStrictEqual(sorted(subjectThreads(all.toReversed())), sorted(subjectThreads(all)));
  });
});

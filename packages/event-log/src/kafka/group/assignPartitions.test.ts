import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "@rapport/testing/seededRandom";
import { assignPartitions } from "./assignPartitions.ts";
import type { MemberMetadata, Partitions } from "./memberProtocol.ts";

const member = (
  topics: Readonly<Record<string, number>>,
  owned: Readonly<Record<string, ReadonlyArray<number>>> = {},
  generation = 1,
): MemberMetadata => ({
  topics: new Map(Object.entries(topics)),
  generation,
  owned: new Map(Object.entries(owned)),
});
const plain = (assigned: ReadonlyMap<string, Partitions>) =>
  Object.fromEntries([...assigned].map(([id, partitions]) => [id, Object.fromEntries(partitions)]));
const allOf = (partitions: Partitions) =>
  [...partitions].flatMap(([topic, numbers]) => numbers.map((number) => `${topic}/${number}`));

describe("the assignment of a group", () => {
  it("gives every partition to one member that asked for it, evenly, whatever they say of themselves", () => {
    for (let seed = 0; seed < 300; seed++) {
      const random = seededRandom(seed);
      const ids = Array.from({ length: random.int(1, 5) }, (_, index) => `m${index}`);
      const claims = () =>
        Array.from({ length: 6 }, (_, partition) => partition).filter(() => random.chance(0.3));
      const members = new Map(
        ids.map((id) => [id, member({ a: 5, b: 1 }, { a: claims(), b: claims() }, random.int(-1, 3))]),
      );
      const assigned = assignPartitions(members);
      const all = [...assigned.values()].flatMap(allOf);
      assert.deepStrictEqual(all.toSorted(), ["a/0", "a/1", "a/2", "a/3", "a/4", "b/0"], `seed ${seed}`);
      const loads = [...assigned.values()].map((partitions) => allOf(partitions).length);
      assert.isAtMost(Math.max(...loads) - Math.min(...loads), 1, `seed ${seed}`);
      const shuffled = new Map(random.shuffle([...members]));
      assert.deepStrictEqual(plain(assignPartitions(shuffled)), plain(assigned), `seed ${seed}`);
    }
  });

  it("leaves with each what it has, and moves only the surplus to a newcomer", () => {
    const members = new Map([
      ["one", member({ a: 4 }, { a: [0, 1, 2, 3] })],
      ["two", member({ a: 4 }, {}, -1)],
    ]);
    assert.deepStrictEqual(plain(assignPartitions(members)), { one: { a: [0, 1] }, two: { a: [2, 3] } });
  });

  it("believes of two who claim a partition the one of the later generation", () => {
    const members = new Map([
      ["zombie", member({ a: 2 }, { a: [0, 1] }, 3)],
      ["owner", member({ a: 2 }, { a: [1] }, 5)],
    ]);
    assert.deepStrictEqual(plain(assignPartitions(members)), { zombie: { a: [0] }, owner: { a: [1] } });
  });

  it("takes the larger count while an old version and a new one are members", () => {
    const members = new Map([
      ["old", member({ a: 1 })],
      ["new", member({ a: 1, b: 2 })],
    ]);
    assert.deepStrictEqual(plain(assignPartitions(members)), { old: { a: [0] }, new: { b: [0, 1] } });
  });
});

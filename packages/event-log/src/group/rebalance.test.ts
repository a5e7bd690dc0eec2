import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "@rapport/testing/seededRandom";
import { type LeaseState, type MemberState, rebalance } from "./rebalance.ts";

const sessionMs = 10_000;
const member = (id: string, heartbeatAt: number, topics = ["a", "b"]): MemberState => ({
  id,
  topics,
  heartbeatAt,
  sessionMs,
});
const leasesOf = (owners: ReadonlyArray<string | null>): LeaseState[] =>
  owners.map((owner, index) => ({
    topic: index % 3 === 0 ? "b" : "a",
    partition: index,
    owner,
    generation: index,
  }));
const after = (leases: ReadonlyArray<LeaseState>, changed: ReadonlyArray<LeaseState>) =>
  leases.map(
    (lease) =>
      changed.find(({ topic, partition }) => topic === lease.topic && partition === lease.partition) ?? lease,
  );

describe("rebalance", () => {
  it("gives every partition to one living member, evenly, moving as little as possible, for any start", () => {
    for (let seed = 0; seed < 300; seed++) {
      const random = seededRandom(seed);
      const members = Array.from({ length: random.int(0, 5) }, (_, index) =>
        member(`m${index}`, random.chance(0.7) ? 50_000 : 10_000),
      );
      const leases = leasesOf(
        Array.from({ length: random.int(1, 9) }, () => random.pick([null, "gone", "m0", "m1", "m2", "m3"])),
      );
      const { changed, expired } = rebalance(random.shuffle(members), random.shuffle(leases), 55_000);
      const alive = members.filter(({ id }) => !expired.includes(id)).map(({ id }) => id);
      const result = after(leases, changed);
      const loads = alive.map((id) => result.filter(({ owner }) => owner === id).length);
      const context = `seed ${seed}`;
      assert.deepStrictEqual(
        expired.toSorted(),
        members.filter(({ heartbeatAt }) => heartbeatAt === 10_000).map(({ id }) => id),
        context,
      );
      if (alive.length === 0)
        assert.isTrue(
          result.every(({ owner }) => owner === null),
          context,
        );
      else {
        assert.isTrue(
          result.every(({ owner }) => alive.includes(owner!)),
          context,
        );
        assert.isAtMost(Math.max(...loads) - Math.min(...loads), 1, context);
      }
      const fair = Math.floor(leases.length / Math.max(1, alive.length));
      const mustMove = leases.filter(({ owner }) => !alive.includes(owner!)).length;
      const surplus = alive.map((id) =>
        Math.max(0, leases.filter(({ owner }) => owner === id).length - fair),
      );
      assert.isAtMost(changed.length, mustMove + surplus.reduce((sum, n) => sum + n, 0), context);
      assert.deepStrictEqual(
        rebalance(
          members.filter(({ id }) => alive.includes(id)),
          result,
          55_000,
        ).changed,
        [],
        context,
      );
    }
  });

  it("raises the generation with every change of owner and only then", () => {
    const leases = leasesOf(["m0", "gone", null, "m0"]);
    const { changed } = rebalance([member("m0", 0)], leases, 0);
    assert.deepStrictEqual(
      changed.map(({ partition, generation }) => [partition, generation]),
      [
        [1, 2],
        [2, 3],
      ],
    );
  });

  it("gives a partition only to a member that asked for its topic", () => {
    const { changed } = rebalance([member("m0", 0, ["b"])], leasesOf([null, null, null, "m9"]), 0);
    assert.deepStrictEqual(
      changed.map(({ topic, owner }) => [topic, owner]),
      [
        ["b", "m0"],
        ["b", "m0"],
      ],
    );
  });

  it("does not trust a heartbeat from the far future, which a clock set back leaves behind", () => {
    assert.deepStrictEqual(rebalance([member("m0", 70_000)], [], 55_000).expired, ["m0"]);
    assert.deepStrictEqual(rebalance([member("m0", 60_000)], [], 55_000).expired, []);
  });
});

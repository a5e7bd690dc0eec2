import { assert, describe, it } from "@effect/vitest";
import { type SeededRandom, seededRandom } from "../../seededRandom.ts";
import type { HolderName } from "./HolderMap.ts";
import { PersonTime } from "./PersonTime.ts";

const day = "2026-10-05";
const a: HolderName = { state: "client", party: "a" };
const b: HolderName = { state: "client", party: "b" };
const hour = (from: number, to: number) => ({ startMs: from * 3_600_000, endMs: to * 3_600_000 });

/** The same, second by second: who has it, and whether an estimate stands in it. */
class Seconds {
  readonly #owner = new Map<number, string>();
  readonly left = new Map<string, number>();

  log(party: string, seconds: number, interval: readonly [number, number] | null): void {
    this.left.set(party, (this.left.get(party) ?? 0) + seconds);
    if (interval === null) return;
    for (let at = interval[0]; at < Math.min(interval[1], interval[0] + seconds); at++)
      if (!this.#owner.has(at)) this.#owner.set(at, party);
  }

  take(from: number, to: number): number {
    let free = 0;
    for (let at = from; at < to; at++) {
      const owner = this.#owner.get(at);
      if (owner === undefined) free++;
      else if (owner !== "") this.left.set(owner, this.left.get(owner)! - 1);
      this.#owner.set(at, "");
    }
    return free;
  }
}

const span = (random: SeededRandom): readonly [number, number] => {
  const from = random.int(0, 120);
  return [from, from + random.int(0, 40)];
};

describe("PersonTime", () => {
  it("gives an estimate what no entry and no earlier estimate holds", () => {
    const time = new PersonTime();
    time.log(day, a, 3600, hour(9, 10));
    assert.strictEqual(time.take(hour(8, 9).startMs, hour(9, 10).endMs), 3_600_000);
    assert.strictEqual(time.take(hour(8, 9).startMs, hour(11, 12).endMs), 7_200_000);
  });

  it("lets what entries have left cover the same holder's estimates of that day, each second once", () => {
    const time = new PersonTime();
    time.log(day, a, 3600, null);
    time.log(day, a, 600, hour(9, 10));
    assert.strictEqual(time.take(hour(9, 10).startMs, hour(9, 10).startMs + 300_000), 0);
    assert.strictEqual(time.cover(day, b, 100), 0);
    assert.strictEqual(time.cover("2026-10-06", a, 100), 0);
    assert.strictEqual(time.cover(day, a, 3000), 3000);
    assert.strictEqual(time.cover(day, a, 3000), 900);
    assert.strictEqual(time.cover(day, a, 3000), 0);
  });

  it("agrees with a count of every second", () => {
    for (let seed = 0; seed < 400; seed++) {
      const random = seededRandom(seed);
      const time = new PersonTime();
      const seconds = new Seconds();
      for (let i = random.int(0, 6); i > 0; i--) {
        const interval = random.chance(0.8) ? span(random) : null;
        const holder = random.pick([a, b]);
        const logged = random.int(-10, 45);
        time.log(day, holder, logged, interval && { startMs: interval[0] * 1000, endMs: interval[1] * 1000 });
        seconds.log(holder.party, logged, interval);
      }
      for (let i = random.int(0, 12); i > 0; i--) {
        const [from, to] = span(random);
        assert.strictEqual(time.take(from * 1000, to * 1000), seconds.take(from, to) * 1000, `seed ${seed}`);
      }
      for (const holder of [a, b])
        assert.strictEqual(
          time.cover(day, holder, 1e6),
          Math.max(0, seconds.left.get(holder.party) ?? 0),
          `seed ${seed}`,
        );
    }
  });
});

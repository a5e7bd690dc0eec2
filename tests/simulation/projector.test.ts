import { assert, describe, it } from "@effect/vitest";
import { Effect, Logger } from "effect";
import type { BugName } from "./bugs.ts";
import { simulate } from "./simulate.ts";

/** RAPPORT_SIMULATION_SEEDS: how many, RAPPORT_SIMULATION_FIRST: from which on. */
const seeds = Number(process.env["RAPPORT_SIMULATION_SEEDS"] ?? 600);
const first = Number(process.env["RAPPORT_SIMULATION_FIRST"] ?? 1);
const timeout = 60_000 + seeds * 200;

const run = (seed: number, ...bugs: ReadonlyArray<BugName>) =>
  Effect.runPromise(simulate(seed, bugs).pipe(Effect.provide(Logger.layer([]))));

describe("the projector under simulated faults", () => {
  it(
    `keeps every promise in ${seeds} histories from seed ${first}`,
    async () => {
      let lives = 0;
      for (let seed = first; seed < first + seeds; seed++) {
        const { findings, trace, lives: lived } = await run(seed);
        lives += lived;
        assert.deepStrictEqual(
          findings,
          [],
          `seed ${seed} failed; replay: node tests/simulation/run.ts ${seed}\n${trace.join("\n")}`,
        );
      }
      // Histories without deaths would prove nothing.
      assert.isAbove(lives, seeds * 3);
    },
    timeout,
  );

  it("gives the same history for the same seed", async () => {
    const [one, two] = [await run(7), await run(7)];
    assert.deepStrictEqual(one, two);
    assert.notDeepEqual((await run(8)).trace, one.trace);
  });
});

/** Which finding must give each planted bug away, within 100 seeds from the one that is named, or from the first. */
const givenAwayBy: ReadonlyArray<readonly [bugs: ReadonlyArray<BugName>, finding: string, from?: number]> = [
  [["tokenOnly"], "lost write"],
  [["addsRollUps"], "miscount"],
  [["commitsBeforeInsert"], "overtaking"],
  [["dropsDeadLetters"], "dropped dead letter"],
  [["acceptsStaleCommits"], "offset going back"],
  [["goesDeaf"], "stuck consumer"],
  [["lastCopyWins"], "wrong copy"],
  [["copiesByMonth"], "doubled fact"],
  [["rollsUpByArrival"], "miscount"],
  // Two histories in 400 give it away.
  [["neverFences"], "mismatch in the audit", 201],
  // Each is the second line behind the other.
  [["overlooksHolds", "overlooksIntents"], "mismatch in the audit"],
];

describe("the checkers", () => {
  for (const [bugs, finding, from = 1] of givenAwayBy)
    it(
      `catch ${bugs.join(" with ")} as "${finding}" within 100 seeds`,
      async () => {
        for (let seed = from; seed < from + 100; seed++) {
          const { findings } = await run(seed, ...bugs);
          if (findings.some((line) => line.startsWith(finding))) return;
        }
        assert.fail(`no seed from ${from} to ${from + 99} gave ${bugs.join(" with ")} away by "${finding}"`);
      },
      timeout,
    );
});

import { setTimeout as wait } from "node:timers/promises";
import { seededRandom, type SeededRandom } from "@rapport/testing/seededRandom";
import { afterAll, assert, beforeAll, describe, it } from "vitest";
import { exited, type Running, spawnChdb, startChdb, type Chdb } from "./support/chdb.ts";
import { crashAt, dryRun } from "./support/crashPoint.ts";
import { haveStrace, type SweptCall, sweptCalls } from "./support/strace.ts";
import {
  makeProjectorWorld,
  type ProjectedState,
  type ProjectorWorld,
  startProjector,
  stateOf,
} from "./support/projectorWorld.ts";

/**
 * The real engines: SQLite's log, a chDB process, and a projector process that is killed by SIGKILL at random
 * moments, again amid its recovery, and then left to finish. RAPPORT_CRASH_SEED and RAPPORT_CRASH_RUNS replay
 * a run, or make many.
 */
const firstSeed = Number(process.env["RAPPORT_CRASH_SEED"] ?? Math.floor(Math.random() * 1e6));
const runs = Number(process.env["RAPPORT_CRASH_RUNS"] ?? 2);
const timeout = 120_000 + runs * 60_000;

let chdb: Chdb;
let world: ProjectorWorld;
let clean: ProjectedState;
/** From start to the end of a clean run, ms: kills are spread over it. */
let cleanMs = 0;

beforeAll(async () => {
  chdb = await startChdb();
  world = await makeProjectorWorld(chdb);
  const place = await world.fresh();
  const child = startProjector(chdb, place);
  await child.until((line) => line === "started");
  const startedAt = performance.now();
  clean = await stateOf(child);
  cleanMs = performance.now() - startedAt;
  assert.strictEqual(clean.mismatches, 0);
  assert.strictEqual(clean.letters.length, 2);
}, timeout);
afterAll(async () => {
  await world.remove();
  await chdb.stop();
});

/** Starts a projector and kills it after a random part of a clean run; false when it was done before. */
const killOnce = async (
  random: SeededRandom,
  place: { logFile: string; database: string },
  within: number,
): Promise<boolean> => {
  const child = startProjector(chdb, place);
  await child.until((line) => line === "started");
  await wait(random.next() * cleanMs * within);
  child.process.kill("SIGKILL");
  return (await child.ended).signal === "SIGKILL";
};

describe("a projector killed at random", () => {
  it(
    `comes to the clean run's state, ${runs} times from seed ${firstSeed}`,
    async () => {
      let killed = 0;
      for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
        const random = seededRandom(seed);
        const place = await world.fresh();
        if (await killOnce(random, place, 0.8)) killed++;
        // Once more, amid the recovery.
        if (await killOnce(random, place, 0.3)) killed++;
        const state = await stateOf(startProjector(chdb, place));
        const say = `seed ${seed}: RAPPORT_CRASH_SEED=${seed} RAPPORT_CRASH_RUNS=1 vitest run --project integration projectorCrash`;
        assert.strictEqual(state.stateHash, clean.stateHash, say);
        assert.strictEqual(state.mismatches, 0, say);
        assert.deepStrictEqual(state.letters, clean.letters, say);
      }
      assert.isAtLeast(killed, runs, "most children ended before they were killed: nothing was proved");
    },
    timeout,
  );
});

/**
 * RAPPORT_CRASH_SWEEP=rename (or fsync, …, or all) kills chDB at every such call of a projection, and again
 * in the recovery. Takes long: run by hand. RAPPORT_CRASH_STEP=10 takes every tenth call.
 */
const sweep = process.env["RAPPORT_CRASH_SWEEP"];
const step = Number(process.env["RAPPORT_CRASH_STEP"] ?? 1);
if (sweep !== undefined) {
  if (!haveStrace()) throw new Error("RAPPORT_CRASH_SWEEP needs strace, which is not here");
  describe("chDB killed at each of its calls", () => {
    for (const call of sweptCalls.filter((name) => sweep === "all" || sweep === name))
      it(`${call}`, () => sweepCall(call), 24 * 3_600_000);
  });
}

const sweepCall = async (call: SweptCall): Promise<void> => {
  const { calls, state: want } = await dryRun(call);
  console.log(`${call}: ${calls} calls by the busiest thread in a clean run`);
  const random = seededRandom(firstSeed);
  let killed = 0;
  for (let nth = 1; nth <= calls; nth += step) {
    const second = random.int(1, Math.max(1, Math.floor(calls / 2)));
    const { state, kills } = await crashAt(call, nth, second);
    killed += kills;
    const say = `killed at ${call} ${nth} of ${calls}, then at ${second}: ${kills} kills`;
    assert.deepStrictEqual(state, want, say);
    console.log(say);
  }
  console.log(`${call}: ${killed} kills, all recovered exactly`);
  assert.isAbove(killed, 0);
};

/** Starts the warehouse again on its folder and port, as its supervisor does. */
const again = (dead: Running, port: number): Promise<Running> => spawnChdb(dead.folder, dead.password, port);

describe("a chDB process killed under the projector", () => {
  it(
    "loses nothing that was committed, and the projector goes on by itself",
    async () => {
      const random = seededRandom(firstSeed);
      const root = await startChdb();
      const port = Number(new URL(root.url).port);
      const small = await makeProjectorWorld(root);
      let running: Running = root;
      for (let run = 0; run < Math.min(2, runs); run++) {
        const place = await small.fresh();
        const child = startProjector(running, place);
        await child.until((line) => line === "started");
        await wait(random.next() * cleanMs * 0.7);
        running.process.kill("SIGKILL");
        await exited(running.process);
        running = await again(running, port);
        const state = await stateOf(child);
        assert.deepStrictEqual(
          [state.stateHash, state.mismatches, state.letters],
          [clean.stateHash, 0, clean.letters],
          `seed ${firstSeed}, run ${run}`,
        );
      }
      running.process.kill("SIGTERM");
      await exited(running.process);
      await small.remove();
      await root.stop();
    },
    timeout,
  );
});

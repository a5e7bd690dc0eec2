import { setTimeout as wait } from "node:timers/promises";
import { seededRandom } from "@rapport/testing/seededRandom";
import { assert, describe, inject, it } from "vitest";
import { assertSound } from "../support/assertVerdict.ts";
import { faultRuns, faultSeed, recoveryBoundMs, sayAgain, takesTurn } from "../support/faultSettings.ts";
import { faultSuite } from "../support/faultSuite.ts";

/** Two projectors and a producer on the real broker, whose processes are killed, stopped and driven apart. */
const suite = faultSuite(async () => ({ brokers: inject("kafka").brokers, replicas: 1 }));

const again = sayAgain("processes");
const kills = faultRuns(3, 50);
const timeout = 120_000 + kills * 30_000;

describe("processes under faults", () => {
  it("share the partitions, and come to the clean run's tables when nothing happens", async () => {
    const { projectors, recovery, verdict } = await suite.start();
    await recovery(recoveryBoundMs);
    const sound = await verdict();
    assertSound("nothing", sound);
    assert.deepStrictEqual(sound.endings, ["load 0"]);
    for (const { lines } of projectors) assert.isTrue(lines.some((line) => line.startsWith("commit")));
  });

  it(
    `projectors killed ${kills} times at random`,
    async () => {
      const random = seededRandom(faultSeed);
      const { projectors, recovery, verdict } = await suite.start();
      for (let kill = 0; kill < kills; kill++) {
        await wait(random.int(0, 1_500));
        const victim = random.pick(projectors);
        assert.strictEqual((await victim.end("SIGKILL")).signal, "SIGKILL");
        // Sometimes the next one is killed while the group is still making up for this one.
        if (random.chance(0.7)) await recovery(recoveryBoundMs);
      }
      await recovery(recoveryBoundMs);
      assertSound(`projectors killed ${kills} times; ${again}`, await verdict());
    },
    timeout,
  );

  if (takesTurn(0, 3))
    it(
      `the producer killed ${kills} times at random`,
      async () => {
        const random = seededRandom(faultSeed + 1);
        const { load, recovery, verdict } = await suite.start();
        for (let kill = 0; kill < kills; kill++) {
          await wait(random.int(0, 700));
          assert.strictEqual((await load.end("SIGKILL")).signal, "SIGKILL");
          await load.until((line) => line.startsWith("at "));
        }
        await recovery(recoveryBoundMs);
        assertSound(`the producer killed ${kills} times; ${again}`, await verdict());
      },
      timeout,
    );

  if (takesTurn(1, 3))
    it(
      "a projector stopped past its session, amid a batch, that wakes up as a zombie",
      async () => {
        const { projectors, recovery, verdict } = await suite.start({ pauseMs: 150 });
        const [zombie] = projectors;
        for (let time = 0; time < 2; time++) {
          await zombie.until((line) => line.startsWith("batch"));
          zombie.kill("SIGSTOP");
          await wait(4_500);
          await recovery(recoveryBoundMs);
          zombie.kill("SIGCONT");
          await recovery(recoveryBoundMs);
        }
        assert.isTrue(
          zombie.lines.some((line) => line.startsWith("stale")),
          "the zombie never tried to commit: nothing was proved",
        );
        assertSound("a zombie", await verdict());
      },
      timeout,
    );

  if (takesTurn(2, 3))
    it(
      "a rebalance amid batches: members come and go while all are at work",
      async () => {
        const { projectors, recovery, verdict } = await suite.start({ pauseMs: 300 });
        const [stays, goes] = projectors;
        for (let time = 0; time < 3; time++) {
          await stays.until((line) => line.startsWith("batch"));
          await goes.end("SIGTERM");
          await goes.until((line) => line.startsWith("batch"));
          await recovery(recoveryBoundMs);
        }
        assertSound("rebalances amid batches", await verdict());
      },
      timeout,
    );
});

import { setTimeout as wait } from "node:timers/promises";
import { assert, describe, inject, it } from "vitest";
import { killAtCall } from "../../support/strace.ts";
import { assertSound, findings } from "../support/assertVerdict.ts";
import type { PlantedBug } from "../support/childOptions.ts";
import { recoveryBoundMs, takesTurn } from "../support/faultSettings.ts";
import type { FaultRun, FaultRunOptions } from "../support/FaultRun.ts";
import { faultSuite } from "../support/faultSuite.ts";

/**
 * Projectors with a bug under a fault that it cannot bear: the harness must say so. The nets below (looking over what a
 * lost process left, the audit) are off, for they would heal what the bug did. The same fault on the projector as
 * it is must come out sound, or the fault itself would prove nothing.
 */
const suite = faultSuite(async () => ({ brokers: inject("kafka").brokers, replicas: 1 }));

/** Both projectors die while the warehouse has their inserts and has not done them. */
const killedAmidInserts = async ({ warehouse, projectors, recovery }: FaultRun): Promise<void> => {
  warehouse.fault({ kind: "hang", after: false, only: "inserts" });
  await warehouse.hit(warehouse.hits() + 2);
  await Promise.all(projectors.map((projector) => projector.end("SIGKILL")));
  warehouse.fault(undefined);
  await recovery(recoveryBoundMs);
};

/** The warehouse dies between the note of an insert's token and the rename that makes its rows count. */
const warehouseKilledAtRenames = async ({ warehouse, recovery }: FaultRun): Promise<void> => {
  const { chdb } = suite.bench();
  for (let time = 0; time < 3; time++) {
    // Nothing but inserts may rename anything: no merge does, all statements wait, then all but those that make tables go on.
    await chdb.ask("default")("SYSTEM STOP MERGES");
    warehouse.fault({ kind: "hang", after: false });
    await wait(1_000);
    const ended = chdb.ended();
    await killAtCall(chdb.pid(), "rename", 1);
    warehouse.fault({ kind: "hang", after: false, only: "commands" });
    await ended;
    warehouse.fault(undefined);
    await chdb.startAgain();
    await recovery(recoveryBoundMs);
  }
};

/** A projector sleeps past its session amid a batch, while the other one goes on with its partitions. */
const zombie = async ({ projectors, recovery }: FaultRun): Promise<void> => {
  const [sleeper] = projectors;
  for (let time = 0; time < 2; time++) {
    await sleeper.until((line) => line.startsWith("batch"));
    sleeper.kill("SIGSTOP");
    await wait(4_500);
    await recovery(recoveryBoundMs);
    sleeper.kill("SIGCONT");
    await recovery(recoveryBoundMs);
  }
};

const faults: Record<PlantedBug, readonly [(run: FaultRun) => Promise<void>, FaultRunOptions]> = {
  "commit-before-insert": [killedAmidInserts, { withoutRepair: true }],
  "token-only": [warehouseKilledAtRenames, { withoutRepair: true, remembersTokens: true }],
  "no-fence": [zombie, { withoutRepair: true, pauseMs: 150 }],
};

const bugs = Object.keys(faults) as PlantedBug[];

const timeoutMs = 300_000;

describe("planted bugs", () => {
  for (const [index, bug] of bugs.entries()) {
    const [fault, options] = faults[bug];
    it(
      `${bug} is caught`,
      async () => {
        const run = await suite.start({ bug, ...options });
        await fault(run);
        const found = findings(await run.verdict());
        assert.isNotEmpty(found, "nobody noticed");
        process.stdout.write(`${bug}: ${found.length} findings, first: ${found.slice(0, 3).join("; ")}\n`);
      },
      timeoutMs,
    );
    if (takesTurn(index, bugs.length))
      it(
        `the same fault without ${bug} is borne`,
        async () => {
          const run = await suite.start(options);
          await fault(run);
          assertSound(`the fault that catches ${bug}`, await run.verdict());
        },
        timeoutMs,
      );
  }
});

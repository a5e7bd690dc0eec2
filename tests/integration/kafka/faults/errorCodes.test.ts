import type { ApiName } from "@rapport/testing/faults/kafkaApis";
import { type KafkaErrorName, kafkaErrors } from "@rapport/testing/faults/kafkaErrors";
import { seededRandom } from "@rapport/testing/seededRandom";
import { assert, describe, inject, it } from "vitest";
import { assertSound } from "../support/assertVerdict.ts";
import { faultRuns, faultSeed, recoveryBoundMs, sayAgain } from "../support/faultSettings.ts";
import { faultSuite } from "../support/faultSuite.ts";

/**
 * Every API of groups, and of reading and writing, answers with every error code a client can meet. What is worth
 * another try is tried again; anything else ends the process, which is started again: either way all goes on.
 */
const suite = faultSuite(async () => ({ brokers: inject("kafka").brokers, replicas: 1 }));

const apis = [
  "JoinGroup",
  "SyncGroup",
  "Heartbeat",
  "OffsetCommit",
  "OffsetFetch",
  "FindCoordinator",
  "LeaveGroup",
  "Fetch",
  "ListOffsets",
  "Metadata",
  "Produce",
  "InitProducerId",
] as const satisfies ReadonlyArray<ApiName>;

interface Combination {
  readonly api: ApiName;
  readonly name: KafkaErrorName;
  readonly when: "instead" | "after";
}

const all: ReadonlyArray<Combination> = apis.flatMap((api) =>
  (Object.keys(kafkaErrors) as KafkaErrorName[]).flatMap((name) =>
    (["instead", "after"] as const).map((when) => ({ api, name, when })),
  ),
);
const chosen = seededRandom(faultSeed).shuffle(all).slice(0, faultRuns(10, all.length));

/** Only asked when a member joins; a fault there waits for the next time. */
const onJoin: ReadonlySet<ApiName> = new Set([
  "JoinGroup",
  "SyncGroup",
  "OffsetFetch",
  "FindCoordinator",
  "Metadata",
  "ListOffsets",
]);

describe("error codes of the brokers", () => {
  it(
    `${chosen.length} of ${all.length} combinations of API and code`,
    async () => {
      const { kafka, projectors, expel, recovery, verdict } = await suite.start();
      const [hit] = projectors;
      const slow: string[] = [];
      let hits = 0;
      for (const { api, name, when } of chosen) {
        const clientId = api === "Produce" || api === "InitProducerId" ? "load" : hit.name;
        const lives = hit.endings.length;
        const fault = kafka.inject({
          apis: [api],
          kind: "error",
          code: kafkaErrors[name],
          when,
          clientId,
          times: 1,
        });
        if (api === "LeaveGroup") hit.kill("SIGTERM");
        else if (onJoin.has(api)) {
          expel(hit);
        }
        const struck = await Promise.race([
          fault.hit(1).then(() => true),
          new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 5_000)),
        ]);
        fault.clear();
        if (struck) hits++;
        const tookMs = await recovery(recoveryBoundMs);
        const ends = hit.endings.slice(lives).map(({ code, signal }) => `ended ${signal ?? code}`);
        slow.push(
          `${api} ${name} ${when}: ${struck ? "" : "not hit, "}${Math.round(tookMs)} ms ${ends.join()}`,
        );
      }
      process.stdout.write(`${slow.join("\n")}\n`);
      assertSound(`${hits} error codes; ${sayAgain("errorCodes")}`, await verdict());
      assert.isAbove(hits, chosen.length / 2, "most were never asked for");
    },
    180_000 + chosen.length * 40_000,
  );
});

import { assert, describe, it } from "@effect/vitest";
import { eventLogScenarios } from "@rapport/testing/eventLogContract";
import { plantedBugs, withBug } from "@rapport/testing/eventLogPlantedBugs";
import { contractSettings, type LogUnderTest } from "@rapport/testing/eventLogSubject";
import { Context, Effect, Layer } from "effect";
import { EventLog, type GroupOffset } from "./EventLog.ts";
import type { MemoryGroups } from "./group/MemoryGroups.ts";
import { MemoryEventLog, type MemoryStorage } from "./MemoryEventLog.ts";

const memoryLogUnderTest = (storage: MemoryStorage = MemoryEventLog.makeStorage()): LogUnderTest => {
  const layer = MemoryEventLog.layer({ ...contractSettings, storage });
  return { open: Effect.map(Layer.build(Layer.fresh(layer)), Context.get(EventLog)) };
};

/** What a scenario makes of a log: its problems, or the failure it ended with. */
const problemsOf = (promise: string, log: LogUnderTest) => {
  const scenario = eventLogScenarios.find((candidate) => candidate.promise === promise);
  assert.isDefined(scenario, `no scenario promises "${promise}"`);
  return scenario!.findProblems(log).pipe(
    Effect.timeout("4 seconds"),
    Effect.catch((error) => Effect.succeed([String(error)])),
  );
};

describe("the contract notices an adapter that", () => {
  for (const planted of plantedBugs) {
    it.live(
      planted.bug,
      () =>
        Effect.gen(function* () {
          assert.notDeepEqual(yield* problemsOf(planted.breaks, withBug(planted, memoryLogUnderTest())), []);
          assert.deepStrictEqual(yield* problemsOf(planted.breaks, memoryLogUnderTest()), []);
        }),
      30_000,
    );
  }

  it.live(
    "stores the commit of a member that lost the partition",
    () =>
      Effect.gen(function* () {
        const promise = "takes a silent member's partition away and refuses its late commit and heartbeat";
        const storage = MemoryEventLog.makeStorage();
        const positions = new Map<string, GroupOffset>();
        const unfenced: MemoryGroups = {
          ...storage.groups,
          commit: ({ group }, { topic, partition }, offset, metadata) => {
            positions.set(`${group}/${topic}/${partition}`, { partition, offset, metadata });
            return true;
          },
          committed: (group, topic, partition) =>
            positions.get(`${group}/${topic}/${partition}`) ?? { partition, offset: 0, metadata: "" },
        };
        assert.notDeepEqual(
          yield* problemsOf(promise, memoryLogUnderTest({ ...storage, groups: unfenced })),
          [],
        );
      }),
    30_000,
  );
});

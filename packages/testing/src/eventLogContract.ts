import { assert, describe, it } from "@effect/vitest";
import { Effect } from "effect";
import { appendScenarios, type Scenario } from "./eventLogAppendScenarios.ts";
import { bulkScenarios } from "./eventLogBulkScenarios.ts";
import { exclusiveScenarios } from "./eventLogExclusiveScenarios.ts";
import { groupScenarios } from "./eventLogGroupScenarios.ts";
import { membershipScenarios } from "./eventLogMembershipScenarios.ts";
import type { LogUnderTest } from "./eventLogSubject.ts";

/** Every promise of the port, for all adapters. */
export const eventLogScenarios: ReadonlyArray<Scenario> = [
  ...appendScenarios,
  ...bulkScenarios,
  ...groupScenarios,
  ...membershipScenarios,
  ...exclusiveScenarios,
];

/** Runs the contract of the `EventLog` port; `makeLog` gives a new empty log with the `contractTopics` each time. */
export const eventLogContract = (name: string, makeLog: () => LogUnderTest): void => {
  describe(`${name} keeps the contract of the event log`, () => {
    for (const { promise, findProblems } of eventLogScenarios) {
      it.live(
        promise,
        () => Effect.map(findProblems(makeLog()), (problems) => assert.deepStrictEqual(problems, [])),
        30_000,
      );
    }
  });
};

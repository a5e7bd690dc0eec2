import { setTimeout as wait } from "node:timers/promises";
import type { HttpFault } from "@rapport/testing/faults/HttpFaultProxy";
import { assert, describe, inject, it } from "vitest";
import { assertSound } from "../support/assertVerdict.ts";
import { faultRuns, recoveryBoundMs, takesTurn } from "../support/faultSettings.ts";
import { faultSuite } from "../support/faultSuite.ts";

/** The warehouse fails under two projectors and steady load. RAPPORT_FAULT_RUNS=60 makes each outage last a minute. */
const suite = faultSuite(async () => ({ brokers: inject("kafka").brokers, replicas: 1 }));

const outageMs = faultRuns(4, 60) * 1_000;
const timeout = 180_000 + 4 * outageMs;

/** A statement is retried after up to ten seconds; the group itself is back long before. */
const boundMs = recoveryBoundMs;

const lasting: ReadonlyArray<readonly [string, HttpFault]> = [
  ["is down", { kind: "down" }],
  ["answers 500 to everything", { kind: "status", status: 500, after: false }],
  ["answers 500 to inserts that it did", { kind: "status", status: 500, after: true, only: "inserts" }],
  ["hangs", { kind: "hang", after: false }],
];

const passing: ReadonlyArray<readonly [string, HttpFault]> = [
  ["cuts the connection amid an insert's reply", { kind: "cut", amid: "reply", only: "inserts" }],
  ["cuts the connection amid an insert", { kind: "cut", amid: "request", only: "inserts" }],
  ["cuts the connection amid any reply", { kind: "cut", amid: "reply" }],
  ["does inserts and never answers", { kind: "hang", after: true, only: "inserts" }],
];

describe("the warehouse", () => {
  if (takesTurn(0, 3))
    it(
      `is down, fails or hangs for ${outageMs / 1000} s`,
      async () => {
        const { warehouse, projectors, recovery, verdict } = await suite.start();
        for (const [, fault] of lasting) {
          const before = warehouse.hits();
          warehouse.fault(fault);
          await wait(outageMs);
          warehouse.fault(undefined);
          assert.isAbove(warehouse.hits(), before, "nothing was hit");
          await recovery(boundMs);
        }
        const sound = await verdict();
        assertSound(`the warehouse ${lasting.map(([name]) => name).join(", ")}`, sound);
        for (const { endings } of projectors) assert.isEmpty(endings, "a projector gave up too early");
      },
      timeout,
    );

  if (takesTurn(1, 3))
    it(
      "breaks off again and again",
      async () => {
        const { warehouse, recovery, verdict } = await suite.start();
        for (const [, fault] of passing)
          for (let time = 0; time < 3; time++) {
            const hits = warehouse.hits();
            warehouse.fault({ ...fault, times: 2 });
            await warehouse.hit(hits + 2);
            // A hanging statement is let go; one that failed is tried again by itself.
            if (fault.kind === "hang") warehouse.fault(undefined);
            await recovery(boundMs);
          }
        assertSound(`the warehouse ${passing.map(([name]) => name).join(", ")}`, await verdict());
      },
      timeout,
    );

  if (takesTurn(2, 3))
    it(
      "is killed and started again",
      async () => {
        const { recovery, verdict } = await suite.start();
        const { chdb } = suite.bench();
        for (let time = 0; time < faultRuns(2, 20); time++) {
          await wait(700);
          await chdb.kill();
          await wait(500);
          await chdb.startAgain();
          await recovery(boundMs);
        }
        assertSound("the warehouse is killed", await verdict());
      },
      timeout,
    );
});

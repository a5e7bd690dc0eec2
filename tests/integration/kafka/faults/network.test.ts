import { setTimeout as wait } from "node:timers/promises";
import { describe, inject, it } from "vitest";
import { assertSound } from "../support/assertVerdict.ts";
import { recoveryBoundMs, takesTurn } from "../support/faultSettings.ts";
import { faultSuite } from "../support/faultSuite.ts";

/** The way to the brokers fails: connections, names, and answers that never come. */
const suite = faultSuite(async () => ({ brokers: inject("kafka").brokers, replicas: 1 }));

const timeoutMs = 300_000;

describe("the network", () => {
  if (takesTurn(0, 3))
    it(
      "cuts connections, refuses them, and swallows everything",
      async () => {
        const { kafka, recovery, verdict } = await suite.start();
        for (let time = 0; time < 5; time++) {
          kafka.cutAll();
          await wait(300);
        }
        await recovery(recoveryBoundMs);
        for (const line of ["refuse", "blackhole"] as const)
          for (const clientId of [undefined, "projector-a", "load"]) {
            kafka.line(line, clientId);
            await wait(4_000);
            kafka.line("open", clientId);
            await recovery(recoveryBoundMs);
          }
        assertSound("connections lost", await verdict());
      },
      timeoutMs,
    );

  if (takesTurn(1, 3))
    it(
      "forgets names: the brokers', and all of them",
      async () => {
        const { kafka, projectors, recovery, verdict } = await suite.start();
        kafka.advertise("broker.invalid");
        kafka.cutAll();
        await wait(4_000);
        kafka.advertise("127.0.0.1");
        await recovery(recoveryBoundMs);
        kafka.advertise("localhost");
        kafka.cutAll();
        await recovery(recoveryBoundMs);
        for (const projector of projectors) projector.say("dns off");
        kafka.cutAll();
        await wait(4_000);
        for (const projector of projectors) projector.say("dns on");
        await recovery(recoveryBoundMs);
        assertSound("names lost", await verdict());
      },
      timeoutMs,
    );

  if (takesTurn(2, 3))
    it(
      "loses single requests and answers of every API, and delays them",
      async () => {
        const { kafka, projectors, expel, recovery, verdict } = await suite.start();
        const apis = [
          "Produce",
          "Fetch",
          "Metadata",
          "ListOffsets",
          "OffsetCommit",
          "OffsetFetch",
          "FindCoordinator",
          "JoinGroup",
          "SyncGroup",
          "Heartbeat",
        ] as const;
        for (const api of apis) {
          const faults = [
            kafka.inject({ apis: [api], kind: "cut", when: "before", times: 1 }),
            kafka.inject({ apis: [api], kind: "cut", when: "after", times: 1 }),
            kafka.inject({ apis: [api], kind: "delay", delayMs: 1_500, times: 2 }),
          ];
          // Some of these are only asked anew by a member that joins, or over a new connection.
          expel(projectors[0]);
          kafka.cutAll(projectors[0].name);
          await Promise.all(faults.map((fault) => fault.hit(1)));
          await recovery(recoveryBoundMs);
          for (const fault of faults) fault.clear();
        }
        for (const api of ["Produce", "Fetch", "OffsetCommit", "Heartbeat", "JoinGroup"] as const) {
          const fault = kafka.inject({ apis: [api], kind: "swallow", times: 1 });
          if (api === "JoinGroup") expel(projectors[1]);
          await fault.hit(1);
          await recovery(recoveryBoundMs);
        }
        assertSound("requests and answers lost", await verdict());
      },
      timeoutMs,
    );
});

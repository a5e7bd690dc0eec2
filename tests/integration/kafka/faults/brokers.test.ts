import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type LocalKafka, startKafka } from "@rapport/local-kafka/LocalKafka";
import { afterAll, describe, it } from "vitest";
import { assertSound } from "../support/assertVerdict.ts";
import { faultRuns, recoveryBoundMs, takesTurn } from "../support/faultSettings.ts";
import { faultSuite } from "../support/faultSuite.ts";
import { mountSmallDisk, type SmallDisk } from "../support/smallDisk.ts";

const times = faultRuns(1, 10);
const timeout = 240_000 + times * 60_000;

/** Brokers of a suite's own, because it kills them; node 1 may keep its data on a disk that can be filled. */
const ownBrokers = (nodes: 1 | 3, fillsDisk: boolean) => {
  let kafka: LocalKafka | undefined;
  let disk: SmallDisk | undefined;
  let folder = "";
  const suite = faultSuite(async () => {
    folder = await mkdtemp(join(tmpdir(), "rapport-faults-"));
    if (fillsDisk) disk = mountSmallDisk(join(folder, "node-1"), 160);
    kafka = await startKafka({ nodes, folder });
    return { brokers: kafka.brokers, replicas: nodes };
  });
  afterAll(async () => {
    await kafka?.stop();
    disk?.remove();
    await rm(folder, { recursive: true, force: true });
  });
  return { suite, kafka: () => kafka!, disk: () => disk! };
};

describe("the only broker", () => {
  const { suite, kafka, disk } = ownBrokers(1, takesTurn(2, 3));

  if (takesTurn(0, 3))
    it(
      "is killed, and started again",
      async () => {
        const { recovery, verdict } = await suite.start();
        const [node] = kafka().nodes;
        for (let time = 0; time < times + 1; time++) {
          await wait(1_000);
          await node!.kill("SIGKILL");
          await wait(1_000);
          await node!.start();
          await recovery(recoveryBoundMs);
        }
        assertSound("the only broker killed", await verdict());
      },
      timeout,
    );

  if (takesTurn(1, 3))
    it(
      "stands still for longer than the session",
      async () => {
        const { recovery, verdict } = await suite.start();
        const [node] = kafka().nodes;
        for (let time = 0; time < times; time++) {
          await node!.kill("SIGSTOP");
          await wait(8_000);
          await node!.kill("SIGCONT");
          await recovery(recoveryBoundMs);
        }
        assertSound("the only broker stood still", await verdict());
      },
      timeout,
    );

  if (takesTurn(2, 3))
    it(
      "has no space left on its disk",
      async () => {
        const { recovery, verdict } = await suite.start();
        const [node] = kafka().nodes;
        disk().fill();
        await wait(5_000);
        disk().free();
        // A broker that cannot write ends by itself; whoever looks after it starts it again.
        await node!.kill("SIGKILL");
        await node!.start();
        await recovery(recoveryBoundMs);
        assertSound("the only broker's disk full", await verdict());
      },
      timeout,
    );
});

describe("one of three brokers", () => {
  const { suite, kafka, disk } = ownBrokers(3, takesTurn(1, 2));

  if (takesTurn(0, 2))
    it(
      "is killed, each in turn, while the others go on",
      async () => {
        const { recovery, verdict } = await suite.start();
        for (let time = 0; time < times; time++)
          for (const node of kafka().nodes) {
            await node.kill("SIGKILL");
            await recovery(recoveryBoundMs);
            await node.start();
            await recovery(recoveryBoundMs);
          }
        assertSound("one of three brokers killed", await verdict());
      },
      timeout,
    );

  if (takesTurn(1, 2))
    it(
      "has no space left on its disk, while the others go on",
      async () => {
        const { recovery, verdict } = await suite.start();
        const [node] = kafka().nodes;
        disk().fill();
        await wait(2_000);
        await recovery(recoveryBoundMs);
        disk().free();
        await node!.kill("SIGKILL");
        await node!.start();
        await recovery(recoveryBoundMs);
        assertSound("one of three brokers' disk full", await verdict());
      },
      timeout,
    );
});

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Kafka, logLevel } from "kafkajs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";

const source = fileURLToPath(new URL("../../../infra/kafka/src/", import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rapport-kafka-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The command as a person gives it. */
const kafka = (...args: ReadonlyArray<string>) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const child: ChildProcess = execFile(
      process.execPath,
      [join(source, "main.ts"), ...args, "--folder", join(folder, "command")],
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
    );
  });

const brokersIn = (said: string): string => /KAFKA_BROKERS=(\S+)/.exec(said)?.[1] ?? "";

const withKafka = async <A>(brokers: string, use: (kafka: Kafka) => Promise<A>): Promise<A> =>
  use(new Kafka({ brokers: brokers.split(","), logLevel: logLevel.NOTHING }));

describe("the command kafka", () => {
  it("starts a broker that lives on, says how to reach it, stops it, and starts it with what it held", async () => {
    const started = await kafka("start");
    expect(started.code, started.said).toBe(0);
    const brokers = brokersIn(started.said);
    await withKafka(brokers, async (client) => {
      const [admin, producer] = [client.admin(), client.producer()];
      await Promise.all([admin.connect(), producer.connect()]);
      await admin.createTopics({ topics: [{ topic: "kept", numPartitions: 1 }], waitForLeaders: true });
      await producer.send({ topic: "kept", messages: [{ value: "a" }, { value: "b" }] });
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    });
    expect(await kafka("start")).toMatchObject({ code: 0, said: started.said });
    expect(await kafka("start", "--nodes", "2")).toMatchObject({
      code: 1,
      said: "--nodes is one of 1, 3, not 2\n",
    });

    expect((await kafka("stop")).said).toBe("stopped 1 node\n");
    const stopped = await kafka("status");
    expect([stopped.code, stopped.said]).toEqual([1, expect.stringContaining("stopped")]);

    const again = await kafka("start");
    const offsets = await withKafka(brokersIn(again.said), async (client) => {
      const admin = client.admin();
      await admin.connect();
      const found = await admin.fetchTopicOffsets("kept");
      await admin.disconnect();
      return found;
    });
    expect((await kafka("stop")).said).toBe("stopped 1 node\n");
    expect(offsets.map(({ high }) => high)).toEqual(["2"]);
  });
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it("a broker for tests ends with the process that started it, even when that is killed", async () => {
  const program = `
    import { startKafka } from ${JSON.stringify(join(source, "LocalKafka.ts"))};
    const kafka = await startKafka({ folder: ${JSON.stringify(join(folder, "orphan"))} });
    console.log(kafka.nodes[0].pid);`;
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said]: Array<Buffer> = await once(parent.stdout, "data");
  const pid = Number(said?.toString());
  expect(isAlive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 30_000 });
});

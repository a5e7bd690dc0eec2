import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EventLog } from "@rapport/event-log/EventLog";
import { applyTopics } from "@rapport/event-log/kafka/topics/KafkaTopics";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { startKafkaFaultProxy } from "@rapport/testing/faults/KafkaFaultProxy";
import { simulateAgency } from "@rapport/simulator/simulateAgency";
import { Effect } from "effect";
import { afterAll, afterEach, beforeAll, expect, inject, it, onTestFinished } from "vitest";
import { linesOfLog, logLines, runIngest } from "../support/ingestRuns.ts";
import { endServices, newInstallation, onKafka, startService, stopService } from "./distributed.ts";

const watches = /this process watches ledger now/;
const standsBy = /another process watches ledger/;
let folder = "";
/** The books of an agency; the sheets of hours come one by one, while they are watched. */
const books = () => join(folder, "agency", "books");
const [hours, lateHours] = ["time.csv", "time-late.csv"] as const;
const putIn = (file: string) => rename(join(folder, file), join(books(), file));
const takeOut = (file: string) => rename(join(books(), file), join(folder, file));
/** What a log holds after each of the three, when nobody is killed. */
const clean: Array<ReadonlyArray<string>> = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rapport-kafka-ingest-"));
  await mkdir(join(folder, "agency"));
  const endDay = Date.UTC(2026, 9, 31) / 86_400_000;
  const options = { seed: 7, clients: 30, members: 8, months: 12, endDay };
  for (const _ of simulateAgency(options, join(folder, "agency"))) continue;
  const log = join(folder, "clean.sqlite");
  await takeOut(hours);
  await takeOut(lateHours);
  for (const file of [null, hours, lateHours]) {
    if (file !== null) await putIn(file);
    await runIngest("ledger", log, [books()]);
    clean.push(await logLines(log));
  }
  await takeOut(hours);
  await takeOut(lateHours);
}, 60_000);
afterEach(endServices);
afterAll(() => rm(folder, { recursive: true, force: true }));

const distinct = (lines: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(lines)];

/** The log of an installation, to be looked at until something holds. */
const lookInto = (log: EventLog["Service"]) => {
  const lines = () => Effect.runPromise(Effect.provideService(linesOfLog, EventLog, log));
  const whenMore = async (than: number) => {
    let found = await lines();
    while (distinct(found).length <= than) {
      await sleep(50);
      found = await lines();
    }
    return found;
  };
  return { lines, whenMore };
};

it("of services that watch the same books one writes; when it is killed or stopped another goes on, and no event is lost or made anew", async () => {
  const env = {
    ...newInstallation({ url: "http://127.0.0.1:1", password: "" }),
    RAPPORT_LEDGER_PATHS: books(),
    RAPPORT_LEDGER_POLL: "500 millis",
  };
  const brokers = env.KAFKA_BROKERS.split(",");
  await Effect.runPromise(applyTopics({ brokers, prefix: env.KAFKA_PREFIX, replicationFactor: 1 }));
  const proxy = await startKafkaFaultProxy(inject("kafka").brokers);
  onTestFinished(() => proxy.stop());
  await onKafka(env, async (log) => {
    const { lines, whenMore } = lookInto(log);
    const first = startService("ingest-ledger", { ...env, KAFKA_BROKERS: proxy.brokers });
    await first.says(watches);
    const second = startService("ingest-ledger", env);
    await second.says(standsBy);
    expect(await whenMore(clean[0]!.length - 1)).toEqual(clean[0]);

    // Each of its appends takes a while, so that it can be killed amid them.
    proxy.inject({ apis: ["Produce"], kind: "delay", delayMs: 400 });
    await putIn(hours);
    const amid = await whenMore(clean[0]!.length);
    await stopService(first, "SIGKILL");
    expect(amid.length).toBeLessThan(clean[1]!.length);
    await second.says(watches);
    // What the killed one had appended without a word of it in the checkpoints came again, under the same ids.
    expect(distinct(await whenMore(clean[1]!.length - 1))).toEqual(clean[1]);

    const third = startService("ingest-ledger", env);
    await third.says(standsBy);
    second.child.kill("SIGSTOP");
    await third.says(watches);
    await putIn(lateHours);
    await whenMore(clean[2]!.length - 1);
    second.child.kill("SIGCONT");
    await second.says(/waits for its turn again/);
    expect(distinct(await lines())).toEqual(clean[2]);
    expect(await stopService(third)).toBe(exitCodes.terminated);
  });
});

import { join } from "node:path";
import { encodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { pathsOf } from "@rapport/runtime/DataFolder";
import { sampleEmail } from "@rapport/testing/sampleEvents";
import { Context, Effect, Layer } from "effect";
import { afterAll, expect, it } from "vitest";
import { cleanUp, json, rapport, start, succeed, temporaryFolder, until } from "../../e2e/support/rapport.ts";
import { type Environment, makeTopics, newInstallation, onKafka } from "./distributed.ts";

afterAll(cleanUp);

const nowhere = { url: "http://127.0.0.1:9", password: "none" };
const interactions = topics.interactions.name;
const count = 25_000;

type Log = EventLog["Service"];
const use = <A>(layer: Layer.Layer<EventLog, unknown>, work: (log: Log) => Effect.Effect<A, unknown>) =>
  Effect.runPromise(
    Effect.scoped(Effect.flatMap(Layer.build(layer), (context) => work(Context.get(context, EventLog)))),
  );
const events = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({
    key: `org-${(from + i) % 101}`,
    value: encodeEvent(sampleEmail(from + i)),
  }));

/** A data folder with a log that takes a while to copy. */
const filledFolder = async (): Promise<string> => {
  const root = join(temporaryFolder(), "data");
  await succeed(["firm", "set", "--domain", "rapport.example", "--data", root]);
  await use(SqliteEventLog.layer({ file: pathsOf(root).logFile }), (log) =>
    Effect.forEach(Array.from({ length: count / 5_000 }), (_, n) =>
      log.append(interactions, events(n * 5_000, (n + 1) * 5_000), [{ name: `inbox-${n}`, value: `${n}` }]),
    ),
  );
  return root;
};

const sum = (numbers: ReadonlyArray<number>) => numbers.reduce((a, b) => a + b, 0);
const endOf = (env: Environment) =>
  onKafka(env, async (log) => sum(await Effect.runPromise(log.endOffsets(interactions))));

interface Copied {
  readonly partitions: ReadonlyArray<{ records: number; copied: number; hash: string }>;
  readonly checkpoints: { checkpoints: number; copied: number };
}
const copyOf = async (data: string, env: Environment) => {
  const args = ["log", "copy", "--from", "sqlite", "--to", "kafka", "--data", data];
  const { partitions, checkpoints } = await json<Copied>(args, { env });
  return {
    records: sum(partitions.map((p) => p.records)),
    copied: sum(partitions.map((p) => p.copied)),
    checkpoints,
  };
};

it("a log is copied, killed on the way, copied on, and is the same to the byte; then again, back", async () => {
  const data = await filledFolder();
  // Who was killed holds the right to copy for so long; on a busy machine a shorter one is lost by who works.
  const env = { ...newInstallation(nowhere), KAFKA_SESSION_TIMEOUT: "8 seconds" };
  await makeTopics(env);
  const killed = start(["log", "copy", "--from", "sqlite", "--to", "kafka", "--data", data], { env });
  const before = await until(async () => {
    const end = await endOf(env);
    return end > 0 || killed.child.exitCode !== null ? end : undefined;
  });
  killed.child.kill("SIGKILL");
  expect([(await killed.ended).signal, before]).toEqual(["SIGKILL", expect.toSatisfy((n) => n < count)]);

  const rest = await copyOf(data, env);
  expect(rest).toMatchObject({ records: count + 1, checkpoints: { checkpoints: count / 5_000 } });
  expect(rest.copied).toBeLessThan(count);
  expect(await copyOf(data, env)).toMatchObject({
    records: count + 1,
    copied: 0,
    checkpoints: { copied: 0 },
  });

  const back = join(temporaryFolder(), "back");
  await succeed(["log", "copy", "--from", "kafka", "--to", "sqlite", "--data", back], { env });
  // One read gives 8 MiB at most.
  const pages = (log: Log, partition: number) =>
    Effect.gen(function* () {
      const found: Array<{ key: string; offset: number; text: string }> = [];
      while (true) {
        const page = yield* log.read(interactions, partition, found.length, count);
        if (page.length === 0) return found;
        for (const { key, value, offset } of page)
          found.push({ key, offset, text: Buffer.from(value).toString("latin1") });
      }
    });
  const all = (layer: Layer.Layer<EventLog, unknown>) =>
    use(layer, (log) => Effect.forEach([0, 1, 2, 3], (partition) => pages(log, partition)));
  const original = await all(SqliteEventLog.layer({ file: pathsOf(data).logFile }));
  expect(sum(original.map((page) => page.length))).toBe(count);
  expect(await all(SqliteEventLog.layer({ file: pathsOf(back).logFile }))).toEqual(original);
});

it("topics that others wrote to are refused, and left as they are", async () => {
  const data = join(temporaryFolder(), "data");
  await succeed(["firm", "set", "--domain", "rapport.example", "--data", data]);
  const env = newInstallation(nowhere);
  await makeTopics(env);
  await onKafka(env, (log) => Effect.runPromise(log.append(topics.directory.name, events(0, 1))));
  const refused = await rapport(["log", "copy", "--from", "sqlite", "--to", "kafka", "--data", data], {
    env,
  });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(
    "rapport.directory/0 of the target differs from the source before record 1",
  );
  const ends = onKafka(env, (log) => Effect.runPromise(log.endOffsets(topics.directory.name)));
  expect(await ends).toEqual([1]);
});

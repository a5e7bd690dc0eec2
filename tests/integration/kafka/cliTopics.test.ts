import { openAdmin } from "@rapport/event-log/kafka/topics/openAdmin";
import type { Admin } from "kafkajs";
import { Effect } from "effect";
import { afterAll, expect, it } from "vitest";
import { cleanUp, rapport, succeed } from "../../e2e/support/rapport.ts";
import { type Environment, newInstallation } from "./distributed.ts";

afterAll(cleanUp);

/** No command here gets as far as the warehouse. */
const nowhere = { url: "http://127.0.0.1:9", password: "none" };
const brokersOf = (env: Environment) => env.KAFKA_BROKERS.split(",");
const administer = <A>(env: Environment, work: (admin: Admin) => Promise<A>) =>
  Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(openAdmin({ brokers: brokersOf(env) }), (admin) => Effect.promise(() => work(admin))),
    ),
  );

it("topics are absent, applied, as they should be; what drifts is named and set right, and nothing else", async () => {
  const env = newInstallation(nowhere);
  const topic = `${env.KAFKA_PREFIX}rapport.ledger`;
  const absent = await rapport(["topics", "diff"], { env });
  expect([absent.code, absent.stdout]).toEqual([
    1,
    expect.stringContaining(`${topic}: absent; 4 partitions`),
  ]);
  expect((await succeed(["topics", "apply"], { env })).stdout).toContain("Done.");
  expect((await succeed(["topics", "diff"], { env })).stdout).toBe("All 5 topics are as they should be.\n");

  // Without retention for ever, and with a setting of the operator's own.
  const configEntries = [
    { name: "retention.ms", value: "604800000" },
    { name: "flush.messages", value: "7" },
  ];
  await administer(env, (admin) =>
    admin.alterConfigs({ validateOnly: false, resources: [{ type: 2, name: topic, configEntries }] }),
  );
  const drifted = await rapport(["topics", "diff"], { env });
  expect([drifted.code, drifted.stdout]).toEqual([
    1,
    expect.stringContaining(`${topic}: retention.ms is 604800000, to be -1`),
  ]);
  await succeed(["topics", "apply"], { env });
  expect((await succeed(["topics", "diff"], { env })).stdout).toBe("All 5 topics are as they should be.\n");
  const { resources } = await administer(env, (admin) =>
    admin.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: topic }] }),
  );
  const own = resources[0]!.configEntries.find(({ configName }) => configName === "flush.messages");
  expect(own?.configValue).toBe("7");
});

it("another number of partitions is refused with what to do, and the log does not open on it", async () => {
  const env = newInstallation(nowhere);
  const topic = `${env.KAFKA_PREFIX}rapport.directory`;
  await administer(env, (admin) => admin.createTopics({ topics: [{ topic, numPartitions: 3 }] }));
  const applied = await rapport(["topics", "apply"], { env });
  expect([applied.code, applied.stdout]).toEqual([
    1,
    expect.stringContaining(`${topic}: has 3 partitions, not 1`),
  ]);
  const firm = await rapport(["firm", "show"], { env });
  expect(firm.code).toBe(1);
  expect(firm.stderr).toContain(topic);
});

it("wrong settings and absent topics end with plain words and no data folder", async () => {
  const env = newInstallation(nowhere);
  const cases: ReadonlyArray<readonly [ReadonlyArray<string>, Record<string, string>, number, string]> = [
    [["firm", "show"], {}, 1, "rapport topics apply"],
    [["topics", "diff"], { KAFKA_BROKERS: "" }, 2, "KAFKA_BROKERS is not set"],
    [["firm", "show"], { KAFKA_BROKERS: "broker" }, 2, "KAFKA_BROKERS: not usable"],
    [["firm", "show", "--data", "elsewhere"], {}, 2, "--data names a data folder"],
    [["up", "--mode", "embedded"], {}, 2, "--mode embedded, but KAFKA_BROKERS is set"],
    [["up", "--mode", "distributed"], { KAFKA_BROKERS: "" }, 2, "--mode distributed needs KAFKA_BROKERS"],
    [["migrate"], { CLICKHOUSE_URL: "" }, 2, "CLICKHOUSE_URL: is not set, though KAFKA_BROKERS is"],
    [["firm", "show"], { KAFKA_USERNAME: "ann" }, 2, "KAFKA_SASL: is not set"],
  ];
  const ended = await Promise.all(
    cases.map(([args, change]) => rapport(args, { env: { ...env, ...change } })),
  );
  for (const [i, [args, , code, words]] of cases.entries()) {
    expect([args, ended[i]!.code, ended[i]!.stdout]).toEqual([args, code, ""]);
    expect(ended[i]!.stderr).toContain(words);
  }
});

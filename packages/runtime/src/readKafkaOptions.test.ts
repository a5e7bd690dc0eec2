import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import { ConfigProvider, Effect, Layer, Redacted, Runtime } from "effect";
import { Installation } from "./Installation.ts";
import { openWarehouse } from "./OpenWarehouse.ts";
import { readKafkaOptions } from "./readKafkaOptions.ts";

const under = (env: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromEnv({ env }));
const readFrom = (env: Record<string, string>) => Effect.provide(readKafkaOptions, under(env));

const pem = Effect.acquireRelease(
  Effect.sync(() => {
    const folder = mkdtempSync(join(tmpdir(), "rapport-pem-"));
    const file = join(folder, "ca.pem");
    writeFileSync(file, "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
    return { folder, file };
  }),
  ({ folder }) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
);

it.effect("without KAFKA_BROKERS there is no Kafka, whatever else is set", () =>
  Effect.gen(function* () {
    expect(yield* readFrom({})).toBe(null);
    expect(yield* readFrom({ KAFKA_BROKERS: "", KAFKA_SSL: "true" })).toBe(null);
  }),
);

it.effect("brokers, prefix, session, TLS and SASL are read together; the password stays out of sight", () =>
  Effect.gen(function* () {
    const { file } = yield* pem;
    const options = yield* readFrom({
      KAFKA_BROKERS: "kafka-1:9092, [::1]:9093,10.0.0.3:9094",
      KAFKA_PREFIX: "acme.",
      KAFKA_SESSION_TIMEOUT: "6 seconds",
      KAFKA_SSL: "true",
      KAFKA_SSL_CA: file,
      KAFKA_SASL: "scram-sha-512",
      KAFKA_USERNAME: "rapport",
      KAFKA_PASSWORD: "hunter2",
    });
    expect(options).toMatchObject({
      brokers: ["kafka-1:9092", "[::1]:9093", "10.0.0.3:9094"],
      clientId: "rapport",
      prefix: "acme.",
      sessionMs: 6_000,
      sasl: { mechanism: "scram-sha-512", username: "rapport" },
    });
    expect(options?.ssl?.ca).toContain("BEGIN CERTIFICATE");
    expect(JSON.stringify(options)).not.toContain("hunter2");
    expect(Redacted.value(options!.sasl!.password)).toBe("hunter2");
  }).pipe(Effect.scoped),
);

const brokers = { KAFKA_BROKERS: "kafka:9092" };
const unusable: ReadonlyArray<readonly [string, Record<string, string>]> = [
  ["KAFKA_BROKERS", { KAFKA_BROKERS: "kafka" }],
  ["KAFKA_BROKERS", { KAFKA_BROKERS: "kafka:9092,," }],
  ["KAFKA_PREFIX", { ...brokers, KAFKA_PREFIX: "a b" }],
  ["KAFKA_SSL", { ...brokers, KAFKA_SSL: "maybe" }],
  ["KAFKA_SSL_CA", { ...brokers, KAFKA_SSL: "true", KAFKA_SSL_CA: "/nowhere/ca.pem" }],
  [
    "KAFKA_SSL_CA",
    { ...brokers, KAFKA_SSL: "true", KAFKA_SSL_CA: new URL("../package.json", import.meta.url).pathname },
  ],
  ["KAFKA_SASL", { ...brokers, KAFKA_SASL: "gssapi" }],
  ["KAFKA_SASL", { ...brokers, KAFKA_USERNAME: "rapport" }],
  ["KAFKA_USERNAME", { ...brokers, KAFKA_SASL: "plain" }],
  ["KAFKA_PASSWORD", { ...brokers, KAFKA_SASL: "plain", KAFKA_USERNAME: "rapport" }],
  ["KAFKA_SESSION_TIMEOUT", { ...brokers, KAFKA_SESSION_TIMEOUT: "soon" }],
];

it.effect("what cannot be used, or does not go together, names the variable", () =>
  Effect.gen(function* () {
    for (const [variable, env] of unusable) {
      const error = yield* Effect.flip(readFrom(env));
      expect([env, error.variable]).toEqual([env, variable]);
      expect(Runtime.getErrorExitCode(error)).toBe(2);
      expect(error.action.length).toBeGreaterThan(0);
    }
  }),
);

it.effect("TLS files without KAFKA_SSL are refused, rather than sending in the clear", () =>
  Effect.gen(function* () {
    const { file } = yield* pem;
    const error = yield* Effect.flip(readFrom({ ...brokers, KAFKA_SSL_CA: file }));
    expect(error.message).toBe("KAFKA_SSL: is not true, though KAFKA_SSL_CA is set");
    const half = yield* Effect.flip(readFrom({ ...brokers, KAFKA_SSL: "true", KAFKA_SSL_CERT: file }));
    expect(half.variable).toBe("KAFKA_SSL_KEY");
  }).pipe(Effect.scoped),
);

it.effect(
  "the log in Kafka with a warehouse of one's own is refused: it would keep its share to itself",
  () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(Effect.scoped(openWarehouse({ role: "shared" })));
      expect(error.message).toBe("CLICKHOUSE_URL: is not set, though KAFKA_BROKERS is");
    }).pipe(Effect.provide(Installation.layer.pipe(Layer.provideMerge(under(brokers))))),
);

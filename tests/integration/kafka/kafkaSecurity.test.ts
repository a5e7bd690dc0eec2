import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { topics } from "@rapport/contracts/Topics";
import type { EventLogError } from "@rapport/event-log/EventLog";
import type { KafkaOptions, KafkaSasl } from "@rapport/event-log/kafka/KafkaOptions";
import { type LocalKafka, startKafka } from "@rapport/local-kafka/LocalKafka";
import { Effect, Logger, Redacted } from "effect";
import { afterAll, assert, beforeAll, describe, it } from "vitest";
import { freshTopics, openLog, readAll, record } from "./logOnKafka.ts";

const topic = topics.directory.name;

/** A broker of its own for each way of securing it. */
const brokerFor = (security: "sasl-plain" | "tls-scram" | "mtls") => {
  const started: { folder: string; kafka: LocalKafka } = { folder: "", kafka: undefined! };
  beforeAll(async () => {
    started.folder = await mkdtemp(join(tmpdir(), "rapport-secured-"));
    started.kafka = await startKafka({ nodes: 1, folder: started.folder, security, heapMb: 256 });
  });
  afterAll(async () => {
    await started.kafka?.stop();
    await rm(started.folder, { recursive: true, force: true });
  });
  return started;
};

const login = (mechanism: KafkaSasl["mechanism"], password: string, username = "rapport"): KafkaSasl => ({
  mechanism,
  username,
  password: Redacted.make(password),
});

/** Appends, reads and consumes. */
const worksWith = (options: Omit<KafkaOptions, "prefix">) =>
  Effect.runPromise(
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* openLog(yield* Effect.promise(() => freshTopics(options)));
        yield* log.append(topic, [record("k", "1"), record("k", "2")], [{ name: "c", value: "v" }]);
        assert.deepStrictEqual(yield* readAll(log, topic, 0), ["1", "2"]);
        assert.deepStrictEqual(yield* log.checkpoints(["c"]), new Map([["c", "v"]]));
        const done = { done: true } as const;
        const consumed = log.consume({ group: "g", topics: [topic], maxRecords: 10 }, ({ records, commit }) =>
          Effect.andThen(commit(records.length), Effect.fail(done)),
        );
        assert.strictEqual(yield* Effect.flip(consumed), done);
        assert.strictEqual((yield* log.committed("g", topic))[0]?.offset, 2);
      }),
    ),
  );

/** What opening fails with, and all that was logged meanwhile. */
const refused = async (options: KafkaOptions): Promise<EventLogError & { readonly all: string }> => {
  const logged: unknown[] = [];
  const logger = Logger.make(({ message }) => void logged.push(message));
  const error = (await Effect.runPromise(
    Effect.flip(Effect.scoped(openLog(options))).pipe(Effect.provide(Logger.layer([logger]))),
  )) as EventLogError;
  return Object.assign(error, { all: `${error.message} ${JSON.stringify([logged, error, error.cause])}` });
};

describe("a broker that asks for a password (SASL PLAIN)", () => {
  const at = brokerFor("sasl-plain");
  const brokers = () => at.kafka.brokers.split(",");

  it("is used with it", () =>
    worksWith({ brokers: brokers(), sasl: login("plain", at.kafka.user.password) }));

  it("is not with another, and the error shows none", async () => {
    const error = await refused({ brokers: brokers(), sasl: login("plain", "not-the-password") });
    assert.isFalse(error.retriable);
    assert.match(error.message, /KAFKA_SASL, KAFKA_USERNAME and KAFKA_PASSWORD/);
    assert.notInclude(error.all, "not-the-password");
  });

  it("is not by a mechanism that it does not offer", async () => {
    const error = await refused({ brokers: brokers(), sasl: login("scram-sha-256", at.kafka.user.password) });
    assert.isFalse(error.retriable);
    assert.include(error.message, "KAFKA_SASL");
  });

  it("is not without a name, and the error guesses why", async () => {
    const error = await refused({ brokers: brokers(), requestTimeoutMs: 2000 });
    assert.match(error.message, /KAFKA_SASL/);
  });
});

describe("a broker with TLS that asks for a password (SCRAM)", () => {
  const at = brokerFor("tls-scram");
  const brokers = () => at.kafka.brokers.split(",");
  const ca = () => readFile(at.kafka.certificates!.ca, "utf8");

  for (const mechanism of ["scram-sha-256", "scram-sha-512"] as const) {
    it(`is used with ${mechanism}`, async () => {
      const { password } = at.kafka.user;
      await worksWith({ brokers: brokers(), ssl: { ca: await ca() }, sasl: login(mechanism, password) });
    });
  }

  it("is not with another password, and the error shows none", async () => {
    const sasl = login("scram-sha-512", "not-the-password");
    const error = await refused({ brokers: brokers(), ssl: { ca: await ca() }, sasl });
    assert.isFalse(error.retriable);
    assert.include(error.message, "KAFKA_PASSWORD");
    assert.notInclude(error.all, "not-the-password");
  });

  it("is not trusted without its authority", async () => {
    const error = await refused({ brokers: brokers(), ssl: {}, sasl: login("scram-sha-512", "x") });
    assert.isFalse(error.retriable);
    assert.match(error.message, /certificate.*KAFKA_SSL_CA/);
  });

  it("is not spoken to in plain text, and the error guesses why", async () => {
    const error = await refused({ brokers: brokers(), requestTimeoutMs: 2000 });
    assert.match(error.message, /KAFKA_SSL/);
  });
});

describe("a broker that asks for a certificate (mutual TLS)", () => {
  const at = brokerFor("mtls");
  const brokers = () => at.kafka.brokers.split(",");
  const pair = async () => {
    const files = at.kafka.certificates!;
    const [ca, cert, key] = await Promise.all(
      [files.ca, files.cert, files.key].map((file) => readFile(file, "utf8")),
    );
    return { ca: ca!, cert: cert!, key: Redacted.make(key!) };
  };

  it("is used with it", async () => {
    await worksWith({ brokers: brokers(), ssl: await pair() });
  });

  it("is not without", async () => {
    const { ca } = await pair();
    const error = await refused({ brokers: brokers(), ssl: { ca } });
    assert.match(error.message, /KAFKA_SSL_CERT/);
  });
});

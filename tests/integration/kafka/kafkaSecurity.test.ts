import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { topics } from "@rapport/contracts/Topics";
import type { EventLogError } from "@rapport/event-log/EventLog";
import type { KafkaOptions, KafkaSasl } from "@rapport/event-log/kafka/KafkaOptions";
import { type LocalKafka, startKafka } from "@rapport/local-kafka/LocalKafka";
import { Effect, Logger, Redacted } from "effect";
import kafkajs from "kafkajs";
import { afterAll, assert, beforeAll, describe, it, vi } from "vitest";
import { freshTopics, openLog, readAll, record } from "./logOnKafka.ts";

const topic = topics.directory.name;

/** A broker of its own for each way of securing it. */
const brokerFor = (security: "sasl-plain" | "tls-scram" | "mtls", settings: Record<string, string> = {}) => {
  const started: { folder: string; kafka: LocalKafka } = { folder: "", kafka: undefined! };
  beforeAll(async () => {
    started.folder = await mkdtemp(join(tmpdir(), "rapport-secured-"));
    started.kafka = await startKafka({ nodes: 1, folder: started.folder, security, settings, heapMb: 256 });
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

const worksWith = async (options: Omit<KafkaOptions, "prefix">) => useAll(await freshTopics(options));

/** Appends, reads, consumes and holds. */
const useAll = (options: KafkaOptions) =>
  Effect.runPromise(
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* openLog(options);
        yield* log.append(topic, [record("k", "1"), record("k", "2")], [{ name: "c", value: "v" }]);
        assert.deepStrictEqual(yield* readAll(log, topic, 0), ["1", "2"]);
        assert.deepStrictEqual(yield* log.checkpoints(["c"]), new Map([["c", "v"]]));
        const done = { done: true } as const;
        const consumed = log.consume({ group: "g", topics: [topic], maxRecords: 10 }, ({ records, commit }) =>
          Effect.andThen(commit(records.length), Effect.fail(done)),
        );
        yield* Effect.catchIf(
          consumed,
          (end) => end === done,
          () => Effect.void,
        );
        assert.strictEqual((yield* log.committed("g", topic))[0]?.offset, 2);
        assert.strictEqual(yield* log.exclusively("e", Effect.succeed(7)), 7);
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

/** A second user, who may do what the broker's rules say; `rapport` may do all. */
const withRules = {
  "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
  "super.users": "User:ANONYMOUS;User:rapport",
  "listener.name.client.plain.sasl.jaas.config":
    'org.apache.kafka.common.security.plain.PlainLoginModule required user_rapport="rapport-local" user_modest="m";',
};

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

type Rule = readonly [kafkajs.AclResourceTypes, kafkajs.AclOperationTypes];

/** What the log needs, and no more. */
const needed: ReadonlyArray<Rule> = [
  [AclResourceTypes.TOPIC, AclOperationTypes.READ],
  [AclResourceTypes.TOPIC, AclOperationTypes.WRITE],
  [AclResourceTypes.TOPIC, AclOperationTypes.DESCRIBE],
  [AclResourceTypes.GROUP, AclOperationTypes.READ],
];

describe("a broker that asks for a password (SASL PLAIN)", () => {
  const at = brokerFor("sasl-plain", withRules);
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

  const modest = async (rules: ReadonlyArray<Rule>): Promise<KafkaOptions> => {
    const options = await freshTopics({ brokers: brokers(), sasl: login("plain", at.kafka.user.password) });
    const { username, password } = at.kafka.user;
    const sasl = { mechanism: "plain", username, password } as const;
    const admin = new kafkajs.Kafka({ brokers: brokers(), sasl }).admin();
    await admin.connect();
    await admin.createAcls({
      acl: rules.map(([resourceType, operation]) => ({
        resourceType,
        resourceName: options.prefix!,
        resourcePatternType: ResourcePatternTypes.PREFIXED,
        principal: "User:modest",
        host: "*",
        operation,
        permissionType: AclPermissionTypes.ALLOW,
      })),
    });
    // Rules are in force a little after they are accepted.
    await vi.waitFor(
      async () => {
        const { resources } = await admin.describeAcls({
          resourceType: AclResourceTypes.ANY,
          resourceName: options.prefix!,
          resourcePatternType: ResourcePatternTypes.PREFIXED,
          operation: AclOperationTypes.ANY,
          permissionType: AclPermissionTypes.ANY,
        });
        assert.strictEqual(resources.flatMap(({ acls }) => acls).length, rules.length);
      },
      { timeout: 20_000 },
    );
    await admin.disconnect();
    return { ...options, sasl: login("plain", "m", "modest") };
  };

  it("is used by one who may read, write and describe the topics and read the groups of the prefix", async () => {
    await useAll(await modest(needed));
  });

  for (const [index, what] of [
    [0, "give this user Read, Write and Describe"],
    [1, "give this user .*Write"],
    [3, "give this user Read on the groups"],
  ] as const) {
    it(`is not by one who may do all of that but rule ${index + 1}, and the error says so`, async () => {
      const options = await modest(needed.filter((_, at_) => at_ !== index));
      const error = await useAll(options).then(
        () => assert.fail("may do all"),
        (failure: unknown) => failure as EventLogError,
      );
      assert.match(error.message, new RegExp(what));
      assert.isFalse(error.retriable);
    });
  }

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

import { Effect, type Scope } from "effect";
import { type Admin, Kafka, type KafkaConfig, logLevel } from "kafkajs";
import type { EventLogError } from "../../EventLog.ts";
import { failureOf, KafkaFailure, toEventLogError } from "../KafkaFailure.ts";
import { quietenQueues } from "../kafkajsGuards.ts";
import { type KafkaOptions, withDefaults } from "../KafkaOptions.ts";
import { saslOf, tlsOf } from "../security.ts";

/** kafkajs gathers what is wrong with several topics in one error that says nothing itself. */
const reasonOf = (cause: unknown): unknown => {
  const first =
    cause instanceof Error && "errors" in cause && Array.isArray(cause.errors)
      ? (cause.errors[0] as unknown)
      : cause;
  if (!(first instanceof Error) || first.name !== "KafkaJSCreateTopicError") return first;
  const { topic, type, retriable } = first as Error & { topic: string; type: string; retriable: boolean };
  const hint =
    type === "INVALID_REPLICATION_FACTOR"
      ? "; there are fewer brokers than replicas: KAFKA_REPLICATION_FACTOR says how many (1 suits a single broker)"
      : "";
  return new KafkaFailure({ code: type, retriable, detail: `${topic}: ${first.message}${hint}` });
};

/** One request of an administrator; `operation` is for people. */
export const asked = <A>(operation: string, request: () => Promise<A>): Effect.Effect<A, EventLogError> =>
  Effect.tryPromise({ try: request, catch: (cause) => failureOf(reasonOf(cause)) }).pipe(
    Effect.mapError(toEventLogError(operation)),
  );

/** kafkajs as an administrator uses it: tries again for some seconds, not for ever, and logs nothing. */
export const kafkajsConfig = (options: KafkaOptions): KafkaConfig => {
  quietenQueues();
  const { brokers, clientId, ssl, sasl, requestTimeoutMs } = withDefaults(options);
  return {
    brokers: [...brokers],
    clientId,
    requestTimeout: requestTimeoutMs,
    connectionTimeout: Math.min(5000, requestTimeoutMs),
    retry: { retries: 4, initialRetryTime: 200, maxRetryTime: 2000 },
    logLevel: logLevel.NOTHING,
    logCreator: () => () => undefined,
    ...(ssl === null ? {} : { ssl: tlsOf(ssl) }),
    ...(sasl === null ? {} : { sasl: saslOf(sasl) }),
  };
};

/** A connected administrator of the brokers, until the scope closes. */
export const openAdmin = (options: KafkaOptions): Effect.Effect<Admin, EventLogError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.suspend(() => {
      const admin = new Kafka(kafkajsConfig(options)).admin();
      return Effect.as(
        asked(`connect to ${options.brokers.join(", ")}`, () => admin.connect()),
        admin,
      );
    }),
    (admin) => Effect.promise(() => admin.disconnect().catch(() => undefined)),
  );

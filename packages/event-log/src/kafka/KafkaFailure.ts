import { Data } from "effect";
import { EventLogError } from "../EventLog.ts";
import { KafkajsMoved } from "./kafkajsGuards.ts";
import { ConnectionDropped } from "./kafkajsInternals.ts";

/**
 * What one request to a broker came to. `code` is the protocol's error in kafkajs' spelling (`ILLEGAL_GENERATION`,
 * `NOT_LEADER_FOR_PARTITION`), or one of ours: `CONNECTION` (could not connect, or it was cut), `TIMED_OUT` (no
 * answer; it may have happened all the same), `AUTHENTICATION`, `TLS`, `UNEXPECTED`.
 */
export class KafkaFailure extends Data.TaggedError("KafkaFailure")<{
  readonly code: string;
  readonly retriable: boolean;
  readonly detail: string;
  readonly cause?: unknown;
}> {
  override get message() {
    return `${this.code}: ${this.detail}`;
  }
}

/** What to do about it, for those codes where it is not plain. */
const advice: Readonly<Record<string, string>> = {
  TOPIC_AUTHORIZATION_FAILED:
    "give this user Read, Write and Describe on the topics that begin with KAFKA_PREFIX",
  GROUP_AUTHORIZATION_FAILED: "give this user Read on the groups that begin with KAFKA_PREFIX",
  CLUSTER_AUTHORIZATION_FAILED:
    "give this user Write on the topics that begin with KAFKA_PREFIX (before Kafka 2.8: IdempotentWrite on the cluster)",
  UNKNOWN_TOPIC_OR_PARTITION: "make it with: rapport topics apply",
  INCONSISTENT_GROUP_PROTOCOL:
    "other software is a member of this consumer group; stop it, or set another KAFKA_PREFIX",
  MESSAGE_TOO_LARGE: "the topic's max.message.bytes is too small; set it with: rapport topics apply",
  RECORD_LIST_TOO_LARGE: "the topic's segment.bytes is too small; set it with: rapport topics apply",
  NOT_ENOUGH_REPLICAS: "fewer brokers are in sync than min.insync.replicas asks for",
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: "fewer brokers are in sync than min.insync.replicas asks for",
  KAFKA_STORAGE_ERROR: "the broker's disk failed or is full",
  INVALID_SESSION_TIMEOUT:
    "KAFKA_SESSION_TIMEOUT is outside of the brokers' group.min.session.timeout.ms and group.max.session.timeout.ms",
  UNSUPPORTED_SASL_MECHANISM: "the brokers do not offer this KAFKA_SASL",
};

interface Fields {
  readonly name: string;
  readonly message: string;
  readonly type?: unknown;
  readonly code?: unknown;
  readonly retriable?: unknown;
  readonly cause?: unknown;
}

const tlsCode = /^(ERR_SSL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

const connectionFailure = (error: Fields): KafkaFailure => {
  const code = typeof error.code === "string" ? error.code : "";
  if (tlsCode.test(code) || /wrong version number|before secure TLS/.test(error.message)) {
    const hint = "check KAFKA_SSL, KAFKA_SSL_CA and KAFKA_SSL_CERT against what the broker's listener wants";
    return new KafkaFailure({ code: "TLS", retriable: false, detail: `${error.message}; ${hint}` });
  }
  return new KafkaFailure({ code: "CONNECTION", retriable: true, detail: error.message, cause: error });
};

const protocolFailure = (type: string, retriable: boolean, message: string): KafkaFailure => {
  const hint = advice[type];
  return new KafkaFailure({
    code: type,
    retriable,
    detail: hint === undefined ? message : `${message}: ${hint}`,
  });
};

/** Explains what kafkajs threw. */
export const failureOf = (error: unknown): KafkaFailure => {
  if (error instanceof KafkaFailure) return error;
  if (error instanceof ConnectionDropped) {
    return new KafkaFailure({ code: "CONNECTION", retriable: true, detail: error.message });
  }
  if (!(error instanceof Error) || error instanceof KafkajsMoved) {
    return new KafkaFailure({ code: "UNEXPECTED", retriable: false, detail: String(error), cause: error });
  }
  const fields: Fields = error;
  // What a broker's object of kafkajs throws, as a plain Error, when its connection went between two steps of ours.
  if (fields.name === "Error" && fields.message === "Broker not connected") {
    return new KafkaFailure({ code: "CONNECTION", retriable: true, detail: fields.message, cause: error });
  }
  switch (fields.name) {
    case "KafkaJSProtocolError":
    case "KafkaJSMemberIdRequired":
      return protocolFailure(String(fields.type), fields.retriable === true, fields.message);
    case "KafkaJSConnectionError":
    case "KafkaJSConnectionClosedError":
      return connectionFailure(fields);
    case "KafkaJSRequestTimeoutError":
    case "KafkaJSLockTimeout":
      return new KafkaFailure({ code: "TIMED_OUT", retriable: true, detail: fields.message, cause: error });
    case "KafkaJSSASLAuthenticationError":
      return new KafkaFailure({
        code: "AUTHENTICATION",
        retriable: false,
        detail: `${fields.message}; check KAFKA_SASL, KAFKA_USERNAME and KAFKA_PASSWORD`,
      });
    case "KafkaJSNonRetriableError":
    case "KafkaJSNumberOfRetriesExceeded":
      if (fields.cause instanceof Error) return failureOf(fields.cause);
  }
  return new KafkaFailure({ code: "UNEXPECTED", retriable: false, detail: fields.message, cause: error });
};

/** The failure as the port's error. */
export const toEventLogError =
  (operation: string) =>
  (failure: KafkaFailure): EventLogError =>
    new EventLogError({
      operation,
      detail: `${failure.detail} (${failure.code})`,
      retriable: failure.retriable,
      cause: failure,
    });

import { allTopics, type Topic } from "@rapport/contracts/Topics";
import type { Redacted } from "effect";
import { defaultInFlightBytes, defaultSessionMs } from "../limits.ts";

/** TLS to the brokers. PEM texts, not file names; without `ca` the authorities that Node trusts. */
export interface KafkaTls {
  readonly ca?: string;
  /** The client's certificate, when the brokers ask for one (mutual TLS); needs `key`. */
  readonly cert?: string;
  readonly key?: Redacted.Redacted<string>;
}

/** A name and password (SASL). PLAIN sends the password itself: use it over TLS only. */
export interface KafkaSasl {
  readonly mechanism: "plain" | "scram-sha-256" | "scram-sha-512";
  readonly username: string;
  readonly password: Redacted.Redacted<string>;
}

export interface KafkaOptions {
  /** `host:port` (an IPv6 address in brackets) of some brokers; one that answers is enough to find all. */
  readonly brokers: ReadonlyArray<string>;
  /** How the brokers' logs and quotas name us. Default "rapport". */
  readonly clientId?: string;
  /** Put before the name of every topic and group, so that installations can share a cluster. Default "". */
  readonly prefix?: string;
  /** Default: no TLS. */
  readonly ssl?: KafkaTls;
  /** Default: no authentication. */
  readonly sasl?: KafkaSasl;
  /** A member of a group that is silent for so long loses its partitions. Default 10 s. */
  readonly sessionMs?: number;
  /** Bytes of appends under way before `append` waits. Default 16 MiB. */
  readonly inFlightBytes?: number;
  /** Default: `allTopics` of the contracts. They must exist: the adapter makes none. */
  readonly topics?: ReadonlyArray<Topic>;
  /** How long an append is tried again (a broker restarts, a leader moves) before it fails. Default 60 s. */
  readonly deliveryTimeoutMs?: number;
  /** How long the brokers may be silent before a request counts as lost. Default 10 s. */
  readonly requestTimeoutMs?: number;
}

/** The options with their defaults. */
export interface KafkaSettings extends Required<Omit<KafkaOptions, "ssl" | "sasl">> {
  readonly ssl: KafkaTls | null;
  readonly sasl: KafkaSasl | null;
}

export const withDefaults = (options: KafkaOptions): KafkaSettings => ({
  brokers: options.brokers,
  clientId: options.clientId ?? "rapport",
  prefix: options.prefix ?? "",
  ssl: options.ssl ?? null,
  sasl: options.sasl ?? null,
  sessionMs: options.sessionMs ?? defaultSessionMs,
  inFlightBytes: options.inFlightBytes ?? defaultInFlightBytes,
  topics: options.topics ?? allTopics,
  deliveryTimeoutMs: options.deliveryTimeoutMs ?? 60_000,
  requestTimeoutMs: options.requestTimeoutMs ?? 10_000,
});

/** The topic that keeps producers' checkpoints: compacted, one partition, key = name. Before `prefix`. */
export const checkpointsTopic = "rapport.checkpoints";

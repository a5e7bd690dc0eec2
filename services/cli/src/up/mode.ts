import { usageError } from "@rapport/runtime/Failure";
import { kafkaSettings } from "@rapport/runtime/KafkaSettings";
import { readKafkaOptions } from "@rapport/runtime/readKafkaOptions";
import type { KafkaOptions } from "@rapport/event-log/kafka/KafkaOptions";
import type { WarehouseAddress } from "@rapport/runtime/warehouseAddress";
import { Effect, Option } from "effect";
import { Flag } from "effect/cli";

/** `embedded`: one process owns a data folder. `distributed`: many share brokers and a server. */
export type Mode = "embedded" | "distributed";

export const modeFlag = Flag.Literals("mode", ["embedded", "distributed"]).pipe(
  Flag.withDescription(
    "embedded: everything in the data folder. distributed: the log in Kafka, the warehouse on a ClickHouse server, this process one of many (default: distributed when KAFKA_BROKERS is set)",
  ),
  Flag.optional,
);

/** Refuses a mode that the environment does not bear out: the other one would be run, on other data. */
export const checkMode = (wanted: Option.Option<Mode>) =>
  Effect.gen(function* () {
    const kafka = yield* readKafkaOptions;
    const mode: Mode = kafka === null ? "embedded" : "distributed";
    if (Option.isNone(wanted) || wanted.value === mode) return;
    return yield* wanted.value === "distributed"
      ? usageError(
          "--mode distributed needs KAFKA_BROKERS and CLICKHOUSE_URL, and KAFKA_BROKERS is not set",
          `Set KAFKA_BROKERS to ${kafkaSettings.brokers.expected}; docs/configuration.md lists the others.`,
        )
      : usageError("--mode embedded, but KAFKA_BROKERS is set", "Unset KAFKA_BROKERS, or leave --mode out.");
  });

/** What a process of a cluster is connected to, in two lines. */
export const connectionText = (kafka: KafkaOptions, warehouse: WarehouseAddress): string => {
  const prefix = kafka.prefix === undefined || kafka.prefix === "" ? "" : `, topics ${kafka.prefix}…`;
  const how = [
    kafka.ssl === undefined ? "no TLS" : "TLS",
    kafka.sasl === undefined ? "no password" : `${kafka.sasl.mechanism} as ${kafka.sasl.username}`,
  ].join(", ");
  const { url, user, database, cluster } = warehouse;
  const tables = cluster === null ? "" : `, tables on cluster ${cluster}`;
  return [
    `Log   Kafka at ${kafka.brokers.join(", ")} (${how}${prefix})`,
    `Data  ClickHouse at ${url} (${user}, database ${database}${tables})`,
  ].join("\n");
};

import { randomUUID } from "node:crypto";
import { EventLog } from "@rapport/event-log/EventLog";
import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { applyTopics } from "@rapport/event-log/kafka/topics/KafkaTopics";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { catchUp } from "@rapport/projector/CatchUp";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { defaultOptions } from "@rapport/projector/config";
import { runProjector } from "@rapport/projector/Projector";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { Effect, Redacted } from "effect";
import { type ChdbServer, startChdbServer } from "./chdbServer.ts";
import { type FaultPlace, kafkaOptionsOf } from "./childOptions.ts";
import { type LoadRecord, steadyLoad } from "./steadyLoad.ts";
import { tableHashes } from "./tableHashes.ts";

export const quiet = () => Effect.void;

/** What several runs share: the brokers, a warehouse, and what the tables hold when nothing ever failed. */
export interface FaultBench {
  readonly brokers: string;
  readonly replicas: number;
  readonly chdb: ChdbServer;
  readonly load: ReadonlyArray<LoadRecord>;
  readonly clean: Readonly<Record<string, string>>;
  /** Topics and a database of its own; without any proxy. */
  readonly fresh: () => Promise<FaultPlace>;
  readonly stop: () => Promise<void>;
}

export const warehouseOf = (place: FaultPlace) =>
  ClickHouseWarehouse.layer({
    url: place.url,
    password: Redacted.make(place.password),
    database: place.database,
  });

export const logOf = (place: FaultPlace) => KafkaEventLog.layer(kafkaOptionsOf(place, "harness"));

/** The tables of the load projected from a log in memory, by one projector that nobody disturbs. */
const cleanRun = async (chdb: ChdbServer, load: ReadonlyArray<LoadRecord>) => {
  const database = "clean";
  await chdb.makeDatabase(database);
  const store = ClickHouseProjectionStore.layer();
  const place = { brokers: "", prefix: "", url: chdb.url, password: chdb.password, database };
  const options = { ...defaultOptions, codeVersion: "test" };
  const program = Effect.gen(function* () {
    const log = yield* EventLog;
    for (const { topic, key, value } of load) yield* log.append(topic, [{ key, value }]);
    yield* Effect.raceFirst(catchUp(quiet), runProjector(options));
  });
  await Effect.runPromise(
    program.pipe(
      Effect.provide(store),
      Effect.provide(warehouseOf(place)),
      Effect.provide(MemoryEventLog.layer()),
    ),
  );
  return tableHashes(chdb.ask(database));
};

export const makeFaultBench = async (brokers: string, replicas = 1): Promise<FaultBench> => {
  const chdb = await startChdbServer();
  const load = steadyLoad();
  const clean = await cleanRun(chdb, load);
  const empty = Object.keys(clean).filter((table) => clean[table]!.startsWith("0\t"));
  if (empty.length > 0) throw new Error(`the load fills no ${empty.join(", ")}: nothing would be proved`);
  return {
    brokers,
    replicas,
    chdb,
    load,
    clean,
    fresh: async () => {
      const name = randomUUID().slice(0, 8);
      const prefix = `faults.${name}.`;
      const database = `faults_${name}`;
      const place = { brokers, prefix, url: chdb.url, password: chdb.password, database };
      const topics = { ...kafkaOptionsOf(place, "topics"), replicationFactor: replicas };
      await Promise.all([Effect.runPromise(applyTopics(topics)), chdb.makeDatabase(database)]);
      return place;
    },
    stop: () => chdb.stop(),
  };
};

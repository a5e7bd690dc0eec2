import { randomUUID } from "node:crypto";
import { EventLog } from "@rapport/event-log/EventLog";
import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { applyTopics } from "@rapport/event-log/kafka/topics/KafkaTopics";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { catchUp } from "@rapport/projector/CatchUp";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { defaultOptions } from "@rapport/projector/config";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { runProjector } from "@rapport/projector/Projector";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { Effect, Layer, Redacted } from "effect";
import { type ChdbServer, startChdbServer } from "./chdbServer.ts";
import { type FaultPlace, kafkaOptionsOf } from "./childOptions.ts";
import { type LoadRecord, steadyLoad } from "./steadyLoad.ts";
import { tableHashes } from "./tableHashes.ts";
import { eventsInLog } from "./verdict.ts";
import { withoutBooks } from "../../support/withoutBooks.ts";

export const quiet: ReportProgress = () => Effect.void;

/** What several runs share: the brokers, a warehouse, and what the tables hold when nothing ever failed. */
export interface FaultBench {
  readonly brokers: string;
  readonly replicas: number;
  readonly chdb: ChdbServer;
  readonly load: ReadonlyArray<LoadRecord>;
  readonly clean: Readonly<Record<string, string>>;
  /** Topics and a database of its own, a whole one for services as they are deployed; without any proxy. */
  readonly fresh: (options?: { readonly whole: boolean }) => Promise<FaultPlace>;
  readonly stop: () => Promise<void>;
}

export const warehouseOf = (place: FaultPlace) =>
  ClickHouseWarehouse.layer({
    url: place.url,
    password: Redacted.make(place.password),
    database: place.database,
  });

export const logOf = (place: FaultPlace) => KafkaEventLog.layer(kafkaOptionsOf(place, "harness"));

/**
 * The tables that come of what `fill` appends, projected from a log in memory by one projector that nobody disturbs.
 * Also tells what stands in the log.
 */
export const cleanRun = async (
  chdb: ChdbServer,
  database: string,
  fill: Effect.Effect<unknown, unknown, EventLog>,
) => {
  await chdb.makeDatabase(database);
  const place = { brokers: "", prefix: "", url: chdb.url, password: chdb.password, database };
  const program = Effect.gen(function* () {
    yield* fill;
    const projecting = runProjector({ ...defaultOptions, codeVersion: "test" });
    yield* Effect.raceFirst(catchUp(quiet), projecting);
    return yield* eventsInLog;
  });
  const store = withoutBooks(ClickHouseProjectionStore.layer()).pipe(Layer.provide(warehouseOf(place)));
  const layers = Layer.merge(store, MemoryEventLog.layer());
  const events = await Effect.runPromise(Effect.provide(program, layers));
  return { tables: await tableHashes(chdb.ask(database)), events };
};

const appended = (load: ReadonlyArray<LoadRecord>) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    for (const { topic, key, value } of load) yield* log.append(topic, [{ key, value }]);
  });

export const makeFaultBench = async (brokers: string, replicas = 1): Promise<FaultBench> => {
  const chdb = await startChdbServer();
  const load = steadyLoad();
  const { tables: clean } = await cleanRun(chdb, "clean", appended(load));
  const empty = Object.keys(clean).filter((table) => clean[table]!.startsWith("0\t"));
  if (empty.length > 0) throw new Error(`the load fills no ${empty.join(", ")}: nothing would be proved`);
  return {
    brokers,
    replicas,
    chdb,
    load,
    clean,
    fresh: async ({ whole } = { whole: false }) => {
      const name = randomUUID().slice(0, 8);
      const prefix = `faults.${name}.`;
      const database = `faults_${name}`;
      const place = { brokers, prefix, url: chdb.url, password: chdb.password, database };
      const topics = { ...kafkaOptionsOf(place, "topics"), replicationFactor: replicas };
      await Promise.all([
        Effect.runPromise(applyTopics(topics)),
        whole ? chdb.makeWholeDatabase(database) : chdb.makeDatabase(database),
      ]);
      return place;
    },
    stop: () => chdb.stop(),
  };
};

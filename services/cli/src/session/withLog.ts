import type { EventLog } from "@rapport/event-log/EventLog";
import { dataFolderExists } from "@rapport/runtime/DataFolder";
import { Refusal, usageError } from "@rapport/runtime/Failure";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { Installation } from "@rapport/runtime/Installation";
import { eventLogLayer } from "@rapport/runtime/Platform";
import { readKafkaOptions } from "@rapport/runtime/readKafkaOptions";
import { readSetting } from "@rapport/runtime/Setting";
import { settings } from "@rapport/runtime/Settings";
import { Effect, Layer, Option } from "effect";
import { userPath } from "../paths.ts";
import { rapport } from "../rapport.ts";

/** The folder of --data, else of RAPPORT_DATA, else `.rapport`, from where the user stands. */
export const dataFolderPath = Effect.gen(function* () {
  const { data } = yield* rapport;
  return userPath(Option.isSome(data) ? data.value : yield* readSetting(settings.dataFolder));
});

/**
 * The data folder of a command. Commands that only ask do not make one: a folder that is not there is most
 * often a mistyped --data, and an empty answer would hide that.
 */
export const dataFolderLayer = (options: { readonly create: boolean }) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const root = yield* dataFolderPath;
      if (!options.create && !(yield* dataFolderExists(root))) {
        return yield* new Refusal({
          what: `${root} holds no Rapport data`,
          action: "Begin with `rapport ingest email PATH`, or name another folder with --data DIR.",
          code: exitCodes.usage,
        });
      }
      const { data } = yield* rapport;
      return Installation.inFolder(root, Option.isSome(data) ? "--data" : "RAPPORT_DATA");
    }),
  );

/** Which of the two is meant cannot be told, and the wrong one would be written to. */
const folderOrBrokers = usageError(
  "--data names a data folder, and KAFKA_BROKERS says that the log is in Kafka",
  "Leave --data out, or unset KAFKA_BROKERS.",
);

/** Where a command works: in the cluster of KAFKA_BROKERS, else in its data folder. */
export const installationLayer = (options: { readonly create: boolean }) =>
  Layer.unwrap(
    Effect.gen(function* () {
      const kafka = yield* readKafkaOptions;
      if (kafka === null) return dataFolderLayer(options);
      const { data } = yield* rapport;
      if (Option.isSome(data)) return yield* folderOrBrokers;
      return Layer.succeed(Installation, { kind: "cluster" as const, kafka });
    }),
  );

/** Runs a command that needs the log alone; it may, while anybody else uses the installation. */
export const withLog =
  (options: { readonly create: boolean }) =>
  <A, E, R>(program: Effect.Effect<A, E, R | EventLog | Installation>) =>
    program.pipe(Effect.provide(eventLogLayer.pipe(Layer.provideMerge(installationLayer(options)))));

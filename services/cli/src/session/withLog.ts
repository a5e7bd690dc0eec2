import type { EventLog } from "@rapport/event-log/EventLog";
import { DataFolder, dataFolderExists } from "@rapport/runtime/DataFolder";
import { Refusal } from "@rapport/runtime/Failure";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { eventLogLayer } from "@rapport/runtime/Platform";
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
      return Option.isSome(data) ? DataFolder.layerAt(root) : DataFolder.layer;
    }),
  );

/** Runs a command that needs the log alone; it may, while anybody else uses the folder. */
export const withLog =
  (options: { readonly create: boolean }) =>
  <A, E, R>(program: Effect.Effect<A, E, R | EventLog | DataFolder>) =>
    program.pipe(Effect.provide(eventLogLayer.pipe(Layer.provideMerge(dataFolderLayer(options)))));

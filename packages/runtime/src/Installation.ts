import type { KafkaOptions } from "@rapport/event-log/kafka/KafkaOptions";
import { Context, Effect, Layer, type Scope } from "effect";
import { resolve } from "node:path";
import type { FolderLockError } from "@rapport/event-log/FolderLock";
import { DataFolder, type DataFolderError, type DataFolderPaths, prepareDataFolder } from "./DataFolder.ts";
import { workingFolder } from "./Environment.ts";
import { type Claim, claimFolder, type ClaimOptions, type FolderBusy } from "./FolderOwner.ts";
import { readKafkaOptions } from "./readKafkaOptions.ts";
import { readSetting, type SettingError } from "./Setting.ts";
import { settings } from "./Settings.ts";

/**
 * Where an installation keeps what it knows. `folder`: in a data folder, the warehouse too unless CLICKHOUSE_URL names
 * a server (`embeddedOnly`: in any case); one process at a time owns it. `cluster`: the log in Kafka, the warehouse on a
 * server; any number of processes share the work, and nothing is kept on this machine.
 */
export type Place =
  | { readonly kind: "folder"; readonly paths: DataFolderPaths; readonly embeddedOnly: boolean }
  | { readonly kind: "cluster"; readonly kafka: KafkaOptions };

/** Who works there. `shared`: many may, and nobody owns it. */
export type Share = Claim | { readonly role: "shared" };

export class Installation extends Context.Service<Installation, Place>()("@rapport/runtime/Installation") {
  /** A data folder, prepared now; `setting` is what named it, for errors. */
  static readonly inFolder = (
    root: string,
    setting: string,
    options: { readonly embeddedOnly?: boolean } = {},
  ): Layer.Layer<Installation, DataFolderError> =>
    Layer.effect(
      Installation,
      Effect.map(prepareDataFolder(root, setting), (paths) => ({
        kind: "folder" as const,
        paths,
        embeddedOnly: options.embeddedOnly ?? false,
      })),
    );

  /** What the environment says: the brokers of KAFKA_BROKERS, else the folder of RAPPORT_DATA. */
  static readonly layer: Layer.Layer<Installation, DataFolderError | SettingError> = Layer.unwrap(
    Effect.gen(function* () {
      const kafka = yield* readKafkaOptions;
      if (kafka !== null) return Layer.succeed(Installation, { kind: "cluster" as const, kafka });
      const folder = yield* readSetting(settings.dataFolder);
      return Installation.inFolder(resolve(workingFolder(), folder), "RAPPORT_DATA");
    }),
  );
}

/** Takes the data folder, or attaches to its lasting owner; in a cluster there is nothing to take. */
export const claimInstallation = (
  options: ClaimOptions,
): Effect.Effect<Share, FolderBusy | FolderLockError, Scope.Scope | Installation> =>
  Effect.gen(function* () {
    const place = yield* Installation;
    if (place.kind === "cluster") return { role: "shared" } as const;
    return yield* Effect.provideService(claimFolder(options), DataFolder, place.paths);
  });

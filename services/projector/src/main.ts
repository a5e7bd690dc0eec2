import { DataFolder } from "@rapport/runtime/DataFolder";
import { claimFolder, FolderBusy } from "@rapport/runtime/FolderOwner";
import { runService } from "@rapport/runtime/Main";
import { openWarehouse } from "@rapport/runtime/OpenWarehouse";
import { eventLogLayer } from "@rapport/runtime/Platform";
import { version } from "@rapport/runtime/Version";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { Effect, Layer } from "effect";
import { ClickHouseProjectionStore } from "./ClickHouseProjectionStore.ts";
import { defaultOptions } from "./config.ts";
import { runProjector } from "./Projector.ts";

/** One process projects a data folder: a rebuild holds still only the projector of its own process. */
const claimProjection = Effect.gen(function* () {
  const { root } = yield* DataFolder;
  const claim = yield* claimFolder({
    command: "rapport projector",
    lasting: true,
    projects: true,
    attach: true,
  });
  if (claim.role === "attached" && claim.owner.projects)
    return yield* new FolderBusy({
      folder: root,
      holder: `\`${claim.owner.command}\` (process ${claim.owner.pid}), which projects already`,
      action: "Stop it first, or name another folder in RAPPORT_DATA.",
    });
  return claim;
});

/** Keeps the warehouse up with the event log: opens both, projects until it is stopped. */
const service = Layer.effectDiscard(
  Effect.gen(function* () {
    const warehouse = yield* openWarehouse(yield* claimProjection);
    const store = ClickHouseProjectionStore.layer().pipe(
      Layer.provide(ClickHouseWarehouse.layer(warehouse.address)),
    );
    yield* Effect.logInfo("projecting", { warehouse: warehouse.address.url });
    const projecting = runProjector({ ...defaultOptions, codeVersion: version });
    return yield* Effect.raceFirst(Effect.provide(projecting, store), warehouse.failed);
  }),
).pipe(Layer.provide(eventLogLayer), Layer.provide(DataFolder.layer));

runService("projector", service);

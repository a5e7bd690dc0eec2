import { FolderBusy } from "@rapport/runtime/FolderOwner";
import { claimInstallation, Installation } from "@rapport/runtime/Installation";
import { runService } from "@rapport/runtime/Main";
import { openWarehouse } from "@rapport/runtime/OpenWarehouse";
import { eventLogLayer } from "@rapport/runtime/Platform";
import { version } from "@rapport/runtime/Version";
import { provingAddress, tableMode } from "@rapport/runtime/warehouseAddress";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { Effect, Layer } from "effect";
import { readSetting } from "@rapport/runtime/Setting";
import { settings } from "@rapport/runtime/Settings";
import { ClickHouseProjectionStore } from "./ClickHouseProjectionStore.ts";
import { defaultOptions } from "./config.ts";
import { clickHouseKnownStores } from "./known/ClickHouseKnownStores.ts";
import { runProjector } from "./Projector.ts";

/** One process projects a data folder; in a cluster any number share the work. */
const claimProjection = Effect.gen(function* () {
  const place = yield* Installation;
  const share = yield* claimInstallation({
    command: "rapport projector",
    lasting: true,
    projects: true,
    attach: true,
  });
  if (place.kind === "folder" && share.role === "attached" && share.owner.projects)
    return yield* new FolderBusy({
      folder: place.paths.root,
      holder: `\`${share.owner.command}\` (process ${share.owner.pid}), which projects already`,
      action: "Stop it first, or name another folder in RAPPORT_DATA.",
    });
  return share;
});

/** Keeps the warehouse up with the event log: opens both, projects until it is stopped. */
const service = Layer.effectDiscard(
  Effect.gen(function* () {
    const warehouse = yield* openWarehouse(yield* claimProjection);
    const known = clickHouseKnownStores(warehouse.address, {
      kept: yield* readSetting(settings.knownDatabases),
      codeVersion: version,
    });
    const store = ClickHouseProjectionStore.layer(tableMode(warehouse.address)).pipe(
      Layer.provide(ClickHouseWarehouse.layer(provingAddress(warehouse.address))),
    );
    yield* Effect.logInfo("projecting", { warehouse: warehouse.address.url });
    const shared = (yield* Installation).kind === "cluster";
    const projecting = runProjector({ ...defaultOptions, codeVersion: version, shared });
    return yield* Effect.raceFirst(Effect.provide(projecting, Layer.merge(store, known)), warehouse.failed);
  }),
).pipe(Layer.provide(eventLogLayer), Layer.provide(Installation.layer));

runService("projector", service);

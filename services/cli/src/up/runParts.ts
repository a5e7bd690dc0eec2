import { rename, rm, writeFile } from "node:fs/promises";
import { defaultOptions } from "@rapport/projector/config";
import { runProjector } from "@rapport/projector/Projector";
import { Access, type AccessOptions } from "@rapport/reporting/access/Access";
import { accessLayer } from "@rapport/reporting/access/config";
import { patienceMs } from "@rapport/reporting/config";
import { buildingDashboard } from "@rapport/reporting/dashboard/buildingDashboard";
import { reportingServer } from "@rapport/reporting/ReportingServer";
import { ReportsLive } from "@rapport/reporting/Reports";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { knownWarehousesLayer } from "@rapport/runtime/known/askForKnown";
import { Refusal } from "@rapport/runtime/Failure";
import { Installation } from "@rapport/runtime/Installation";
import { version } from "@rapport/runtime/Version";
import type { WarehouseAddress } from "@rapport/runtime/warehouseAddress";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { Context, Effect, Layer } from "effect";
import { HttpServer, HttpServerError } from "effect/http";
import { dataDesksLayer } from "../data/dataDesks.ts";
import { projectorLagLayer } from "../session/projectorLag.ts";
import { sayingLogLayer } from "../session/sayingLog.ts";
import type { ServeOptions } from "./serveFlags.ts";
import { supervise } from "./supervise.ts";

/** Projects for ever; started again when it fails, within bounds. */
export const projecting = supervise(
  "the projector",
  Effect.flatMap(Installation, ({ kind }) =>
    runProjector({ ...defaultOptions, codeVersion: version, shared: kind === "cluster" }),
  ),
);

const portTaken = ({ host, port }: ServeOptions) =>
  new Refusal({
    what: `${host} port ${port} is taken by another program`,
    action: "Choose another with --port (0 takes a free one) or RAPPORT_HTTP_PORT.",
    code: exitCodes.locked,
  });

/** Other commands on a data folder find the page there. */
const announce = (url: string) =>
  Effect.gen(function* () {
    const place = yield* Installation;
    if (place.kind === "cluster") return;
    const file = place.paths.reportingAddressFile;
    yield* Effect.acquireRelease(
      Effect.promise(async () => {
        await writeFile(`${file}.new`, JSON.stringify({ url, pid: process.pid }), { mode: 0o600 });
        await rename(`${file}.new`, file);
      }),
      () => Effect.promise(() => rm(file, { force: true })),
    );
  });

/** Where they are served, and how people come in. */
export interface Served {
  readonly url: string;
  readonly access: AccessOptions;
}

/** Serves the API and the pages of that warehouse while the scope is open; answers their address. */
export const serving = (options: ServeOptions, warehouse: WarehouseAddress) =>
  Effect.gen(function* () {
    const places = Layer.merge(
      ClickHouseWarehouse.reader(warehouse),
      knownWarehousesLayer(warehouse, { patienceMs }),
    );
    const reports = ReportsLive.pipe(Layer.provide(projectorLagLayer));
    const serves = reportingServer(options).pipe(
      Layer.provide([reports, buildingDashboard, sayingLogLayer, dataDesksLayer]),
      Layer.provide(places),
      Layer.provideMerge(accessLayer),
    );
    const server = yield* Layer.build(serves).pipe(
      Effect.mapError((error) => (error instanceof HttpServerError.ServeError ? portTaken(options) : error)),
    );
    const url = HttpServer.formatAddress(Context.get(server, HttpServer.HttpServer).address);
    yield* announce(url);
    return { url, access: Context.get(server, Access) } satisfies Served;
  });

import { Installation } from "@rapport/runtime/Installation";
import { runService } from "@rapport/runtime/Main";
import { knownWarehousesOnDemand } from "@rapport/runtime/known/askOnDemand";
import { warehouseLayer, WarehouseConnection } from "@rapport/runtime/Platform";
import { Effect, Layer } from "effect";
import { HttpServer } from "effect/http";
import { accessLayer } from "./access/config.ts";
import { patienceMs, readReportingConfig } from "./config.ts";
import { reportingServer } from "./ReportingServer.ts";
import { ReportsLive } from "./Reports.ts";

const announced = Layer.effectDiscard(
  HttpServer.addressFormattedWith((url) => Effect.logInfo("serving the API and the page", { url })),
);

const knownWarehouses = Layer.unwrap(
  Effect.map(WarehouseConnection, ({ address }) => knownWarehousesOnDemand(address, { patienceMs })),
);

const server = Layer.unwrap(Effect.map(readReportingConfig, reportingServer)).pipe(
  Layer.provide(ReportsLive),
  Layer.provide(knownWarehouses),
  Layer.provide(accessLayer),
);

/** Serves the reports of a warehouse that somebody else fills. */
const service = Layer.effectDiscard(WarehouseConnection.during(Effect.never)).pipe(
  Layer.provide(announced.pipe(Layer.provideMerge(server))),
  Layer.provide(
    warehouseLayer({ command: "rapport reporting", lasting: true, projects: false, attach: true }),
  ),
  Layer.provide(Installation.layer),
);

runService("reporting", service);

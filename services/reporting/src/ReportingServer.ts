import { createServer } from "node:http";
import { RapportApi } from "@rapport/contracts/http/Api";
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer";
import { Layer } from "effect";
import { HttpRouter } from "effect/http";
import { HttpApiBuilder, HttpApiScalar } from "effect/http-api";
import { PrometheusMetrics } from "effect/observability";
import { DecisionsHandlers } from "./api/DecisionsHandlers.ts";
import { AlertsHandlers } from "./api/AlertsHandlers.ts";
import { ClientPageHandlers } from "./api/ClientPageHandlers.ts";
import { DataHandlers } from "./api/DataHandlers.ts";
import { EconomicsHandlers } from "./api/EconomicsHandlers.ts";
import { SessionHandlers } from "./api/SessionHandlers.ts";
import { RiskHandlers } from "./api/RiskHandlers.ts";
import { ProblemsLive } from "./api/ProblemsLive.ts";
import { ExportsHandlers } from "./api/ExportsHandlers.ts";
import { LiveHandlers } from "./api/LiveHandlers.ts";
import { ReportsHandlers } from "./api/ReportsHandlers.ts";
import { LinksHandlers } from "./api/LinksHandlers.ts";
import { RetentionHandlers } from "./api/RetentionHandlers.ts";
import { SignalsHandlers } from "./api/SignalsHandlers.ts";
import { WordsHandlers } from "./api/WordsHandlers.ts";
import { SystemHandlers } from "./api/SystemHandlers.ts";
import { ViewsHandlers } from "./api/ViewsHandlers.ts";
import { DashboardRoutes } from "./dashboard/DashboardRoutes.ts";
import { ExportsLive } from "./exports/Exports.ts";
import { SessionRoutes } from "./access/SessionRoutes.ts";
import { KeptReports } from "./kept/keepReports.ts";
import { LiveFeedLive } from "./live/LiveFeed.ts";
import { guard } from "./http/Guard.ts";

export interface ReportingServerOptions {
  /** Loopback unless the owner says otherwise. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

const ApiRoutes = (listensOn: string) =>
  HttpApiBuilder.layer(RapportApi, { openapiPath: "/openapi.json" }).pipe(
    Layer.provide([
      ReportsHandlers,
      ClientPageHandlers,
      EconomicsHandlers,
      DecisionsHandlers,
      RiskHandlers,
      ExportsHandlers.pipe(Layer.provide(ExportsLive)),
      RetentionHandlers,
      ViewsHandlers,
      SignalsHandlers,
      AlertsHandlers,
      WordsHandlers,
      DataHandlers,
      SessionHandlers(listensOn),
      LinksHandlers,
      LiveHandlers.pipe(Layer.provide(LiveFeedLive)),
      SystemHandlers,
    ]),
    Layer.provide(ProblemsLive),
    Layer.provide(KeptReports),
  );

/** The documentation carries its script inline: it works without a network. */
const DocsRoute = HttpApiScalar.layer(RapportApi, {
  path: "/docs",
  scalar: { withDefaultFonts: false, hideTestRequestButton: false },
});

/** All routes: API, OpenAPI, documentation, metrics, the dashboard, and a problem for anything else. */
export const routes = (listensOn: string) =>
  Layer.mergeAll(
    ApiRoutes(listensOn),
    SessionRoutes(listensOn),
    DocsRoute,
    PrometheusMetrics.layerHttp({ path: "/metrics" }),
    DashboardRoutes,
    guard(listensOn),
  );

/** Serves the API and the pages; keeps `HttpServer`, whose address says which port it got. */
export const reportingServer = (options: ReportingServerOptions) =>
  HttpRouter.serve(routes(options.host), { disableLogger: true, disableListenLog: true }).pipe(
    Layer.provideMerge(NodeHttpServer.layer(createServer, { port: options.port, host: options.host })),
  );

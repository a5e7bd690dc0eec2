import type { ClientSort } from "@rapport/contracts/http/Api";
import type { ClientAnswer, ClientPage } from "@rapport/contracts/http/ClientFigures";
import type { CoverageAnswer } from "@rapport/contracts/http/Coverage";
import type { FreshnessAnswer, SourcesAnswer } from "@rapport/contracts/http/Freshness";
import type { ClientMonths, MonthsPage } from "@rapport/contracts/http/Months";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { dataMarks } from "./figures/dataMarks.ts";
import type { InvalidCursor, UnknownClient } from "./ReportErrors.ts";
import type { ClientMonthsRequest } from "./ReportRequests.ts";
import { Reports } from "./Reports.ts";
import { clientTable } from "./render/renderClient.ts";
import { clientsCsv, clientsTable } from "./render/renderClients.ts";
import { clientMonthsCsv, clientMonthsTable, monthsCsv, monthsTable } from "./render/renderMonths.ts";
import {
  coverageCsv,
  coverageTable,
  freshnessCsv,
  freshnessTable,
  sourcesCsv,
  sourcesTable,
} from "./render/renderSystem.ts";

export const reportFormats = ["table", "json", "csv"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** What stands above a table of data that are nobody's. */
const simulatedMark = Effect.gen(function* () {
  const { simulated } = dataMarks(yield* (yield* Reports).accounts);
  return simulated.length === 0 ? "" : `SIMULATED DATA: nobody in ${simulated.join(", ")} exists.\n\n`;
});

/** A report's figures, and their text without a newline at the end. */
export interface Report<Data> {
  readonly data: Data;
  render(format: ReportFormat): string;
}

/** A report of the figures, marked where they are of nobody who exists; `json` is what JSON shows of them. */
export const report = <Data>(
  data: Data,
  texts: { readonly table: (data: Data) => string; readonly csv: (data: Data) => string },
  json: (data: Data) => unknown = (all) => all,
): Effect.Effect<Report<Data>, WarehouseError, Reports> =>
  Effect.map(simulatedMark, (mark) => ({
    data,
    render: (format) => {
      if (format === "json") return JSON.stringify(json(data), null, 2);
      return `${format === "table" ? mark : ""}${texts[format](data).trimEnd()}`;
    },
  }));

export interface ClientsReportRequest {
  readonly asOf?: string | undefined;
  readonly search?: string | undefined;
  readonly sort?: ClientSort | undefined;
}

/** `rapport report clients`: all of them on one page. JSON is that of `GET /v1/clients`. */
export const reportClients = (
  request: ClientsReportRequest,
): Effect.Effect<Report<ClientPage>, WarehouseError | InvalidCursor, Reports> =>
  Effect.gen(function* () {
    const reports = yield* Reports;
    const page = yield* reports.clients({ ...request, limit: Number.MAX_SAFE_INTEGER });
    return yield* report(page, { table: clientsTable, csv: (p) => clientsCsv(p.items) });
  });

/** `rapport report client NAME`: by id, name or `domain:…`. JSON is that of `GET /v1/clients/{id}`. */
export const reportClient = (
  name: string,
  asOf?: string,
): Effect.Effect<Report<ClientAnswer>, WarehouseError | UnknownClient, Reports> =>
  Effect.gen(function* () {
    const reports = yield* Reports;
    return yield* report(yield* reports.client(name, asOf), {
      table: clientTable,
      csv: (answer) => clientsCsv([answer.client]),
    });
  });

export interface MonthsReportRequest extends ClientMonthsRequest {
  /** One client's alone, by id, name or `domain:…`. */
  readonly client?: string | undefined;
}

/** `rapport report months`. JSON is that of `GET /v1/months`, or of `GET /v1/clients/{id}/months`. */
export const reportMonths = ({
  client,
  ...request
}: MonthsReportRequest): Effect.Effect<
  Report<MonthsPage | ClientMonths>,
  WarehouseError | InvalidCursor | UnknownClient,
  Reports
> =>
  Effect.gen(function* () {
    const reports = yield* Reports;
    if (client !== undefined)
      return yield* report(yield* reports.clientMonths(client, request), {
        table: clientMonthsTable,
        csv: clientMonthsCsv,
      });
    return yield* report(yield* reports.months({ ...request, limit: Number.MAX_SAFE_INTEGER }), {
      table: monthsTable,
      csv: (page) => monthsCsv(page.items),
    });
  });

/** `rapport report coverage`. JSON is that of `GET /v1/coverage`. */
export const reportCoverage = (
  asOf?: string,
): Effect.Effect<Report<CoverageAnswer>, WarehouseError, Reports> =>
  Effect.gen(function* () {
    const reports = yield* Reports;
    return yield* report(yield* reports.coverage(asOf), { table: coverageTable, csv: coverageCsv });
  });

/** `rapport report freshness`. JSON is that of `GET /v1/freshness`. */
export const reportFreshness: Effect.Effect<Report<FreshnessAnswer>, WarehouseError, Reports> = Effect.gen(
  function* () {
    const reports = yield* Reports;
    return yield* report(yield* reports.freshness, { table: freshnessTable, csv: freshnessCsv });
  },
);

/** `rapport report sources`. JSON is the figures of e-mail over everything read, as `rapport inspect`
 * prints them, and beside them those of tickets, meetings and the books where there are any. */
export const reportSources: Effect.Effect<Report<SourcesAnswer>, WarehouseError, Reports> = Effect.gen(
  function* () {
    const reports = yield* Reports;
    return yield* report(
      yield* reports.sources,
      { table: sourcesTable, csv: sourcesCsv },
      ({ total, tickets, meetings, ledger }) => ({
        ...total,
        ...(tickets.length === 0 ? {} : { tickets }),
        ...(meetings === null ? {} : { meetings }),
        ...(ledger.length === 0 ? {} : { ledger }),
      }),
    );
  },
);

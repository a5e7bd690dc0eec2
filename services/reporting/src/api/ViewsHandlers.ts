import { RapportApi } from "@rapport/contracts/http/Api";
import { exportContentTypes, type ExportFormat } from "@rapport/contracts/http/Exports";
import type { TableName } from "@rapport/contracts/tables/tableColumns";
import { Effect, Stream } from "effect";
import { HttpServerResponse } from "effect/http";
import { HttpApiBuilder } from "effect/http-api";
import { resolveAsOf } from "../AsOf.ts";
import { Reports } from "../Reports.ts";
import { readTable } from "../views/readTable.ts";
import { tableCsv } from "../views/tableBytes.ts";
import { tableParquet } from "../views/tableParquet.ts";
import { tableWorkbook } from "../views/tableWorkbook.ts";
import { viewsAnswer } from "../views/viewsAnswer.ts";
import { problemOfClient, problemOfCurrency, problemOfSpan, problemsOfRead } from "./failures.ts";
import { readingFrom } from "./reading.ts";

const ofRows = {
  ...problemsOfRead,
  InvalidSpan: problemOfSpan,
  InvalidCurrency: problemOfCurrency,
  UnknownClient: problemOfClient,
};

/** Definitions, months of rows, and lists as files. */
export const ViewsHandlers = HttpApiBuilder.group(
  RapportApi,
  "views",
  Effect.fn(function* (handlers) {
    const reading = readingFrom(yield* Reports);
    return handlers.handleAll({
      views: ({ query }) => Effect.map(resolveAsOf(query.asOf), ({ day }) => viewsAnswer(day)),
      trends: ({ query }) =>
        reading(query, (reports) => reports.trends(query)).pipe(Effect.catchTags(ofRows)),
      table: ({ params, query }) =>
        Effect.gen(function* () {
          const [name, format] = params.file.split(".") as [TableName, ExportFormat];
          const table = yield* reading(query, (reports) => readTable(reports, name, query));
          const bytes = {
            csv: () => tableCsv(table),
            xlsx: () => tableWorkbook(name, table, query),
            parquet: () => tableParquet(table),
          }[format]();
          const fileName = `${name}-by-${query.groupBy ?? "client"}-${table.head.from}-${table.head.to}.${format}`;
          return HttpServerResponse.stream(Stream.orDie(Stream.fromAsyncIterable(bytes, (cause) => cause)), {
            contentType: exportContentTypes[format],
            headers: { "content-disposition": `attachment; filename="${fileName}"` },
          });
        }).pipe(Effect.catchTags({ ...ofRows, InvalidTable: problemOfSpan })),
    });
  }),
);

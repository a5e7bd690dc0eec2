import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api";
import { parseWhere } from "../tables/seenRows.ts";
import { tableNames } from "../tables/tableColumns.ts";
import { rowSelection } from "./EconomicsApi.ts";
import { exportContentTypes, exportFormats } from "./Exports.ts";
import { fromZod } from "./FromZod.ts";
import { whenRead } from "./parameters.ts";
import { ClientNotFound, readProblems } from "./Problems.ts";
import { trendFigures, TrendsAnswer } from "./views/Trends.ts";
import { ViewsAnswer } from "./views/Views.ts";

const views = HttpApiEndpoint.get("views", "/views", {
  query: { asOf: whenRead.asOf },
  success: fromZod(ViewsAnswer),
}).annotateMerge(
  OpenApi.annotations({ summary: "The views for analysts: what every column means, and their SQL" }),
);

const trends = HttpApiEndpoint.get("trends", "/trends", {
  query: {
    ...rowSelection,
    figure: Schema.optional(
      Schema.Literals(trendFigures).annotate({ description: "Default: contributionMinor." }),
    ),
  },
  success: fromZod(TrendsAnswer),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({
    summary: "One figure month by month, for every row of a list",
    description:
      "All rows of `GET /v1/profitability` with the same parameters, without pages, for small drawings.",
  }),
);

const tableFiles = tableNames.flatMap((table) =>
  exportFormats.map((format) => `${table}.${format}` as const),
);

const table = HttpApiEndpoint.get("table", "/tables/:file", {
  params: {
    file: Schema.Literals(tableFiles).annotate({ description: "A table and, behind the point, a format." }),
  },
  query: {
    ...rowSelection,
    columns: Schema.optional(
      Schema.String.check(Schema.isMaxLength(2000)).annotate({
        description:
          "Which fields, in which order, with commas between: `name,contributionMinor`. Default: all.",
      }),
    ),
    search: Schema.optional(
      Schema.String.check(Schema.isMaxLength(200)).annotate({
        description: "Part of the name, id, owner or segment, in any case.",
      }),
    ),
    where: Schema.optional(
      Schema.String.check(
        Schema.isMaxLength(1000),
        Schema.makeFilter((text: string) =>
          parseWhere(text) === null
            ? "conditions like contributionMinor<0,marginPercent>=20 are expected"
            : undefined,
        ),
      ).annotate({
        description:
          "Conditions on figures in their own units, all of which hold: `contributionMinor<0,marginPercent>=20`.",
      }),
    ),
    sort: Schema.optional(
      Schema.String.check(Schema.isMaxLength(60)).annotate({
        description: "A field. Default: the list's own.",
      }),
    ),
  },
  success: HttpApiSchema.StreamUint8Array({
    contentType: exportFormats.map((format) => exportContentTypes[format]),
  }),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({
    summary: "A list as it is seen, as a file",
    description:
      "The rows of `GET /v1/profitability` or `GET /v1/effort` with the same parameters, whole, with the filters, the order and the columns of a page. A workbook shows amounts in major units and hours where the others have minor units and seconds.",
  }),
);

/** What analysts work with: definitions, months of rows, and lists as files. */
export class ViewsGroup extends HttpApiGroup.make("views")
  .add(views, trends, table)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Views" })) {}

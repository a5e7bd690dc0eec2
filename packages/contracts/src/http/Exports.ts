import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api";
import { viewNames } from "../views/ViewDefinition.ts";
import { daySpan, whenRead } from "./parameters.ts";
import { readProblems } from "./Problems.ts";

/** What a view can be had as: RFC 4180 with a guard against formulas, a workbook, columns for programs. */
export const exportFormats = ["csv", "xlsx", "parquet"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** RFC 4180, Office Open XML, and what IANA registered for Parquet. */
export const exportContentTypes: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet",
};

const exportFiles = viewNames.flatMap((view) => exportFormats.map((format) => `${view}.${format}` as const));

const exported = HttpApiEndpoint.get("exported", "/exports/:file", {
  params: {
    file: Schema.Literals(exportFiles).annotate({ description: "A view and, behind the point, a format." }),
  },
  query: { ...whenRead, ...daySpan },
  success: HttpApiSchema.StreamUint8Array({
    contentType: exportFormats.map((format) => exportContentTypes[format]),
  }),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({
    summary: "A view for analysts as a file",
    description:
      "Every row of the view, as of a day, streamed. `from` and `to` select days of views of days, the months they are in of views of months (all of them when left out), and the span of the whale curve. A workbook shows amounts in major units and hours where the view has minor units and seconds. A transfer that breaks off is no whole file.",
  }),
);

export class ExportsGroup extends HttpApiGroup.make("exports")
  .add(exported)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Exports" })) {}

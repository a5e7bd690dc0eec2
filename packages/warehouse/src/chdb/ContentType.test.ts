import { expect, it } from "@effect/vitest";
import { contentType } from "./ContentType.ts";

it("content types of formats", () => {
  const formats = [
    "JSON",
    "JSONEachRow",
    "CSV",
    "CSVWithNames",
    "TabSeparated",
    "Parquet",
    "Native",
    "PrettyCompact",
    "XML",
  ];
  expect(formats.map(contentType)).toEqual([
    "application/json; charset=UTF-8",
    "application/x-ndjson; charset=UTF-8",
    "text/csv; charset=UTF-8; header=absent",
    "text/csv; charset=UTF-8; header=present",
    "text/tab-separated-values; charset=UTF-8",
    "application/octet-stream",
    "application/octet-stream",
    "text/plain; charset=UTF-8",
    "application/xml; charset=UTF-8",
  ]);
});

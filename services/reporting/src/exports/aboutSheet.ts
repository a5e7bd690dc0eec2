import type { ViewDefinition } from "@rapport/contracts/views/ViewDefinition";
import type { ExportSpan } from "./exportStatement.ts";
import { takesSpan } from "./exportStatement.ts";
import { sheetHeader } from "./sheetColumns.ts";
import type { Sheet } from "./xlsx/SheetColumn.ts";

const unitNames: Readonly<Record<string, string>> = {
  minor: "major units of the currency",
  seconds: "hours",
  milliseconds: "hours",
  percent: "of a hundred",
};

/** What a workbook's reader needs to know of it: which view, of when, and what its columns mean. */
export const aboutSheet = (
  view: ViewDefinition,
  of: ExportSpan & { readonly knownAt: string | null; readonly currency: string },
): Sheet => {
  const rows: ReadonlyArray<readonly [string, string]> = [
    ["view", `${view.name}: ${view.means}`],
    ["row", view.grain],
    ...(view.period.kind === "now" ? [] : [["as of (end of day, UTC)", of.asOf] as const]),
    ...(takesSpan(view)
      ? [["days, both included", `${of.from ?? "the first"} to ${of.to ?? of.asOf}`] as const]
      : []),
    ["known at", of.knownAt ?? "now"],
    ...(of.currency === "" ? [] : [["currency", of.currency] as const]),
    ...view.columns.map((column) => {
      const unit = unitNames[column.unit];
      return [sheetHeader(column), unit === undefined ? column.means : `${column.means} (${unit})`] as const;
    }),
  ];
  const text = { kind: "text" } as const;
  return {
    name: "About",
    columns: [
      { header: "what", of: text, width: 30 },
      { header: "means", of: text, width: 110 },
    ],
    rows: (async function* () {
      yield rows;
    })(),
  };
};

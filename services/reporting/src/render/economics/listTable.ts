import type { EconomicsHead, HolderState } from "@rapport/contracts/http/economics/head";
import { table } from "../table.ts";
import { footLines, headLine } from "./headLines.ts";
import { claimedByNone, hasUnclaimed, rowName, totalLabels } from "./holders.ts";

type Row<Figures> = Figures & { readonly name: string; readonly state: HolderState | null };

/** A list of the economics: rows and totals have the same figures. */
interface Page<Figures> extends EconomicsHead {
  readonly total: number;
  readonly items: ReadonlyArray<Row<Figures>>;
  readonly totals: Readonly<Record<keyof typeof totalLabels | "selected", Figures>>;
}

export type Column<Figures> = readonly [
  head: string,
  cell: (figures: Figures, currency: string | null) => string,
];

/** A list for people: its rows, a gap, and the totals of everything, whatever rows were chosen. */
export const listTable = <Figures extends object>(
  page: Page<Figures>,
  of: {
    readonly what: string;
    readonly columns: ReadonlyArray<Column<Figures>>;
    /** Whether there is anything in a total; empty ones are left out. */
    readonly counts: (figures: Figures) => boolean;
    readonly notes: ReadonlyArray<string>;
  },
): string => {
  const head = headLine(page, of.what);
  if (page.items.length === 0)
    return [head, "", "There is nothing in these days.", ...footLines(page)].join("\n");
  const cells = (figures: Figures) => of.columns.map(([, cell]) => cell(figures, page.currency));
  const totals = Object.entries(totalLabels) as ReadonlyArray<[keyof typeof totalLabels, string]>;
  const shown = totals.filter(([name]) => name === "all" || of.counts(page.totals[name]));
  const partly = page.items.length < page.total || page.items.some(({ state }) => state === null);
  const rows = [
    ...page.items.map((row) => [rowName(row), ...cells(row)]),
    ["", ...of.columns.map(() => "")],
    ...(partly ? [["these rows", ...cells(page.totals.selected)]] : []),
    ...shown.map(([name, label]) => [label, ...cells(page.totals[name])]),
  ];
  const right = of.columns.map(() => "right" as const);
  return [
    head,
    "",
    table(["", ...of.columns.map(([label]) => label)], rows, ["left", ...right]),
    "",
    ...of.notes,
    ...(hasUnclaimed(page.items) ? [claimedByNone] : []),
    ...footLines(page),
  ].join("\n");
};

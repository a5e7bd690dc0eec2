import type { SourceComparison, SourceDifference } from "@rapport/domain/economics/reconcile/compareSource";
import { type Cell, csv } from "../csv.ts";
import { table } from "../table.ts";
import { measures, value } from "./reconcile.ts";

/** A month of files beside what is held of it, and what of the files could not be read at all. */
export interface FilesCompared extends SourceComparison {
  readonly unreadable: ReadonlyArray<{
    readonly file: string;
    readonly position: string;
    readonly reason: string;
  }>;
}

const shownUnreadable = 20;

const reasons: Readonly<Record<SourceDifference["reason"], string>> = {
  not_ingested: "not read in, or in another month there",
  not_in_files: "not in these files",
  amount_differs: "another amount",
};

/** True where the files say what is held, and all of them could be read. */
export const filesAgree = ({ documents, unreadable }: FilesCompared): boolean =>
  documents.length === 0 && unreadable.length === 0;

const unreadableLines = (unreadable: FilesCompared["unreadable"]): ReadonlyArray<string> => {
  if (unreadable.length === 0) return [];
  const rest = unreadable.length - shownUnreadable;
  return [
    "",
    "What could not be read, and may be of this month:",
    ...unreadable
      .slice(0, shownUnreadable)
      .map(({ file, position, reason }) => `  ${`${file} ${position}`.trim()}: ${reason}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
};

/** What the files say beside what is held; every document that makes a difference, with its place. */
export const filesTable = (compared: FilesCompared): string => {
  const { lines, documents, unreadable } = compared;
  const held = lines.map((line) => [
    measures[line.measure],
    line.measure === "time" ? "h" : line.currency,
    value(line, line.held),
    value(line, line.files),
    value(line, line.difference),
    String(line.fileDocuments),
  ]);
  const named = documents.map((one) => [
    measures[one.measure],
    one.name,
    one.day,
    one.currency,
    value(one, one.held),
    value(one, one.files),
    value(one, one.difference),
    reasons[one.reason],
    one.place,
  ]);
  const right = ["right", "right", "right"] as const;
  return [
    "Beside the files:",
    "",
    lines.length === 0
      ? "They have nothing of this month."
      : table(["", "", "held", "in the files", "difference", "documents"], held, [
          "left",
          "left",
          ...right,
          "right",
        ]).trimEnd(),
    ...(documents.length === 0
      ? []
      : [
          "",
          table(["document", "", "day", "", "held", "in the files", "difference", "why", "where"], named, [
            "left",
            "left",
            "left",
            "left",
            ...right,
            "left",
            "left",
          ]).trimEnd(),
        ]),
    ...unreadableLines(unreadable),
    "",
    filesAgree(compared) ? "The files say the same." : "The files do not say the same.",
  ].join("\n");
};

const columns = [
  "kind",
  "month",
  "measure",
  "currency",
  "name",
  "day",
  "place",
  "files",
  "held",
  "difference",
  "documents",
  "reason",
] as const;
type Line = Readonly<Partial<Record<(typeof columns)[number], Cell>>>;

/** A line per measure and currency (`total`), per document that differs (`document`) and per unreadable place. */
export const filesCsv = (month: string, { lines, documents, unreadable }: FilesCompared): string => {
  const rows: ReadonlyArray<Line> = [
    ...lines.map(({ measure, currency, files, held, difference, fileDocuments }): Line => ({
      kind: "total",
      measure,
      currency,
      files,
      held,
      difference,
      documents: fileDocuments,
    })),
    ...documents.map((one): Line => ({ ...one, kind: "document", documents: 1 })),
    ...unreadable.map(({ file, position, reason }): Line => ({
      kind: "unreadable",
      place: `${file} ${position}`.trim(),
      reason,
    })),
  ];
  return csv(
    columns,
    rows.map((row) => columns.map((name) => (name === "month" ? month : (row[name] ?? null)))),
  );
};

import { hash } from "node:crypto";
import type { LedgerKind } from "@rapport/contracts/LedgerFigures";
import { type BoundMapping, bindMapping, folded } from "../tables/BoundMapping.ts";
import { readTable } from "../tables/readTable.ts";
import { RowCells } from "../tables/RowCells.ts";
import type { TableHeader, TableProblem, TableRow } from "../tables/TableItem.ts";
import type { TableLimits } from "../tables/TableLimits.ts";
import type { Chosen } from "./chooseMapping.ts";
import type { LedgerDocument, LedgerItem, LedgerProblem } from "./LedgerItem.ts";
import type { LedgerMapping } from "./LedgerMapping.ts";
import { amountOfRefused, identityOf, identityText, readRow } from "./readRow.ts";
import type { Row, RowDocument } from "./rows/RowReader.ts";

interface Place {
  readonly connector: string;
  readonly account: string;
}

const nothing = { kind: null, currency: null, minor: null } as const;
const sha256 = (bytes: Uint8Array): string => hash("sha256", bytes, "hex");

/** What is wrong with a row, in a sentence: the first of its columns, and how many more. */
const reasonOf = (issues: LedgerProblem["issues"]): string => {
  const [first] = issues;
  if (first === undefined) return "The row cannot be understood.";
  const said = `Column ${first.path}${first.message.startsWith('"') ? ":" : ""} ${first.message}`;
  const more =
    issues.length === 1
      ? ""
      : ` There is more in ${issues.length - 1} other ${issues.length === 2 ? "column" : "columns"}.`;
  return `${said}${/[.?]$/.test(said) ? "" : "."}${more}`;
};

/** Which kind a row is; null for one that the mapping passes over. */
const makeKindOf = (
  mapping: LedgerMapping,
  header: TableHeader,
): ((row: TableRow) => LedgerKind | null) | string => {
  const { kind } = mapping;
  if (typeof kind === "string") return () => kind;
  const index = header.columns.findIndex((column) => folded(column) === folded(kind.column));
  if (index < 0) return kind.column;
  const words = new Map(Object.entries(kind.words).map(([word, means]) => [folded(word), means]));
  return ({ cells }) => words.get(folded(cells[index] ?? "")) ?? null;
};

/** Counts entries that have no number of their own, so that each is a document. */
const makeNamer = (mapping: LedgerMapping) => {
  const seen = new Map<string, number>();
  return (cells: RowCells, { kind, id }: RowDocument): string | null => {
    if (id !== null) return `${kind}:${id}`;
    const fields = mapping.identity ?? identityOf(kind);
    if (fields === null) return null;
    const name = `${kind}:~${hash("sha256", identityText(cells, fields), "hex").slice(0, 32)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return `${name}:${count}`;
  };
};

/** The source's own time of the row's last change, UTC ms. */
const changedAt = (cells: RowCells): number | null => {
  const moment = cells.moment("updated_at");
  return moment === null || moment >= 0 ? moment : cells.refuse("updated_at", null, "is before 1970");
};

/** Reads the rows of one file by its mapping. */
class LedgerTable {
  readonly #mapping: LedgerMapping;
  readonly #bound: BoundMapping;
  readonly #kindOf: (row: TableRow) => LedgerKind | null;
  readonly #name: ReturnType<typeof makeNamer>;
  readonly #place: Place;

  constructor(
    mapping: LedgerMapping,
    bound: BoundMapping,
    kindOf: (row: TableRow) => LedgerKind | null,
    place: Place,
  ) {
    this.#mapping = mapping;
    this.#bound = bound;
    this.#kindOf = kindOf;
    this.#name = makeNamer(mapping);
    this.#place = place;
  }

  /** The row, and a fresh copy of its cells every time: issues are kept in them. */
  #row(row: TableRow): Row {
    const mixed = typeof this.#mapping.kind !== "string";
    const prefix = (text: string) => text.replace("{account}", () => this.#place.account);
    const { project, member, ticket } = this.#mapping.prefixes;
    return {
      cells: new RowCells(this.#bound, row.cells),
      prefixes: { project: prefix(project), member: prefix(member), ticket: prefix(ticket) },
      reference: mixed ? "for_invoice" : "invoice",
      mixed,
    };
  }

  #refuse(row: TableRow, kind: LedgerKind, cells: RowCells): LedgerProblem {
    const issues = cells.issues.map(({ path, message }) => ({ path, message: message.slice(0, 1_000) }));
    return {
      kind: "problem",
      ...this.#place,
      row: true,
      position: `line ${row.line}`,
      code: "invalid_row",
      reason: reasonOf(issues),
      issues,
      sizeBytes: row.bytes.length,
      sha256: sha256(row.bytes),
      amount: amountOfRefused(kind, this.#row(row)),
    };
  }

  read(row: TableRow): LedgerItem {
    const kind = this.#bound.skips(row) ? null : this.#kindOf(row);
    if (kind === null) return { kind: "skipped" };
    const read = this.#row(row);
    const found = readRow(kind, read);
    const revision = changedAt(read.cells);
    if (found === null || read.cells.issues.length > 0) return this.#refuse(row, kind, read.cells);
    const documents: Array<LedgerDocument> = [];
    for (const document of found) {
      const key = this.#name(read.cells, document);
      if (key === null) {
        read.cells.refuse(kind, null, "has no number, and nothing else tells two of them apart");
        return this.#refuse(row, kind, read.cells);
      }
      const { note = null, draft } = document;
      documents.push({ kind: document.kind, key, revision, note, draft });
    }
    const rounded = found.some((document) => document.rounded === true);
    return { kind: "row", ...this.#place, position: `line ${row.line}`, documents, rounded };
  }
}

const problemOf = (problem: TableProblem, place: Place, kind: LedgerKind | null): LedgerProblem => ({
  kind: "problem",
  ...place,
  row: problem.code === "invalid_row" || (problem.code === "too_large" && problem.sizeBytes > 0),
  position: `line ${problem.line}`,
  code: problem.code,
  reason: problem.reason,
  issues: [],
  sizeBytes: problem.sizeBytes,
  sha256: problem.bytes === null ? null : sha256(problem.bytes),
  amount: { ...nothing, kind },
});

const wholeFile = (
  place: Place,
  line: number,
  reason: string,
  issues: LedgerProblem["issues"] = [],
): LedgerProblem => ({
  kind: "problem",
  ...place,
  row: false,
  position: `line ${line}`,
  code: "invalid_document",
  reason,
  issues,
  sizeBytes: 0,
  sha256: null,
  amount: nothing,
});

const dateFields = [
  "issued_on",
  "paid_on",
  "spent_on",
  "worked_on",
  "starts_on",
  "valid_from",
  "on",
  "month",
];

/** What the first row shows that nobody said, though every row needs it; null where there is nothing to say. */
const undeclared = (
  bound: BoundMapping,
  row: TableRow,
  read: LedgerItem,
  { name, datesVary }: Chosen,
): string | null => {
  if (read.kind !== "problem") return null;
  const like = name === "mapping file" ? "…" : name;
  const cells = new RowCells(bound, row.cells);
  const field = dateFields.find((each) => cells.text(each, 64) !== null);
  if (datesVary && field !== undefined && cells.day(field) === null) {
    const { path, message } = cells.issues[0]!;
    return `The dates of this file may be day first or month first, and nobody said which: ${path} ${message.split(" is no date")[0]!}. Nothing was read. Use a mapping file such as {"like": "${like}", "dates": {"format": "DD/MM/YYYY"}}.`;
  }
  if (bound.fields.has("currency") || !read.issues.some(({ message }) => message.includes("has no currency")))
    return null;
  return `This file does not say its currency. Nothing was read. Use a mapping file such as {"like": "${like}", "fields": {"currency": {"constant": "EUR"}}}.`;
};

/** So many rows refused and none understood: the file is read in the wrong way. */
const hopeless = 1_000;

/** The beginning of a file: how it is read, or why it cannot be. */
const openTable = (header: TableHeader, { mapping, optional, name }: Chosen, place: Place) => {
  const bound = bindMapping(mapping, header, optional);
  const kindOf = makeKindOf(mapping, header);
  if (!bound.ok) {
    const reason = `The mapping does not fit this file: ${bound.issues[0]!.message}`;
    return { problem: wholeFile(place, header.line, reason, bound.issues) };
  }
  if (typeof kindOf === "string")
    return {
      problem: wholeFile(
        place,
        header.line,
        `The mapping does not fit this file: There is no column "${kindOf}".`,
      ),
    };
  const delimiter = header.delimiter === "\t" ? "tab" : `"${header.delimiter}"`;
  const shape = `${header.encoding}, ${delimiter}, header on line ${header.line}`;
  const start = { kind: "start", ...place, mapping: name, shape } as const;
  return { start, bound: bound.mapping, table: new LedgerTable(mapping, bound.mapping, kindOf, place) };
};

/**
 * The rows of a table of the books by its mapping, in order. A header that does not fit, and dates that nobody
 * declared, refuse the file as a whole, before any row is read. Of entries without a number each is remembered.
 */
export async function* readLedgerTable(
  bytes: AsyncIterable<Uint8Array>,
  chosen: Chosen,
  account: string,
  limits: TableLimits,
): AsyncGenerator<LedgerItem> {
  const place = { connector: chosen.mapping.connector, account };
  const kind = typeof chosen.mapping.kind === "string" ? chosen.mapping.kind : null;
  let opened: Extract<ReturnType<typeof openTable>, { readonly table: LedgerTable }> | null = null;
  let checked = false;
  let understood = 0;
  let refused = 0;
  for await (const item of readTable(bytes, chosen.mapping.table, limits)) {
    if (item.kind === "problem") yield problemOf(item, place, kind);
    else if (item.kind === "header") {
      const made = openTable(item, chosen, place);
      yield made.problem ?? made.start;
      if (made.problem !== undefined) return;
      opened = made;
    } else if (opened !== null) {
      const read = opened.table.read(item);
      if (!checked && read.kind !== "skipped") {
        checked = true;
        const said = undeclared(opened.bound, item, read, chosen);
        if (said !== null) {
          yield wholeFile(place, item.line, said);
          return;
        }
      }
      yield read;
      if (read.kind === "row") understood++;
      if (read.kind !== "problem" || ++refused < hopeless || understood > 0) continue;
      const reason = `None of the first ${refused} rows can be understood, so the rest was not read. Check how the file is read: its dates, figures and words may need a mapping.`;
      yield wholeFile(place, item.line, reason);
      return;
    }
  }
}

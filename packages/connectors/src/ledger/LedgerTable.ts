import { hash } from "node:crypto";
import type { LedgerKind } from "@rapport/contracts/LedgerFigures";
import { type BoundMapping, folded } from "../tables/BoundMapping.ts";
import { RowCells } from "../tables/RowCells.ts";
import type { TableHeader, TableRow } from "../tables/TableItem.ts";
import type { LedgerDocument, LedgerItem } from "./LedgerItem.ts";
import type { LedgerMapping } from "./LedgerMapping.ts";
import { type Place, refusedRow } from "./ledgerProblems.ts";
import { amountOfRefused, identityOf, identityText, readRow } from "./readRow.ts";
import type { Row, RowDocument } from "./rows/RowReader.ts";

/** Tells which kind a row is, null for one that the mapping passes over; or the column that would, and is not there. */
export const makeKindOf = (
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
export class LedgerTable {
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

  #refuse(row: TableRow, kind: LedgerKind, cells: RowCells): LedgerItem {
    return refusedRow(this.#place, row, cells, amountOfRefused(kind, this.#row(row)));
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

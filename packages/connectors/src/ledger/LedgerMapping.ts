import { LedgerKind } from "@rapport/contracts/LedgerFigures";
import { z } from "zod";
import { type ReadMapping, readMapping, TableMapping } from "../tables/TableMapping.ts";

/** One kind for all rows, or by the words of a column; rows with other words are passed over. */
const RowKind = z.union([
  LedgerKind,
  z.strictObject({ column: z.string().min(1), words: z.record(z.string(), LedgerKind) }),
]);

const Prefix = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z-]*:(?:\{account\}[/:])?$/);

/**
 * How a table is read as rows of the books. Its `fields` are the columns of our own files of that kind, and a few
 * more (see docs/sources/ledger.md).
 */
export const LedgerMapping = TableMapping.extend({
  kind: RowKind,
  /** Whose documents they are: with the account it keeps INV-1 of two systems apart. */
  connector: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/)
    .default("ledger"),
  /**
   * What stands before a project and before a `member` that is no address, to make them keys of the directory, and
   * before a ticket; `{account}` stands for the account.
   */
  prefixes: z
    .strictObject({
      project: Prefix.default("project:"),
      member: Prefix.default("member:"),
      ticket: z.union([Prefix, z.literal("")]).default(""),
    })
    .prefault({}),
  /**
   * The fields that tell two documents apart where the table has no number of its own. Rows that agree in all of
   * them are counted from the top: each is a document.
   */
  identity: z.array(z.string().min(1)).min(1).max(20).optional(),
});
export type LedgerMapping = z.infer<typeof LedgerMapping>;
type MappingInput = z.input<typeof LedgerMapping>;

/** A mapping that ships, and how its files are known. */
export interface KnownMapping {
  readonly name: string;
  /** Columns that are all in the header of such a file. */
  readonly columns: ReadonlyArray<string>;
  readonly mapping: MappingInput;
  /** Who writes dates as the country has it: then they are read only where they are ISO or declared. */
  readonly datesVary: boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `more` over `base`, `fields`, `table`, `dates` member by member. */
export const overlaid = (base: object, more: Record<string, unknown>): Record<string, unknown> => {
  const merged: Record<string, unknown> = { ...base, ...more };
  for (const part of ["fields", "table", "dates"]) {
    const below = (base as Record<string, unknown>)[part];
    const above = more[part];
    if (isRecord(below) && isRecord(above)) merged[part] = { ...below, ...above };
  }
  return merged;
};

/**
 * A mapping file that was read. Fields it took from another mapping may be missing in its tables; `like` is that
 * mapping, where the file does not say itself which line the header is on.
 */
export interface MappingFile {
  readonly mapping: LedgerMapping;
  readonly optional: ReadonlySet<string>;
  readonly like: KnownMapping | null;
}

/**
 * Checks the text of a mapping file. `"like": "xero"` takes everything it does not say itself from the mapping of
 * that name.
 */
export const readLedgerMapping = (
  text: string,
  known: ReadonlyArray<KnownMapping>,
): ReadMapping<MappingFile> => {
  const plain = readMapping(text, z.looseObject({ like: z.string().optional() }));
  if (!plain.ok) return plain;
  const { like: likeName, ...own } = plain.mapping;
  const base = known.find(({ name }) => name === likeName);
  if (likeName !== undefined && base === undefined) {
    const names = known.map(({ name }) => name).join(", ");
    const message = `there is no mapping "${likeName}"; there are ${names}`;
    return { ok: false, issues: [{ path: "like", message }] };
  }
  const whole = base === undefined ? own : overlaid(base.mapping, own);
  const read = readMapping(JSON.stringify(whole), LedgerMapping);
  if (!read.ok) return read;
  const said = new Set(isRecord(own["fields"]) ? Object.keys(own["fields"]) : []);
  const taken = Object.keys(base?.mapping.fields ?? {}).filter((field) => !said.has(field));
  const { table } = own;
  const saysHeader = isRecord(table) && "headerLine" in table;
  const like = saysHeader ? null : (base ?? null);
  return { ok: true, mapping: { mapping: read.mapping, optional: new Set(taken), like } };
};

import { Buffer } from "node:buffer";
import type { z } from "zod";
import { folded } from "../tables/BoundMapping.ts";
import { readTable } from "../tables/readTable.ts";
import { TableDialect } from "../tables/TableDialect.ts";
import { defaultTableLimits } from "../tables/TableLimits.ts";
import { type KnownMapping, LedgerMapping, type MappingFile, overlaid } from "./LedgerMapping.ts";
import { ownMappings } from "./ownMappings.ts";
import { vendorMappings } from "./vendorMappings.ts";

/** What the reader is told beside the files. */
export interface LedgerReadOptions {
  /** The name of a mapping that ships, when the header shall not decide. */
  readonly from?: string;
  /** A mapping file, read; wins over `from`. */
  readonly mapping?: MappingFile;
  /** Whose books they are; default: what the data says, else `books`. */
  readonly account?: string;
}

/** A mapping for one file. `sure` is false where its dates may be anybody's. */
export interface Chosen {
  readonly name: string;
  readonly mapping: LedgerMapping;
  readonly optional: ReadonlySet<string>;
  readonly datesVary: boolean;
}

/** Every mapping that ships. */
export const knownMappings: ReadonlyArray<KnownMapping> = [...vendorMappings, ...ownMappings];

/** Titles of reports stand above the header. */
const headerSearchLines = 15;

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The columns of a line of the head, were it the header; null where it is none. */
const columnsAt = async (
  head: Uint8Array,
  dialect: z.input<typeof TableDialect>,
): Promise<ReadonlyArray<string> | null> => {
  const full = TableDialect.parse(dialect);
  for await (const item of readTable(once(head), full, { ...defaultTableLimits, brokenRows: 1 }))
    return item.kind === "header" ? item.columns : null;
  return null;
};

const fits = (known: KnownMapping, columns: ReadonlyArray<string>): boolean => {
  const has = new Set(columns.map(folded));
  return known.columns.every((column) => has.has(folded(column)));
};

const chosen = (known: KnownMapping, headerLine: number): Chosen => ({
  name: known.name,
  mapping: LedgerMapping.parse(overlaid(known.mapping, { table: { ...known.mapping.table, headerLine } })),
  optional: new Set(Object.keys(known.mapping.fields)),
  datesVary: known.datesVary && known.mapping.dates?.format === undefined,
});

/** The first line, of those a header may be on, that one of `candidates` knows; else the first that has columns. */
const findHeader = async (
  head: Uint8Array,
  candidates: ReadonlyArray<KnownMapping>,
): Promise<
  { readonly known: KnownMapping; readonly headerLine: number } | { readonly columns: ReadonlyArray<string> }
> => {
  const lines = Buffer.from(head).includes(0) ? 1 : headerSearchLines;
  let first: ReadonlyArray<string> = [];
  for (let headerLine = 1; headerLine <= lines; headerLine++) {
    const columns = await columnsAt(head, { headerLine });
    if (columns === null) continue;
    const known = candidates.find((each) => fits(each, columns));
    if (known !== undefined) return { known, headerLine };
    if (first.length < 2) first = columns;
  }
  return { columns: first };
};

/**
 * Which mapping a file is read by: the given one, else the first that ships whose columns are all in the header.
 * The header is looked for in the first lines, unless a mapping file says where it is. Where none fits, the
 * columns of the first line that has some.
 */
export const chooseMapping = async (
  head: Uint8Array,
  { mapping: file, from }: LedgerReadOptions,
): Promise<Chosen | { readonly columns: ReadonlyArray<string> }> => {
  if (file !== undefined) {
    const { mapping, optional, like } = file;
    const found = like === null ? null : await findHeader(head, [like]);
    const headerLine = found !== null && "known" in found ? found.headerLine : mapping.table.headerLine;
    const table = { ...mapping.table, headerLine };
    return { name: "mapping file", mapping: { ...mapping, table }, optional, datesVary: false };
  }
  const candidates = from === undefined ? knownMappings : knownMappings.filter(({ name }) => name === from);
  const found = await findHeader(head, candidates);
  return "known" in found ? chosen(found.known, found.headerLine) : found;
};

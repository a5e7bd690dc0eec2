import { Effect } from "effect";
import { z } from "zod";
import { encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { uint64 } from "@rapport/warehouse/native/numbers";
import { lowCardinality, string } from "@rapport/warehouse/native/strings";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";

/** Next offset per partition, by topic. */
export type Positions = Readonly<Record<string, ReadonlyArray<number>>>;

const months = z.record(z.string(), z.string());

/** What a month was derived from: a fingerprint per source, and one of its terms; by month. */
const Basis = z.object({
  mail: months,
  meeting: months,
  ticket: months,
  time: months,
  terms: months,
});
export type Basis = z.infer<typeof Basis>;
export type SourceName = Exclude<keyof Basis, "terms">;

export const emptyBasis: Basis = { mail: {}, meeting: {}, ticket: {}, time: {}, terms: {} };

/** How many ways of deriving there were: with another one everything is derived anew. */
const wayOfDeriving = 1;

const State = z.object({
  way: z.literal(wayOfDeriving),
  positions: z.record(z.string(), z.array(z.number()).readonly()),
  /** What else the sources depend on, as the caller and the directory's content say it. */
  sign: z.string(),
  /** UTC ms: the moment of deriving. */
  at: z.number(),
  basis: Basis,
  /** The documents of the books, and what the money book was derived from: these and its terms. */
  documents: z.string(),
  money: z.string(),
  /** The editions that held then. */
  editions: z.string(),
});
/** How far the books are, and what they were derived from. */
export type BooksState = Omit<z.infer<typeof State>, "way">;

const Run = z.object({
  way: z.literal(wayOfDeriving),
  /** Editions of this run are not below. */
  since: z.string(),
  basis: Basis,
});
/** A derivation of several months that is under way: those that are kept back were derived from `basis`. */
export type BooksRun = Omit<z.infer<typeof Run>, "way">;

const valueQuery = query({
  name: "economics-state",
  sql: "SELECT s.name AS name, argMax(s.value, s.version) AS value, max(s.version) AS version FROM economics_state AS s GROUP BY s.name",
  params: z.object({}),
  row: z.object({ name: z.string(), value: z.string(), version: z.coerce.number() }),
});

const parse = <T>(schema: z.ZodType<T>, text: string | undefined): T | null => {
  if (text === undefined || text === "") return null;
  // What another version wrote says nothing here: everything is derived anew.
  const parsed = schema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
};

/** What is kept of the books and of a run that was not ended; nulls where there is none. */
export const readBooksState: Effect.Effect<
  { readonly state: BooksState | null; readonly run: BooksRun | null },
  WarehouseError,
  WarehouseReader
> = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const rows = yield* reader.query(valueQuery, {});
  const textOf = (name: string) => rows.find((row) => row.name === name)?.value;
  return { state: parse(State, textOf("books")), run: parse(Run, textOf("run")) };
});

/** Keeps them, both at once; `run` null: none is under way. `state` null leaves what was kept. */
export const writeBooksState = (
  state: BooksState | null,
  run: BooksRun | null,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const writer = yield* WarehouseWriter;
    const versions = (yield* reader.query(valueQuery, {})).map(({ version }) => version);
    const version = Math.max(0, ...versions) + 1;
    const columns = { name: lowCardinality(), value: string(), version: uint64() };
    const put = (name: string, value: object | null): void => {
      columns.name.push(name);
      columns.value.push(value === null ? "" : JSON.stringify({ way: wayOfDeriving, ...value }));
      columns.version.push(version);
    };
    if (state !== null) put("books", state);
    put("run", run);
    yield* writer.insertNative("economics_state", encodeNativeBlock(columns));
  });

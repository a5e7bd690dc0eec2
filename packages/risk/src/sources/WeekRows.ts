import { Effect, Stream } from "effect";
import { z } from "zod";
import { type Query, query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";

/** Over what a statement looks: `before` is the first moment behind the last week. */
export const weekSpan = z.object({ before: z.string() });
export type WeekSpan = z.infer<typeof weekSpan>;

/** What a statement says of one client's week: figures by name. */
export type Figures<Names extends string> = Readonly<Record<Names, number>>;

/** By client, then week. */
export type ByWeek<Row> = ReadonlyMap<string, ReadonlyMap<number, Row>>;

/** A statement that gives at most one row per client and week (`party`, `week`), all other columns numbers. */
export interface WeekSource<Names extends string> {
  readonly names: ReadonlyArray<Names>;
  readonly query: Query<WeekSpan, Readonly<Record<string, string>>>;
}

export const weekSource = <const Names extends string>(
  name: string,
  names: ReadonlyArray<Names>,
  sql: string,
): WeekSource<Names> => ({
  names,
  query: query({
    name,
    // Numbers as text: 64-bit ones come so anyway.
    sql: `SELECT party, toString(week) AS week_text, ${names.map((one) => `toString(${one}) AS ${one}_text`).join(", ")}\nFROM (${sql}\n)`,
    params: weekSpan,
    row: z.record(z.string(), z.string()),
  }),
});

/** All rows of a source. */
export const readWeekRows = <Names extends string>(
  { query: asked, names }: WeekSource<Names>,
  span: WeekSpan,
): Effect.Effect<ByWeek<Figures<Names>>, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const found = new Map<string, Map<number, Figures<Names>>>();
    yield* Stream.runForEach(reader.stream(asked, span), (rows) =>
      Effect.sync(() => {
        for (const row of rows) {
          const party = row["party"] ?? "";
          let weeks = found.get(party);
          if (weeks === undefined) found.set(party, (weeks = new Map()));
          const figures = Object.fromEntries(names.map((name) => [name, Number(row[`${name}_text`])]));
          weeks.set(Number(row["week_text"]), figures as Figures<Names>);
        }
      }),
    );
    return found;
  });

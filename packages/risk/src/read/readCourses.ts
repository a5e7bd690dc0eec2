import { Effect, Stream } from "effect";
import { z } from "zod";
import type { ClientCourse, ClientWeek } from "@rapport/domain/risk/ClientWeek";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { columnOf, flagFields, nullableFields, numberFields } from "../book/weekColumns.ts";
import { courseOf, stretches } from "../book/scoresOfClient.ts";
import { weekOf } from "../weeks/weekNumbers.ts";
import { ofCurrentEdition, overByAsOf } from "./currentRisk.ts";
import { readEndSpans } from "./readEnds.ts";

const fields = [...numberFields, ...flagFields, ...nullableFields];

// One text per row: a row has some fifty numbers, and there are many rows.
const weeksQuery = query({
  name: "risk-weeks",
  sql: `
SELECT
  party, toString(week) AS monday, left_truncated AS leftTruncated,
  arrayStringConcat([${fields.map((field) => `ifNull(toString(${flagFields.some((flag) => flag === field) ? `toUInt8(${columnOf(field)})` : columnOf(field)}), '')`).join(", ")}], ' ') AS figures
FROM client_week
WHERE ${ofCurrentEdition} AND ${overByAsOf}
ORDER BY party, week`,
  params: z.object({ asOf: z.string() }),
  row: z.object({ party: z.string(), monday: z.string(), leftTruncated: z.boolean(), figures: z.string() }),
});

const cardsQuery = query({
  name: "risk-cards",
  sql: "SELECT client_id AS party, any(segment) AS segment, any(tier) AS tier FROM directory_profile GROUP BY client_id",
  params: z.object({}),
  row: z.object({ party: z.string(), segment: z.string(), tier: z.string() }),
});

const weekOfText = (week: string, figures: string): ClientWeek => {
  const said = figures.split(" ");
  const entries: Record<string, string | number | boolean | null> = { week };
  let at = 0;
  for (const field of numberFields) entries[field] = Number(said[at++]);
  for (const field of flagFields) entries[field] = said[at++] === "1";
  for (const field of nullableFields) {
    const text = said[at++];
    entries[field] = text === "" ? null : Number(text);
  }
  // The fields are those of a week: a test writes and reads one of each.
  return entries as unknown as ClientWeek;
};

/**
 * Every client's weeks up to the end of a day (`YYYY-MM-DD`; null: all that are over), with its end as of then, by client.
 * One that came back long after its end has a course for each time, in order; the last one is that of now.
 */
export const readCourses = (
  asOf: string | null,
): Effect.Effect<ReadonlyArray<ClientCourse>, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const ends = yield* readEndSpans(asOf);
    const cards = new Map((yield* reader.query(cardsQuery, {})).map((card) => [card.party, card] as const));
    const histories = new Map<
      string,
      { readonly leftTruncated: boolean; readonly weeks: Array<ClientWeek> }
    >();
    yield* Stream.runForEach(reader.stream(weeksQuery, { asOf: asOf ?? "" }), (rows) =>
      Effect.sync(() => {
        for (const { party, monday, leftTruncated, figures } of rows) {
          const history = histories.get(party) ?? { leftTruncated, weeks: [] };
          if (history.weeks.length === 0) histories.set(party, history);
          history.weeks.push(weekOfText(monday, figures));
        }
      }),
    );
    return [...histories].flatMap(([party, { leftTruncated, weeks }]) => {
      const card = cards.get(party);
      const head = { party, leftTruncated, segment: card?.segment ?? "", tier: card?.tier ?? "" };
      const first = weekOf(weeks[0]!.week);
      const cut = stretches(ends.get(party) ?? [], first, first + weeks.length - 1);
      // Of what a client's past is cut into, the last piece holds all of it.
      return [...Map.groupBy(cut, ({ past }) => past).values()].map((of) =>
        courseOf(head, weeks, first, of.at(-1)!),
      );
    });
  });

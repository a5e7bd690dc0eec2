import { Effect } from "effect";
import { z } from "zod";
import { EndCause } from "@rapport/contracts/Decisions";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { type EndSpan, neverTakenBack, spanOn } from "../ends/EndSpan.ts";
import { ofCurrentEdition } from "./currentRisk.ts";

const endsQuery = query({
  name: "risk-ends",
  sql: `
SELECT
  party, toString(held_from) AS \`from\`, toString(held_until) AS until, toString(notice_on) AS noticeOn,
  toString(ends_on) AS endsOn, cause, event_id AS eventId
FROM client_end
WHERE ${ofCurrentEdition} AND ({asOf:String} = '' OR held_from <= toDate32OrZero({asOf:String}))
ORDER BY party, held_from`,
  params: z.object({ asOf: z.string() }),
  row: z.object({
    party: z.string(),
    from: z.string(),
    until: z.string(),
    noticeOn: z.string(),
    endsOn: z.string(),
    cause: EndCause,
    eventId: z.string(),
  }),
});

/**
 * By client all that held of its end up to a day (`YYYY-MM-DD`; null: ever), in order; what took it back later is not
 * known then.
 */
export const readEndSpans = (
  asOf: string | null,
): Effect.Effect<ReadonlyMap<string, ReadonlyArray<EndSpan>>, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const rows = yield* reader.query(endsQuery, { asOf: asOf ?? "" });
    const spans = new Map<string, Array<EndSpan>>();
    for (const { party, ...row } of rows) {
      const of = spans.get(party) ?? [];
      spans.set(party, of);
      of.push(asOf !== null && row.until > asOf ? { ...row, until: neverTakenBack } : row);
    }
    return spans;
  });

/** Of every client that has given notice or ended, as of the end of a day, that and why. */
export const readEnds = (
  asOf: string,
): Effect.Effect<ReadonlyMap<string, EndSpan>, WarehouseError, WarehouseReader> =>
  Effect.map(
    readEndSpans(asOf),
    (spans) =>
      new Map(
        [...spans].flatMap(([party, of]) => {
          const span = spanOn(of, asOf);
          return span === null ? [] : [[party, span] as const];
        }),
      ),
  );

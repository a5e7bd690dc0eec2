import { Effect, Stream } from "effect";
import { z } from "zod";
import type { MailFact } from "@rapport/domain/economics/effort/EffortMonth";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { query } from "@rapport/warehouse/Query";
import { holderRow, makeHolders } from "./holders.ts";
import { fingerprintRow, type Source, span, type Span } from "./Source.ts";

const mailRow = z.object({
  eventId: z.string(),
  ms: z.coerce.number(),
  words: z.number(),
  writer: z.string(),
  readers: z.array(z.tuple([z.string(), z.number()])),
  holders: z.array(holderRow),
});
type MailRow = z.infer<typeof mailRow>;

/**
 * The messages of a month by people, with whom of us they concern. Nobody writes from a no-reply address, and nobody
 * reads what comes to one. A month's fingerprint was taken when its messages were shared out.
 */
export const mailSource: Source<MailRow> = {
  rows: query({
    name: "effort-mails",
    sql: `
SELECT
  event_id AS eventId,
  toUnixTimestamp64Milli(any(effective_at)) AS ms,
  any(m.words) AS words,
  any(our_writer) AS writer,
  arrayConcat(arrayMap(a -> (a, 0), any(our_readers)), arrayMap(a -> (a, 1), any(our_copied))) AS readers,
  arraySort(groupArray((state::String, party, share_micro))) AS holders
FROM held_message AS m
WHERE held_in BETWEEN toYYYYMM({from:DateTime64(3, 'UTC')}) AND toYYYYMM({to:DateTime64(3, 'UTC')})
  AND effective_at >= {from:DateTime64(3, 'UTC')} AND effective_at < {to:DateTime64(3, 'UTC')}
  AND shown_to >= {until:DateTime64(3, 'UTC')} AND NOT startsWith(state, 'automatic_')
GROUP BY event_id`,
    params: span,
    row: mailRow,
  }),
  fingerprints: query({
    name: "effort-mails-fingerprints",
    // The number first, as of the other sources.
    sql: `
SELECT m.month AS month, concat(toString(h.rows), '.', toString(m.content)) AS fingerprint
FROM held_month AS m
LEFT JOIN (SELECT held_in, count() AS rows FROM held_message GROUP BY held_in) AS h ON h.held_in = m.month
WHERE m.month > 0`,
    params: span,
    row: fingerprintRow,
  }),
};

/** Everybody once; who is addressed outright is not copied. */
const readersOf = (
  rows: ReadonlyArray<readonly [string, number]>,
  writer: string | null,
  personOf: (address: string) => string,
): MailFact["readers"] => {
  if (rows.length === 0) return [];
  const copied = new Map<string, boolean>();
  for (const [address, copy] of rows) {
    const person = personOf(address);
    if (person !== writer) copied.set(person, copy === 1 && copied.get(person) !== false);
  }
  return [...copied].map(([person, isCopied]) => ({ person, copied: isCopied }));
};

/** The messages of a span. `memberOf` gives the member of a party such as `email:…`. */
export const readMails = (
  span: Span,
  memberOf: ReadonlyMap<string, string>,
): Effect.Effect<ReadonlyArray<MailFact>, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const holdersOf = makeHolders();
    const personOf = (address: string): string => memberOf.get(`email:${address}`) ?? `email:${address}`;
    const mails: Array<MailFact> = [];
    const rows = reader.stream(mailSource.rows, span);
    yield* Stream.runForEach(rows, (chunk) =>
      Effect.sync(() => {
        for (const { eventId, ms, words, readers, ...row } of chunk) {
          const writer = row.writer === "" ? null : personOf(row.writer);
          const concerned = readersOf(readers, writer, personOf);
          // Takes nobody's time.
          if (writer === null && concerned.length === 0) continue;
          mails.push({ eventId, ms, words, writer, readers: concerned, holders: holdersOf(row.holders) });
        }
      }),
    );
    return mails;
  });

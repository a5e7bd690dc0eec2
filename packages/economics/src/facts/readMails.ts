import { Effect, Stream } from "effect";
import { z } from "zod";
import type { MailFact } from "@rapport/domain/economics/effort/EffortMonth";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { holderRow, makeHolders } from "./holders.ts";
import { type Span, source } from "./Source.ts";

/**
 * The messages of a month by people, with whom of us they concern. Nobody writes from a no-reply address, and nobody
 * reads what comes to one.
 */
export const mailSource = source({
  name: "effort-mails",
  sql: `
WITH
  (SELECT (own_domains, own_addresses) FROM firm) AS f,
  (address, organisation, kind) -> address != '' AND kind != 'no_reply' AND (has(f.2, address) OR has(f.1, organisation)
    OR arrayExists(d -> endsWith(address, concat('@', d)) OR endsWith(address, concat('.', d)), f.1)) AS is_ours
SELECT
  m.event_id AS eventId,
  toUnixTimestamp64Milli(m.effective_at) AS ms,
  m.words AS words,
  if(is_ours(m.from_address, m.from_organisation, toString(m.from_kind)), m.from_address, '') AS writer,
  arrayMap(r -> (r.1, toUInt8(r.2 != 'to')),
    arrayFilter(r -> is_ours(r.1, r.3, r.4),
      arrayZip(m.recipient_address, m.recipient_role::Array(String), m.recipient_organisation, m.recipient_kind::Array(String)))) AS readers,
  h.holders AS holders
FROM (
  SELECT
    event_id, words, from_address, from_organisation, from_kind, recipient_role, recipient_address,
    recipient_organisation, recipient_kind, if(time_plausible, occurred_at, recorded_at) AS effective_at
  FROM facts_interaction FINAL
  WHERE channel = 'email' AND automatic = 'none'
    AND ((day >= toDate({from:DateTime64(3, 'UTC')}) AND day < toDate({to:DateTime64(3, 'UTC')}))
      OR (NOT time_plausible AND recorded_at >= {from:DateTime64(3, 'UTC')} AND recorded_at < {to:DateTime64(3, 'UTC')}))
    AND effective_at >= {from:DateTime64(3, 'UTC')} AND effective_at < {to:DateTime64(3, 'UTC')}
) AS m
INNER JOIN (
  SELECT event_id, arraySort(groupArray((state::String, party, share_micro))) AS holders
  FROM message_holder(until = {until:DateTime64(3, 'UTC')})
  GROUP BY event_id
) AS h ON h.event_id = m.event_id`,
  hashed: "eventId, ms, words, writer, readers, holders",
  row: z.object({
    eventId: z.string(),
    ms: z.coerce.number(),
    words: z.number(),
    writer: z.string(),
    readers: z.array(z.tuple([z.string(), z.number()])),
    holders: z.array(holderRow),
  }),
});

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

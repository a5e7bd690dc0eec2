import { Effect, Stream } from "effect";
import { z } from "zod";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { weekEndSql, weekSql } from "../weeks/weekNumbers.ts";
import type { ByWeek, WeekSpan } from "./WeekRows.ts";

/** Messages of somebody in a week: all of them, and those that came after its Monday. */
export interface PersonMessages {
  readonly address: string;
  readonly messages: number;
  readonly afterMonday: number;
}

/** What passed by mail in a client's week. Shares are millionths of messages. */
export interface MailWeek {
  readonly inMicro: number;
  readonly outMicro: number;
  readonly inAfterHoursMicro: number;
  readonly begunByThem: number;
  readonly begunByUs: number;
  /** Bit 0: they wrote on Monday. */
  readonly theirDays: number;
  readonly asksIn: number;
  readonly toneSumMilli: number;
  readonly toneMessages: number;
  readonly complaints: number;
  /** Who of theirs wrote, in order of address; role addresses are people here, no-reply ones are not. */
  readonly theirs: ReadonlyArray<PersonMessages>;
  /** Who of ours was named in messages with them, in order of address. */
  readonly ours: ReadonlyArray<PersonMessages>;
}

const counts = z.tuple([z.array(z.string()), z.array(z.coerce.number())]);
const number = z.coerce.number();

const mailRow = z.object({
  party: z.string(),
  week: z.number(),
  inMicro: number,
  outMicro: number,
  inAfterHoursMicro: number,
  begunByThem: number,
  begunByUs: number,
  theirDays: number,
  asksIn: number,
  toneSumMilli: number,
  toneMessages: number,
  complaints: number,
  theirs: counts,
  theirsLater: counts,
  ours: counts,
  oursLater: counts,
});
type MailRow = z.infer<typeof mailRow>;

/** Months as 202610, both included. */
const stretch = z.object({ before: z.string(), first: z.number(), last: z.number() });
/** Messages that the engine joins at once, unless a single month has more. */
const messagesAtOnce = 500_000;

/**
 * The messages of a stretch of months by client and week (a week that two stretches share is in both). A message begins a thread when its
 * headers name none before it: found so, no later message changes it. Messages whose time cannot be true are of no week.
 */
const mailQuery = query({
  name: "risk-mail",
  sql: `
SELECT
  party, week,
  sumIf(share_micro, shown AND side = 'them') AS inMicro,
  sumIf(share_micro, shown AND side = 'us') AS outMicro,
  sumIf(share_micro, shown AND side = 'them' AND after_hours) AS inAfterHoursMicro,
  countIf(shown AND side = 'them' AND begins) AS begunByThem,
  countIf(shown AND side = 'us' AND begins) AS begunByUs,
  groupBitOrIf(toUInt8(bitShiftLeft(1, weekday)), shown AND by_person) AS theirDays,
  countIf(shown AND side = 'them' AND asks) AS asksIn,
  sumIf(toInt64(ifNull(tone_milli, 0)), shown AND side = 'them') AS toneSumMilli,
  countIf(shown AND side = 'them' AND isNotNull(tone_milli)) AS toneMessages,
  countIf(shown AND side = 'them' AND complaint) AS complaints,
  sumMapIf([from_address], [toUInt64(1)], shown AND by_person) AS theirs,
  sumMapIf([from_address], [toUInt64(1)], shown AND by_person AND weekday > 0) AS theirsLater,
  sumMapIf(own_addresses, arrayMap(a -> toUInt64(1), own_addresses), shown) AS ours,
  sumMapIf(own_addresses, arrayMap(a -> toUInt64(1), own_addresses), shown AND weekday > 0) AS oursLater
FROM (
  SELECT
    h.party AS party, h.side AS side, h.share_micro AS share_micro, h.after_hours AS after_hours, h.asks AS asks,
    h.tone_milli AS tone_milli, h.own_addresses AS own_addresses,
    f.from_address AS from_address, f.complaint AS complaint, f.begins AS begins,
    ${weekSql("h.effective_at")} AS week,
    toUInt8(toDayOfWeek(h.effective_at) - 1) AS weekday,
    h.side = 'them' AND f.from_kind != 'no_reply' AS by_person,
    h.shown_from < ${weekEndSql("week")} AND ${weekEndSql("week")} <= h.shown_to AS shown
  FROM (
    SELECT event_id, from_address, from_kind, complaint, in_reply_to = '' AND empty(references) AS begins
    FROM facts_interaction FINAL
    WHERE channel = 'email' AND automatic = 'none' AND month BETWEEN {first:UInt32} AND {last:UInt32}
      AND day BETWEEN toDate(makeDate32(intDiv({first:UInt32}, 100), {first:UInt32} % 100, 1)) AND toDate(toLastDayOfMonth(makeDate32(intDiv({last:UInt32}, 100), {last:UInt32} % 100, 1)))
  ) AS f
  INNER JOIN (
    SELECT event_id, party, side, share_micro, after_hours, asks, tone_milli, own_addresses, effective_at, shown_from, shown_to
    FROM held_message
    WHERE state = 'client' AND time_plausible AND effective_at < {before:DateTime64(3, 'UTC')}
      AND held_in BETWEEN {first:UInt32} AND {last:UInt32}
  ) AS h ON h.event_id = f.event_id
)
GROUP BY party, week
HAVING sum(shown) > 0`,
  params: stretch,
  row: mailRow,
});

const monthsQuery = query({
  name: "risk-mail-months",
  sql: `
SELECT held_in AS month, count() AS messages FROM held_message
WHERE state = 'client' AND time_plausible AND held_in >= 199001 AND effective_at < {before:DateTime64(3, 'UTC')}
GROUP BY month
ORDER BY month`,
  params: z.object({ before: z.string() }),
  row: z.object({ month: z.number(), messages: number }),
});

/** Months in order, as many together as fit. */
const stretchesOf = (
  months: ReadonlyArray<{ readonly month: number; readonly messages: number }>,
): ReadonlyArray<{ readonly first: number; readonly last: number }> => {
  const found: Array<{ first: number; last: number; messages: number }> = [];
  for (const { month, messages } of months) {
    const open = found.at(-1);
    if (open === undefined || open.messages + messages > messagesAtOnce)
      found.push({ first: month, last: month, messages });
    else {
      open.last = month;
      open.messages += messages;
    }
  }
  return found;
};

const people = (all: z.infer<typeof counts>, later: z.infer<typeof counts>): MailWeek["theirs"] => {
  const afterMonday = new Map(later[0].map((address, i) => [address, later[1][i]!] as const));
  return all[0].map((address, i) => ({
    address,
    messages: all[1][i]!,
    afterMonday: afterMonday.get(address) ?? 0,
  }));
};

const weekOfRow = (row: MailRow): MailWeek => {
  const { inMicro, outMicro, inAfterHoursMicro, begunByThem, begunByUs, theirDays } = row;
  const { asksIn, toneSumMilli, toneMessages, complaints } = row;
  return {
    inMicro,
    outMicro,
    inAfterHoursMicro,
    begunByThem,
    begunByUs,
    theirDays,
    asksIn,
    toneSumMilli,
    toneMessages,
    complaints,
    theirs: people(row.theirs, row.theirsLater),
    ours: people(row.ours, row.oursLater),
  };
};

const addPeople = (a: MailWeek["theirs"], b: MailWeek["theirs"]): MailWeek["theirs"] => {
  const sums = new Map<string, PersonMessages>();
  for (const one of [...a, ...b]) {
    const before = sums.get(one.address);
    sums.set(one.address, {
      address: one.address,
      messages: one.messages + (before?.messages ?? 0),
      afterMonday: one.afterMonday + (before?.afterMonday ?? 0),
    });
  }
  return [...sums.values()].toSorted((x, y) => (x.address < y.address ? -1 : 1));
};

/** Two parts of one week. */
export const addMailWeeks = (a: MailWeek, b: MailWeek): MailWeek => ({
  inMicro: a.inMicro + b.inMicro,
  outMicro: a.outMicro + b.outMicro,
  inAfterHoursMicro: a.inAfterHoursMicro + b.inAfterHoursMicro,
  begunByThem: a.begunByThem + b.begunByThem,
  begunByUs: a.begunByUs + b.begunByUs,
  theirDays: a.theirDays | b.theirDays,
  asksIn: a.asksIn + b.asksIn,
  toneSumMilli: a.toneSumMilli + b.toneSumMilli,
  toneMessages: a.toneMessages + b.toneMessages,
  complaints: a.complaints + b.complaints,
  theirs: addPeople(a.theirs, b.theirs),
  ours: addPeople(a.ours, b.ours),
});

/** The mail of every client, week by week. Read some months at a time: the engine holds theirs in memory. */
export const readMailWeeks = ({
  before,
}: WeekSpan): Effect.Effect<ByWeek<MailWeek>, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const found = new Map<string, Map<number, MailWeek>>();
    const put = (row: MailRow): void => {
      const weeks = found.get(row.party) ?? new Map<number, MailWeek>();
      if (weeks.size === 0) found.set(row.party, weeks);
      const other = weeks.get(row.week);
      const mail = weekOfRow(row);
      weeks.set(row.week, other === undefined ? mail : addMailWeeks(other, mail));
    };
    for (const { first, last } of stretchesOf(yield* reader.query(monthsQuery, { before })))
      yield* Stream.runForEach(reader.stream(mailQuery, { before, first, last }), (rows) =>
        Effect.sync(() => rows.forEach(put)),
      );
    return found;
  });

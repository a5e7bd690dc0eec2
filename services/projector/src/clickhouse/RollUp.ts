import { Effect } from "effect";
import { z } from "zod";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { finalSettings } from "./sql.ts";
import { onTables, type TableSet } from "../Tables.ts";

/**
 * The version of a recomputation that begins now: later than any before it, by the engine's clock, and than any
 * that is there, should that clock have been set back. A statement of its own, because one that takes the time
 * and reads the facts may do so in either order: then another process's recomputation, begun in between and
 * wiser by a fact, would lose to it.
 */
const nextVersion = (tables: TableSet) =>
  query({
    name: "next-roll-up",
    sql: onTables(
      tables,
      `
SELECT toString(greatest(toUInt64(toUnixTimestamp64Micro(now64(6))), max(_ver) + 1)) AS version
FROM {{rollup_party_day}}
WHERE toUInt16(day) IN {days:Array(UInt16)}`,
    ),
    params: z.object({ days: z.array(z.number()) }),
    row: z.object({ version: z.string() }),
  });

/**
 * The sums of whole days, from their facts, as replacements of what is there. Rows that are there already
 * take part with zeros: a party that has left the day is zeroed. `version` was taken before: whoever inserted a
 * fact begins a recomputation after it, so of several, in whatever process, the last one begun saw every fact of
 * all of them and stands.
 */
const recompute = `
INSERT INTO {{rollup_party_day}}
SELECT
  day, party, max(organisation),
  sum(sent), sum(sent_automatic), sum(sent_words), sum(sent_questions), sum(sent_complaints), sum(sent_urgent),
  sum(tone_milli_sum), sum(tone_count), sum(addressed), sum(addressed_automatic), min(first_at), max(last_at),
  {version:UInt64}
FROM (
  SELECT
    day,
    concat(if(person.1 = '', '', 'email:'), person.1) AS party,
    person.2 AS organisation,
    toUInt32(person.3) AS sent,
    toUInt32(sent AND automatic != 'none') AS sent_automatic,
    sent AND automatic = 'none' AS by_person,
    if(by_person, toUInt64(words), 0) AS sent_words,
    if(by_person, questions, 0) AS sent_questions,
    toUInt32(by_person AND complaint) AS sent_complaints,
    toUInt32(by_person AND urgency) AS sent_urgent,
    by_person AND tone_milli IS NOT NULL AS toned,
    if(toned, toInt64(assumeNotNull(tone_milli)), 0) AS tone_milli_sum,
    toUInt32(toned) AS tone_count,
    toUInt32(NOT person.3) AS addressed,
    toUInt32(addressed AND automatic != 'none') AS addressed_automatic,
    if(by_person AND time_plausible, toNullable(occurred_at), NULL) AS first_at,
    first_at AS last_at
  FROM {{facts_interaction}} FINAL
  ARRAY JOIN arrayConcat(
    [(from_address, from_organisation, true)],
    arrayMap(r -> (r.1, r.2, false), arrayDistinct(arrayZip(recipient_address, recipient_organisation)))
  ) AS person
  WHERE toUInt16(day) IN {days:Array(UInt16)}
  UNION ALL
  SELECT day, party, '', 0, 0, false, 0, 0, 0, 0, false, 0, 0, 0, 0, NULL, NULL
  FROM {{rollup_party_day}}
  WHERE toUInt16(day) IN {days:Array(UInt16)}
)
GROUP BY day, party`;

/** Days in one statement: parameters travel in the URL. */
const daysAtOnce = 500;

/** Recomputes the roll-ups of these days (numbers since 1970). */
export const rollUpDays = (
  tables: TableSet,
  days: ReadonlyArray<number>,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const writer = yield* WarehouseWriter;
    for (let i = 0; i < days.length; i += daysAtOnce) {
      const some = days.slice(i, i + daysAtOnce);
      const [next] = yield* reader.query(nextVersion(tables), { days: some });
      yield* writer.command(
        onTables(tables, recompute),
        { days: some, version: next?.version ?? "0" },
        { ...finalSettings, max_partitions_per_insert_block: 0 },
      );
    }
  });

/** Every day that holds facts. */
export const factDays = (tables: TableSet) =>
  query({
    name: "fact-days",
    sql: onTables(
      tables,
      "SELECT DISTINCT toUInt16(day) AS number FROM {{facts_interaction}} ORDER BY number",
    ),
    params: z.object({}),
    row: z.object({ number: z.number() }),
  });

/** What a day's facts and its roll-ups must both add up to. */
const sums: ReadonlyArray<readonly [ofFacts: string, ofRollUps: string]> = [
  ["1", "sent"],
  ["length(arrayDistinct(arrayZip(recipient_address, recipient_organisation)))", "addressed"],
  ["automatic != 'none'", "sent_automatic"],
  ["if(automatic = 'none', words, 0)", "sent_words"],
  ["if(automatic = 'none', questions, 0)", "sent_questions"],
  ["automatic = 'none' AND complaint", "sent_complaints"],
  ["automatic = 'none' AND urgency", "sent_urgent"],
  ["if(automatic = 'none', ifNull(tone_milli, 0), 0)", "tone_milli_sum"],
  ["automatic = 'none' AND tone_milli IS NOT NULL", "tone_count"],
];

const differing = (tables: TableSet) =>
  query({
    name: "differing-roll-ups",
    sql: onTables(
      tables,
      `
SELECT toUInt16(day) AS number
FROM (
  SELECT day, ${sums.map(([facts, name]) => `toInt64(sum(${facts})) AS d_${name}`).join(", ")}
  FROM {{facts_interaction}} FINAL
  GROUP BY day
  UNION ALL
  SELECT day, ${sums.map(([, name]) => `-toInt64(sum(${name}))`).join(", ")}
  FROM {{rollup_party_day}} FINAL
  GROUP BY day
)
GROUP BY day
HAVING ${sums.map(([, name]) => `sum(d_${name}) != 0`).join(" OR ")}
ORDER BY day
SETTINGS do_not_merge_across_partitions_select_final = 1`,
    ),
    params: z.object({}),
    row: z.object({ number: z.number() }),
  });

/**
 * Recomputes the days whose roll-ups do not add up to their facts: facts that were settled to another day,
 * and days that two processes recomputed at once.
 */
export const reconcileRollUps = (
  tables: TableSet,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const days = yield* reader.query(differing(tables), {});
    yield* rollUpDays(
      tables,
      days.map((day) => day.number),
    );
  });

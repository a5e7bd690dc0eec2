import { contentHash } from "@rapport/contracts/contentHash";
import { decodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import type { LogRecord } from "@rapport/event-log/EventLog";
import type { MemoryTables } from "@rapport/projector/memory/MemoryTables";
import { dayOf, type Fact } from "@rapport/projector/memory/MemoryTables";
import { rollUpsOfDay } from "@rapport/projector/memory/rollUpDays";
import { isDocumentEvent, isIn } from "@rapport/projector/rows/tableOfType";
import type { History } from "./History.ts";

/** What a checker has against a run: nothing, or one line per finding. */
export type Findings = ReadonlyArray<string>;

/** All records by `topic/partition`, as the log holds them. */
export type LogContents = ReadonlyMap<string, ReadonlyArray<LogRecord>>;

/** A record below the committed offset that the warehouse does not hold, or whose fact it does not hold. */
export const lostWrites = (
  log: LogContents,
  committed: ReadonlyMap<string, number>,
  tables: MemoryTables,
): Findings =>
  [...log].flatMap(([key, records]) =>
    records.slice(0, committed.get(key) ?? 0).flatMap((record) => {
      const at = `lost write: ${key} ${record.offset}`;
      if (!tables.logRecords.get(key)?.has(record.offset)) return [`${at} has no log_record`];
      const decoded = decodeEvent(key.slice(0, key.lastIndexOf("/")), record.value);
      if (!decoded.ok) return [];
      const { event } = decoded;
      return holds(tables, event) ? [] : [`${at} has a log_record, but no ${event.type}`];
    }),
  );

const holds = (tables: MemoryTables, event: RapportEvent): boolean => {
  if (event.type === "dead_letter.raised") return tables.deadLetters.has(event.id);
  if (event.type === "dead_letter.resolved") return tables.resolved.has(event.id);
  if (isIn(event, "directory_event")) return tables.directoryEvents.has(event.id);
  return (isIn(event, "facts_interaction") ? tables.facts : tables.sourceFacts).has(event.id);
};

/** An event of a document that is held twice, or by another copy than the one with the highest hash. */
export const wrongCopies = (log: LogContents, tables: MemoryTables): Findings => {
  const winners = new Map<string, number>();
  for (const [key, records] of log)
    for (const record of records) {
      const decoded = decodeEvent(key.slice(0, key.lastIndexOf("/")), record.value);
      if (!decoded.ok || !isDocumentEvent(decoded.event)) continue;
      const { id } = decoded.event;
      winners.set(id, Math.max(winners.get(id) ?? 0, contentHash(decoded.event)));
    }
  const held = Map.groupBy(tables.sourceFacts.values(), ({ event }) => event.id);
  return [...held].flatMap(([id, copies]) => [
    ...(copies.length > 1 ? [`doubled fact: ${id} stands ${copies.length} times`] : []),
    ...(copies.some((copy) => contentHash(copy.event) !== winners.get(id)) ? [`wrong copy: of ${id}`] : []),
  ]);
};

/** A roll-up that is not the sum of the facts: counted twice, or not at all. */
export const miscounts = (tables: MemoryTables): Findings => {
  const facts = new Map<number, Array<Fact>>();
  for (const fact of tables.facts.values()) {
    const day = dayOf(fact.event);
    facts.set(day, [...(facts.get(day) ?? []), fact]);
  }
  return [...new Set([...facts.keys(), ...tables.rollUps.keys()])].flatMap((day) => {
    const want = rollUpsOfDay(day, facts.get(day) ?? []);
    const have = tables.rollUps.get(day) ?? new Map();
    return [...new Set([...want.keys(), ...have.keys()])].flatMap((key) => {
      const [w, h] = [JSON.stringify(want.get(key)), JSON.stringify(have.get(key))];
      return w === h ? [] : [`miscount: day ${day}, ${key}: facts say ${w}, the roll-up says ${h}`];
    });
  });
};

/** A commit below an earlier one of its partition. */
export const offsetsGoingBack = (history: History): Findings => {
  const highest = new Map<string, number>();
  return history.commits.flatMap(({ by, topic, partition, offset }) => {
    const key = `${topic}/${partition}`;
    const before = highest.get(key) ?? 0;
    highest.set(key, Math.max(before, offset));
    return offset < before ? [`offset going back: ${key} from ${before} to ${offset}, by ${by}`] : [];
  });
};

/** An insert that begins beyond everything inserted before: records of a key would overtake each other. */
export const overtaking = (history: History): Findings => {
  const next = new Map<string, number>();
  return history.inserts.flatMap(({ into, topic, partition, lo, hi }) => {
    const key = `${into} ${topic}/${partition}`;
    const expected = next.get(key) ?? 0;
    next.set(key, Math.max(expected, hi + 1));
    return lo > expected ? [`overtaking: ${key} wrote ${lo} before ${expected}`] : [];
  });
};

/** A record no contract accepts, committed without a dead letter in the log that names it. */
export const droppedDeadLetters = (log: LogContents, committed: ReadonlyMap<string, number>): Findings => {
  const named = new Set<string>();
  for (const record of log.get(`${topics.deadLetters.name}/0`) ?? []) {
    const decoded = decodeEvent(topics.deadLetters.name, record.value);
    if (decoded.ok && decoded.event.type === "dead_letter.raised" && decoded.event.record !== null) {
      const { topic, partition, offset } = decoded.event.record;
      named.add(`${topic}/${partition}/${offset}`);
    }
  }
  return [...log].flatMap(([key, records]) =>
    records
      .slice(0, committed.get(key) ?? 0)
      .filter((record) => !decodeEvent(key.slice(0, key.lastIndexOf("/")), record.value).ok)
      .filter((record) => !named.has(`${key}/${record.offset}`))
      .map((record) => `dropped dead letter: ${key} ${record.offset} was refused, and nothing says so`),
  );
};

import { allTopics, topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { Effect } from "effect";
import { numberOf, type LoadRecord } from "./steadyLoad.ts";
import { decodeEvent } from "@rapport/contracts/EventCodec";

/** One record of the log that belongs to the load. */
export interface StoredRecord {
  readonly topic: string;
  readonly key: string;
  readonly partition: number;
  readonly offset: number;
  readonly number: number;
  /** Null where no contract accepts it. */
  readonly eventId: string | null;
}

const pageSize = 5_000;

/** The whole log, dead letters left out, by partition and offset. */
export const storedRecords = Effect.gen(function* () {
  const log = yield* EventLog;
  const stored: StoredRecord[] = [];
  for (const { name, partitions } of allTopics)
    for (let partition = 0; partition < partitions; partition++)
      for (let from = 0; ;) {
        const page = yield* log.read(name, partition, from, pageSize);
        for (const { key, offset, value } of page) {
          if (offset !== from++) throw new Error(`${name}/${partition}: ${offset} where ${from - 1} belongs`);
          const number = numberOf(name, value);
          if (number === null) continue;
          const decoded = decodeEvent(name, value);
          const eventId = decoded.ok ? decoded.event.id : null;
          stored.push({ topic: name, key, partition, offset, number, eventId });
        }
        if (page.length === 0) break;
      }
  return stored as ReadonlyArray<StoredRecord>;
});

/** Every event in the log once, letters left out, as `topic key id`. */
export const eventsInLog = Effect.gen(function* () {
  const log = yield* EventLog;
  const events = new Set<string>();
  for (const { name, partitions } of allTopics)
    for (let partition = 0; partition < partitions; partition++)
      for (let from = 0; ;) {
        const page = yield* log.read(name, partition, from, pageSize);
        for (const { key, value } of page) {
          const decoded = decodeEvent(name, value);
          if (decoded.ok && name !== topics.deadLetters.name)
            events.add(`${name} ${key} ${decoded.event.id}`);
        }
        from += page.length;
        if (page.length === 0) break;
      }
  return events as ReadonlySet<string>;
});

/** Records of the load that are nowhere in the log, and records of one key that first came in another order. */
export const findLogProblems = (
  load: ReadonlyArray<LoadRecord>,
  stored: ReadonlyArray<StoredRecord>,
): { readonly lost: ReadonlyArray<string>; readonly reordered: ReadonlyArray<string> } => {
  const first = new Map<number, StoredRecord>();
  for (const record of stored) if (!first.has(record.number)) first.set(record.number, record);
  const lost = load
    .filter(({ number }) => !first.has(number))
    .map(({ number, topic }) => `lost: record ${number} of ${topic}`);
  const reordered: string[] = [];
  for (const [key, records] of Map.groupBy(load, ({ topic, key: of }) => `${topic} ${of}`)) {
    let last: StoredRecord | undefined;
    for (const { number } of records) {
      const record = first.get(number);
      if (record === undefined) continue;
      if (last !== undefined && (record.partition !== last.partition || record.offset < last.offset))
        reordered.push(
          `${key}: record ${number} stands at ${record.offset}, ${last.number} at ${last.offset}`,
        );
      last = record;
    }
  }
  return { lost, reordered };
};

/** Events the tables lack, rows they hold twice, rows of no event. */
export const findFactProblems = (
  stored: ReadonlyArray<StoredRecord>,
  factIds: ReadonlyArray<string>,
): { readonly lost: ReadonlyArray<string>; readonly doubled: ReadonlyArray<string> } => {
  const facts = stored.filter(
    ({ topic, eventId }) =>
      eventId !== null && (topic === topics.interactions.name || topic === topics.ledger.name),
  );
  const expected = new Set(facts.map(({ eventId }) => eventId!));
  const counted = new Map<string, number>();
  for (const id of factIds) counted.set(id, (counted.get(id) ?? 0) + 1);
  return {
    lost: [...expected].filter((id) => !counted.has(id)).map((id) => `no table has event ${id}`),
    doubled: [...counted].flatMap(([id, times]) =>
      times > 1 || !expected.has(id) ? [`event ${id} is there ${times} times`] : [],
    ),
  };
};

import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import { recordId } from "../ProjectRecord.ts";
import type { ProjectedRecord, ProjectionBatch } from "../ProjectionStore.ts";

export interface Fact {
  readonly event: EmailEvent;
  readonly contentHash: number;
  readonly partition: number;
}

/** Sums of one party on one day from the facts of one partition. */
export interface RollUp {
  readonly day: number;
  readonly party: string;
  readonly partition: number;
  readonly sent: number;
  readonly sentAutomatic: number;
  readonly sentWords: number;
  readonly addressed: number;
  readonly addressedAutomatic: number;
  readonly toneMilliSum: number;
  readonly firstSentAt: number | null;
  readonly lastSentAt: number | null;
}

/** The warehouse's tables, as maps by what their ORDER BY makes unique. */
export interface MemoryTables {
  readonly facts: Map<string, Fact>;
  /** Every day any copy of an event was dated: copies may disagree, and the winner may change. */
  readonly daysOf: Map<string, Set<number>>;
  /** Event ids by day, over all copies. */
  readonly idsOf: Map<number, Set<string>>;
  /** Event id by `topic/partition`, then offset. */
  readonly logRecords: Map<string, Map<number, string>>;
  readonly directoryEvents: Map<string, DirectoryEvent>;
  readonly deadLetters: Map<string, DeadLetterRaised>;
  readonly resolved: Set<string>;
  /** By day, then `party/partition`. */
  readonly rollUps: Map<number, Map<string, RollUp>>;
  conversations: ReadonlyArray<readonly [eventId: string, thread: string]>;
  replyEdges: ReadonlyArray<readonly [eventId: string, parentEventId: string]>;
  directory: string;
}

export const emptyTables = (): MemoryTables => ({
  facts: new Map(),
  daysOf: new Map(),
  idsOf: new Map(),
  logRecords: new Map(),
  directoryEvents: new Map(),
  deadLetters: new Map(),
  resolved: new Set(),
  rollUps: new Map(),
  conversations: [],
  replyEdges: [],
  directory: "",
});

const dayMs = 86_400_000;
export const dayOf = (event: EmailEvent): number => Math.floor(event.occurredAt / dayMs);

/** The winner among copies of one event: the larger content hash, then the earlier recording. */
const wins = (challenger: Fact, holder: Fact): boolean =>
  challenger.contentHash !== holder.contentHash
    ? challenger.contentHash > holder.contentHash
    : challenger.event.recordedAt < holder.event.recordedAt;

const at = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const present = map.get(key);
  if (present !== undefined) return present;
  const made = make();
  map.set(key, made);
  return made;
};

const putFact = (tables: MemoryTables, fact: Fact): void => {
  const { id } = fact.event;
  const day = dayOf(fact.event);
  at(tables.daysOf, id, () => new Set()).add(day);
  at(tables.idsOf, day, () => new Set()).add(id);
  const holder = tables.facts.get(id);
  if (holder === undefined || wins(fact, holder)) tables.facts.set(id, fact);
};

const putRecord = (tables: MemoryTables, partition: number, record: ProjectedRecord): void => {
  if (record.outcome.kind === "dead_letter") {
    tables.deadLetters.set(record.outcome.letter.id, record.outcome.letter);
    return;
  }
  const { event, contentHash } = record.outcome;
  switch (event.type) {
    case "email.received":
    case "email.sent":
      return putFact(tables, { event, contentHash, partition });
    case "dead_letter.raised":
      tables.deadLetters.set(event.id, event);
      return;
    case "dead_letter.resolved":
      tables.resolved.add(event.id);
      return;
    default:
      tables.directoryEvents.set(event.id, event);
  }
};

/** Facts and dead letters of a batch. */
export const putFacts = (tables: MemoryTables, batch: ProjectionBatch): void => {
  for (const record of batch.records) putRecord(tables, batch.partition, record);
};

/** One `log_record` per record; after the facts. */
export const putLogRecords = (tables: MemoryTables, batch: ProjectionBatch): void => {
  const rows = at(tables.logRecords, `${batch.topic}/${batch.partition}`, () => new Map<number, string>());
  for (const record of batch.records) rows.set(record.offset, recordId(record));
};

import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import type { RapportEvent } from "@rapport/contracts/EventCodec";
import { foldDirectory } from "@rapport/domain/directory/foldDirectory";
import { recordId } from "../ProjectRecord.ts";
import type { ProjectedRecord, ProjectionBatch } from "../ProjectionStore.ts";
import { type DocumentEvent, isIn } from "../rows/tableOfType.ts";

/** One copy of an event, as it came with one record. */
interface Copy<E extends RapportEvent = RapportEvent> {
  readonly event: E;
  readonly contentHash: number;
}

export interface Fact extends Copy<EmailEvent> {
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

/** What tickets, meetings and the books say. */
export type SourceFact = Copy<DocumentEvent>;

/** The warehouse's tables, as maps by what their ORDER BY makes unique. */
export interface MemoryTables {
  /** No two sets of tables share it. */
  readonly id: number;
  readonly facts: Map<string, Fact>;
  readonly sourceFacts: Map<string, SourceFact>;
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
  /** Counts what was put in place as a whole: conversations, directory. */
  derivations: number;
}

export const emptyTables = (id = 0): MemoryTables => ({
  id,
  facts: new Map(),
  sourceFacts: new Map(),
  daysOf: new Map(),
  idsOf: new Map(),
  logRecords: new Map(),
  directoryEvents: new Map(),
  deadLetters: new Map(),
  resolved: new Set(),
  rollUps: new Map(),
  conversations: [],
  replyEdges: [],
  directory: JSON.stringify(foldDirectory([])),
  derivations: 0,
});

const dayMs = 86_400_000;
export const dayOf = (event: EmailEvent): number => Math.floor(event.occurredAt / dayMs);

/** The winner among copies of one event: the larger content hash, then the earlier recording. */
const wins = (challenger: Copy, holder: Copy): boolean =>
  challenger.contentHash !== holder.contentHash
    ? challenger.contentHash > holder.contentHash
    : challenger.event.recordedAt < holder.event.recordedAt;

const keepWinner = <C extends Copy>(copies: Map<string, C>, copy: C): void => {
  const holder = copies.get(copy.event.id);
  if (holder === undefined || wins(copy, holder)) copies.set(copy.event.id, copy);
};

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
  keepWinner(tables.facts, fact);
};

const putRecord = (tables: MemoryTables, partition: number, record: ProjectedRecord): void => {
  if (record.outcome.kind === "dead_letter") {
    tables.deadLetters.set(record.outcome.letter.id, record.outcome.letter);
    return;
  }
  const { event, contentHash } = record.outcome;
  if (isIn(event, "facts_interaction")) putFact(tables, { event, contentHash, partition });
  else if (isIn(event, "directory_event")) tables.directoryEvents.set(event.id, event);
  else if (event.type === "dead_letter.raised") tables.deadLetters.set(event.id, event);
  else if (event.type === "dead_letter.resolved") tables.resolved.add(event.id);
  else keepWinner(tables.sourceFacts, { event, contentHash });
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

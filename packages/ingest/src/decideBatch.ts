import { hash } from "node:crypto";
import { decodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { topics } from "@rapport/contracts/Topics";
import type { NewRecord } from "@rapport/event-log/EventLog";
import { maxRecordBytes } from "@rapport/event-log/limits";
import { decideRevision } from "./decideRevision.ts";
import { documentCheckpoint, documentEventId } from "./documentEventId.ts";
import type { Draft, Found, FoundEvent, FoundProblem } from "./Found.ts";
import type { FoundInput } from "./FoundInput.ts";
import { decodeKnown, encodeKnown, type KnownDocument } from "./KnownDocument.ts";
import type { OpenLetters } from "./OpenLetters.ts";
import { placeOf } from "./places.ts";
import { boundedName, toDeadLetter } from "./toDeadLetter.ts";
import type { ToldSoFar } from "./ToldSoFar.ts";

/** What one topic gets in one transaction: records, and what is known of their documents then. */
export interface TopicBatch {
  readonly records: Array<NewRecord>;
  /** Values by the names of checkpoints. */
  readonly known: Map<string, string>;
}

/** What came of a number of items. `problems` counts those that gave a dead letter, new or waiting. */
export interface DecidedBatch {
  readonly letters: Array<DeadLetterRaised>;
  readonly interactions: TopicBatch;
  readonly ledger: TopicBatch;
  documents: number;
  unchanged: number;
  revisions: number;
  problems: number;
  files: number;
}

/** What a reading keeps between its batches. */
export interface ReadingState {
  readonly input: Pick<FoundInput, "source" | "readWith">;
  readonly codeVersion: string;
  readonly letters: OpenLetters;
  readonly told: ToldSoFar;
  /** Told of every refusal, new or known. */
  readonly onRefused: (letter: DeadLetterRaised, place: string) => void;
}

/** The names of what has to be known before a batch is decided. */
export const documentNames = (items: ReadonlyArray<Found>): ReadonlyArray<string> => [
  ...new Set(items.flatMap((item) => (item.kind === "event" ? [documentCheckpoint(item)] : []))),
];

/** 64 bits over what a document says: all but where and when it was seen. */
const contentOf = (draft: Draft): string => {
  const { type, occurredAt, parties, members, data } = draft;
  return hash("sha256", JSON.stringify([type, occurredAt, parties, members, data]), "hex").slice(0, 16);
};

const sourceOf = ({ at }: FoundEvent | FoundProblem) => ({
  connector: at.connector,
  account: at.account,
  file: boundedName(at.file),
  position: boundedName(at.position),
});

const recordOf = (item: FoundEvent, draft: Draft, revision: number, recordedAt: number): NewRecord => {
  const event = {
    id: documentEventId(item, revision),
    type: draft.type,
    version: 1,
    source: sourceOf(item),
    occurredAt: draft.occurredAt,
    recordedAt,
    parties: draft.parties,
    members: draft.members,
    data: { document: { key: item.key, revision }, ...draft.data },
    // The draft's type and data belong together; together with the rest they are an event of that type.
  } as unknown as RapportEvent;
  return recordOfEvent(item.logKey, event);
};

/** Why a record may not enter the log; null when it may. */
const refusalOf = (item: FoundEvent, { key, value }: NewRecord): FoundProblem | null => {
  const sizeBytes = Buffer.byteLength(key) + value.byteLength;
  const problem = { kind: "problem", at: item.at, sizeBytes, sha256: null } as const;
  if (sizeBytes > maxRecordBytes)
    return {
      ...problem,
      code: "too_large",
      reason: "What it says takes more than a log record may hold (1 MiB).",
      issues: [],
    };
  const decoded = decodeEvent(topics[item.topic].name, value);
  if (decoded.ok) return null;
  const { path, message } = decoded.issues[0] ?? { path: "", message: "unknown" };
  const reason = `What it says does not fit a record of the log: ${path || "it"}: ${message}.`;
  return { ...problem, code: "invalid_document", reason, issues: decoded.issues };
};

const newBatch = (): DecidedBatch => ({
  letters: [],
  interactions: { records: [], known: new Map() },
  ledger: { records: [], known: new Map() },
  documents: 0,
  unchanged: 0,
  revisions: 0,
  problems: 0,
  files: 0,
});

/**
 * Decides what a batch of items comes to: which are known, which are new and under which id, which are dead
 * letters. `known` holds the checkpoints of `documentNames(items)`. `recordedAt` is UTC ms. Pure but for `state`.
 */
export const decideBatch = (
  items: ReadonlyArray<Found>,
  known: ReadonlyMap<string, string>,
  state: ReadingState,
  recordedAt: number,
): DecidedBatch => {
  const batch = newBatch();
  const documents = new Map<string, KnownDocument | null>();
  const knownOf = (name: string): KnownDocument | null => {
    const here = documents.get(name);
    if (here !== undefined) return here;
    const value = known.get(name);
    return value === undefined ? null : decodeKnown(value);
  };
  const refuse = (problem: FoundProblem): void => {
    batch.problems++;
    const place = placeOf(problem.at);
    const { code, reason, sizeBytes, sha256, issues, at } = problem;
    const readWith = { source: state.input.source, ...state.input.readWith };
    const about = { source: sourceOf(problem), path: at.path, readWith, place };
    const { codeVersion } = state;
    const raised = toDeadLetter(
      { code, reason, sizeBytes, sha256, issues, ...about },
      { recordedAt, codeVersion },
    );
    state.onRefused(raised, place);
    const letter = state.letters.raise(place, raised);
    if (letter !== null) batch.letters.push(letter);
  };
  const take = (item: FoundEvent): void => {
    const name = documentCheckpoint(item);
    const before = knownOf(name);
    const place = placeOf(item.at);
    const telling = state.told.key(name, place);
    const draft = item.draft(null);
    const decision = decideRevision(before, {
      given: item.revision,
      hash: contentOf(draft),
      note: item.note ?? null,
      place,
      at: state.told.at(telling),
    });
    if (decision.kind === "new") {
      const record = recordOf(item, item.draft(decision.before), decision.revision, recordedAt);
      const problem = refusalOf(item, record);
      if (problem !== null) return refuse(problem);
      batch[item.topic].records.push(record);
      if (before !== null) batch.revisions++;
    } else batch.unchanged++;
    batch.documents++;
    state.told.set(telling, decision.at);
    if (decision.next === null) return;
    documents.set(name, decision.next);
    batch[item.topic].known.set(name, encodeKnown(decision.next));
  };
  for (const item of items) {
    if (item.kind === "event") take(item);
    else if (item.kind === "problem") refuse(item);
    else batch.files++;
  }
  return batch;
};

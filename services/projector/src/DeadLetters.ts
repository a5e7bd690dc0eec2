import { Clock, Effect } from "effect";
import { decodeEvent } from "@rapport/contracts/EventCodec";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { topics } from "@rapport/contracts/Topics";
import { EventLog, type EventLogError, type LogRecord } from "@rapport/event-log/EventLog";
import type { DeadLetterReplayer, ReplayOptions, ReplayOutcome } from "@rapport/pipeline/Replay";

/** A dead letter as the log tells it now. */
export interface DeadLetterEntry {
  /** As it was last raised. */
  readonly letter: DeadLetterRaised;
  /** How often it was raised: a crash or a second import raises the same letter again. */
  readonly raised: number;
  readonly resolved: boolean;
}

const pageSize = 10_000;

/**
 * All dead letters by id, in the order in which they were first raised, resolved ones included. Read from
 * the log, so it needs no warehouse and is never behind. A letter that was raised again after it was
 * resolved is open again.
 */
export const readDeadLetters = Effect.gen(function* () {
  const log = yield* EventLog;
  const entries = new Map<string, DeadLetterEntry>();
  for (let partition = 0; partition < topics.deadLetters.partitions; partition++) {
    let offset = 0;
    while (true) {
      const page = yield* log.read(topics.deadLetters.name, partition, offset, pageSize);
      if (page.length === 0) break;
      for (const record of page) {
        const decoded = decodeEvent(topics.deadLetters.name, record.value);
        if (!decoded.ok) continue;
        const { event } = decoded;
        if (event.type === "dead_letter.raised")
          entries.set(event.id, {
            letter: event,
            raised: (entries.get(event.id)?.raised ?? 0) + 1,
            resolved: false,
          });
        const known = entries.get(event.id);
        if (event.type === "dead_letter.resolved" && known !== undefined)
          entries.set(event.id, { ...known, resolved: true });
      }
      offset = page.at(-1)!.offset + 1;
    }
  }
  return entries as ReadonlyMap<string, DeadLetterEntry>;
});

/** The log record a letter of stage `project` is about; null for other letters, or when it is not there. */
export const recordOf = (
  letter: DeadLetterRaised,
): Effect.Effect<LogRecord | null, EventLogError, EventLog> =>
  Effect.gen(function* () {
    if (letter.record === null) return null;
    const log = yield* EventLog;
    const { topic, partition, offset } = letter.record;
    const [record] = yield* log.read(topic, partition, offset, 1);
    return record?.offset === offset ? record : null;
  });

/** Marks a letter as resolved. */
export const resolveDeadLetter = Effect.fnUntraced(function* (id: string) {
  const log = yield* EventLog;
  const recordedAt = yield* Clock.currentTimeMillis;
  const record = recordOfEvent(id, { type: "dead_letter.resolved", version: 1, id, recordedAt });
  yield* log.append(topics.deadLetters.name, [record]);
});

const replayRecord = Effect.fnUntraced(function* (letter: DeadLetterRaised, options: ReplayOptions) {
  const log = yield* EventLog;
  const record = yield* recordOf(letter);
  if (record === null || letter.record === null)
    return { kind: "unavailable", reason: "its record is not in this log" } satisfies ReplayOutcome;
  const decoded = decodeEvent(letter.record.topic, record.value);
  if (!decoded.ok) {
    const reason = decoded.issues.map((i) => `${i.path || "record"}: ${i.message}`).join("; ");
    return { kind: "still_refused", reason } satisfies ReplayOutcome;
  }
  if (!options.dryRun) {
    // The event first: killed in between, the letter is still open, and replaying again adds nothing.
    yield* log.append(letter.record.topic, [recordOfEvent(record.key, decoded.event)]);
    yield* resolveDeadLetter(letter.id);
  }
  return { kind: "resolved", eventIds: [decoded.event.id] } satisfies ReplayOutcome;
});

/**
 * Replays letters of stage `project`: reads their records with the present contracts and, where these
 * accept them, appends the event (as its newest version, under the record's key) and resolves the letter.
 */
export const projectReplayer: DeadLetterReplayer<EventLogError, EventLog> = {
  stage: "project",
  replay: replayRecord,
};

/** What happened to one letter. */
export interface Replayed {
  readonly letter: DeadLetterRaised;
  readonly outcome: ReplayOutcome;
}

/** Where letters must keep their order: the key of their record, or the file they come from. */
const orderKey = Effect.fnUntraced(function* (letter: DeadLetterRaised) {
  const record = yield* recordOf(letter);
  if (record !== null && letter.record !== null) return `${letter.record.topic}/${record.key}`;
  return letter.source === null ? letter.id : `${letter.source.account}/${letter.source.file}`;
});

/**
 * Replays open letters one after another, in the order of their place in the log. Once a record of a key is
 * refused again, later ones of the same key are `blocked`: events of one key stay in order. Letters that
 * come from a source are not: each is a message of its own.
 */
export const replayDeadLetters = Effect.fn("projector.replayDeadLetters")(function* <E, R>(
  letters: ReadonlyArray<DeadLetterRaised>,
  replayers: ReadonlyArray<DeadLetterReplayer<E, R>>,
  options: ReplayOptions,
) {
  const inOrder = letters.toSorted(
    (a, b) =>
      (a.record?.topic ?? "").localeCompare(b.record?.topic ?? "") ||
      (a.record?.partition ?? 0) - (b.record?.partition ?? 0) ||
      (a.record?.offset ?? 0) - (b.record?.offset ?? 0),
  );
  const refusedBy = new Map<string, string>();
  const done: Array<Replayed> = [];
  for (const letter of inOrder) {
    const replayer = replayers.find((r) => r.stage === letter.stage);
    if (replayer === undefined) continue;
    const key = yield* orderKey(letter);
    const by = letter.stage === "project" ? refusedBy.get(key) : undefined;
    const outcome: ReplayOutcome =
      by === undefined ? yield* replayer.replay(letter, options) : { kind: "blocked", by };
    if (outcome.kind !== "resolved" && by === undefined) refusedBy.set(key, letter.id);
    done.push({ letter, outcome });
  }
  return done as ReadonlyArray<Replayed>;
});

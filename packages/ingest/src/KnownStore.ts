import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import { topics } from "@rapport/contracts/Topics";
import { type Checkpoint, EventLog, type EventLogError, type NewRecord } from "@rapport/event-log/EventLog";
import { backoff } from "@rapport/pipeline/FailurePolicy";
import { Effect } from "effect";
import type { DecidedBatch, TopicBatch } from "./decideBatch.ts";

/** Where a reading looks up what is known and puts what is new. */
export interface KnownStore<E = never, R = never> {
  /** The values of those names that have one. */
  readonly lookUp: (names: ReadonlyArray<string>) => Effect.Effect<ReadonlyMap<string, string>, E, R>;
  /** Keeps a batch, and which dead letters wait with it. */
  readonly keep: (batch: DecidedBatch, letters: ReadonlyArray<Checkpoint>) => Effect.Effect<void, E, R>;
  /** The reading is over: letters resolved by it, and what says that it need not be repeated. */
  readonly end: (
    resolved: ReadonlyArray<NewRecord>,
    letters: ReadonlyArray<Checkpoint>,
    done: ReadonlyArray<Checkpoint>,
  ) => Effect.Effect<void, E, R>;
}

const append = (
  topic: string,
  records: ReadonlyArray<NewRecord>,
  checkpoints: ReadonlyArray<Checkpoint>,
): Effect.Effect<void, EventLogError, EventLog> =>
  records.length + checkpoints.length === 0
    ? Effect.void
    : Effect.flatMap(EventLog, (log) =>
        Effect.asVoid(log.append(topic, records, checkpoints).pipe(Effect.retry(backoff()))),
      );

const appendTopic = (topic: string, { records, known }: TopicBatch) =>
  append(
    topic,
    records,
    [...known].map(([name, value]) => ({ name, value })),
  );

/**
 * The log itself. Dead letters go first, then the records of each topic with what is then known of their documents
 * in one transaction, at the very end what says that the input is done: whatever moment the process dies at,
 * nothing is taken for known that is not in the log.
 */
export const logStore: KnownStore<EventLogError, EventLog> = {
  lookUp: (names) =>
    names.length === 0
      ? Effect.succeed(new Map())
      : Effect.flatMap(EventLog, (log) => log.checkpoints(names).pipe(Effect.retry(backoff()))),
  keep: (batch, letters) =>
    Effect.gen(function* () {
      const raised = batch.letters.map((letter) => recordOfEvent(letter.id, letter));
      yield* append(topics.deadLetters.name, raised, letters);
      yield* appendTopic(topics.interactions.name, batch.interactions);
      yield* appendTopic(topics.ledger.name, batch.ledger);
    }),
  end: (resolved, letters, done) =>
    Effect.gen(function* () {
      yield* append(topics.deadLetters.name, resolved, letters);
      yield* append(topics.interactions.name, [], done);
    }),
};

/**
 * Keeps nothing but in memory, and hands every batch on: for looking at an input, and for dry runs, which also
 * know what `below` knows. Memory grows with the number of documents.
 */
export const memoryStore = <E = never, R = never>(
  onBatch: (batch: DecidedBatch) => void,
  below?: KnownStore<E, R>["lookUp"],
): KnownStore<E, R> => {
  const held = new Map<string, string>();
  return {
    lookUp: (names) =>
      Effect.gen(function* () {
        const rest = names.filter((name) => !held.has(name));
        const found = new Map(below === undefined || rest.length === 0 ? [] : yield* below(rest));
        for (const name of names) {
          const value = held.get(name);
          if (value !== undefined) found.set(name, value);
        }
        return found;
      }),
    keep: (batch) =>
      Effect.sync(() => {
        for (const { known } of [batch.interactions, batch.ledger])
          for (const [name, value] of known) held.set(name, value);
        onBatch(batch);
      }),
    end: () => Effect.void,
  };
};

const namesAtOnce = 1_000;

/** The values of those names that have one, asked for so many at a time. */
export const lookUpAll = <E, R>(store: KnownStore<E, R>, names: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const found = new Map<string, string>();
    for (let from = 0; from < names.length; from += namesAtOnce)
      for (const [name, value] of yield* store.lookUp(names.slice(from, from + namesAtOnce)))
        found.set(name, value);
    return found;
  });

import { Data, Deferred, Effect, Fiber } from "effect";
import {
  type NumberedRecord,
  numberedValue,
  parseNumbered,
  type StoredNumberedRecord,
} from "./eventLogCheckers.ts";
import type { EventLogSubject, SubjectBatch, SubjectReceipt } from "./eventLogSubject.ts";

/** What scenarios do with a log under test. */

class StuckConsumer extends Data.TaggedError("StuckConsumer")<{ readonly problem: string }> {}

/** `count` records of one producer over the keys, from sequence `from` on. */
export const numberedRecords = (producer: string, count: number, keys: ReadonlyArray<string>, from = 0) =>
  Array.from({ length: count }, (_, index): NumberedRecord => {
    const sequence = from + index;
    return { producer, sequence, key: keys[(sequence * 7) % keys.length]! };
  });

export const valued = (records: ReadonlyArray<NumberedRecord>, padding = "") =>
  records.map(({ producer, sequence, key }) => ({ key, value: numberedValue(producer, sequence, padding) }));

/** Every record of a topic, by repeated `read` of at most `maxRecords`. */
export const readAll = Effect.fnUntraced(function* (log: EventLogSubject, topic: string, maxRecords = 1000) {
  const found: StoredNumberedRecord[] = [];
  const ends = yield* log.endOffsets(topic);
  for (let partition = 0; partition < ends.length; partition++) {
    let offset = 0;
    while (true) {
      const records = yield* log.read(topic, partition, offset, maxRecords);
      if (records.length === 0) break;
      for (const record of records) {
        found.push({ ...parseNumbered(record.value), key: record.key, partition, offset: record.offset });
      }
      offset = records.at(-1)!.offset + 1;
    }
  }
  return found;
});

export interface ConsumeSettings {
  readonly group: string;
  readonly topic: string;
  readonly maxRecords?: number;
  /** Stop when this many records were handled. */
  readonly count: number;
  /** Default: commits the end of each batch. */
  readonly onBatch?: (batch: SubjectBatch) => Effect.Effect<void, unknown>;
}

export const commitAll = (batch: SubjectBatch) => batch.commit(batch.records.at(-1)!.offset + 1);

/** Consumes until `count` records were handled, then stops. Fails after 20 s: a stuck consumer. */
export const consumeCount = Effect.fnUntraced(function* (log: EventLogSubject, settings: ConsumeSettings) {
  const { group, topic, count, maxRecords = 100, onBatch = commitAll } = settings;
  const batches: SubjectBatch[] = [];
  const enough = yield* Deferred.make<void>();
  let handled = 0;
  const consumer = yield* Effect.forkChild(
    log.consume({ group, topics: [topic], maxRecords }, (batch) =>
      Effect.gen(function* () {
        yield* onBatch(batch);
        batches.push(batch);
        handled += batch.records.length;
        if (handled >= count) yield* Deferred.succeed(enough, undefined);
      }),
    ),
  );
  yield* Effect.raceFirst(Deferred.await(enough), Fiber.join(consumer)).pipe(
    Effect.timeoutOrElse({
      duration: "20 seconds",
      orElse: () =>
        Effect.fail(
          new StuckConsumer({ problem: `stuck consumer: ${handled} of ${count} records after 20 s` }),
        ),
    }),
  );
  yield* Fiber.interrupt(consumer);
  return batches;
});

/** The records of consumed batches in the order they came. */
export const consumedRecords = (batches: ReadonlyArray<SubjectBatch>): StoredNumberedRecord[] =>
  batches.flatMap(({ partition, records }) =>
    records.map(({ key, value, offset }) => ({ ...parseNumbered(value), key, partition, offset })),
  );

/** The tag of a failure, or "success". */
export const outcomeOf = <A>(effect: Effect.Effect<A, unknown>): Effect.Effect<string> =>
  Effect.match(effect, {
    onSuccess: () => "success",
    onFailure: (error) =>
      typeof error === "object" && error !== null && "_tag" in error ? String(error._tag) : String(error),
  });

/** A problem unless the two are equal as JSON. */
export const differs = (what: string, actual: unknown, expected: unknown): string[] => {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  return a === b ? [] : [`${what}: ${a} instead of ${b}`];
};

/** Every position that the receipts promise. */
export const positionsOf = (receipts: ReadonlyArray<SubjectReceipt>) =>
  receipts.flatMap(({ partitions }) =>
    partitions.flatMap(({ partition, firstOffset, count }) =>
      Array.from({ length: count }, (_, index) => ({ partition, offset: firstOffset + index })),
    ),
  );

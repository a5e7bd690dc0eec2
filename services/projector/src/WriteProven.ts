import { Data, Effect } from "effect";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import type { ProjectionBatch, ProjectionStore } from "./ProjectionStore.ts";
import { digestOf, sameDigest } from "./RangeDigest.ts";

/** The warehouse took an insert and does not hold what was in it. */
export class IncompleteWrite extends Data.TaggedError("IncompleteWrite")<{
  readonly topic: string;
  readonly partition: number;
  readonly lo: number;
  readonly hi: number;
  readonly attempt: number;
}> {
  readonly retriable = true;
  override get message() {
    return `projector: the warehouse accepted records ${this.lo} to ${this.hi} of ${this.topic}/${this.partition} (attempt ${this.attempt}), but does not hold them all. Run \`rapport doctor\`; nothing was skipped.`;
  }
}

export interface WriteOptions<E, R> {
  /** The attempt to make first, or, when `doubtful`, the last one that may already have been made. */
  readonly attempt: number;
  /** An earlier attempt may have reached the warehouse, whole, in part or not at all: look first. */
  readonly doubtful: boolean;
  /** False when the caller rolls up later, before anybody can read (`rollUpAll`). */
  readonly rollsUp?: boolean;
  /** Runs before each insert, to make the attempt durable. */
  readonly beforeAttempt: (attempt: number) => Effect.Effect<void, E, R>;
}

/**
 * Writes one range and, unless `rollsUp` is false, rolls it up, until both are proven. A doubtful range is first compared with what the
 * warehouse holds; every further insert carries a new attempt, because an engine that was killed may have
 * remembered a token without keeping its rows (03 1.1). Retriable failures back off and end in the failure.
 */
export const writeProven = Effect.fnUntraced(function* <E, R>(
  store: ProjectionStore["Service"],
  range: Omit<ProjectionBatch, "attempt">,
  options: WriteOptions<E, R>,
) {
  const expected = digestOf(range.records);
  const { topic, partition, lo, hi } = range;
  const isComplete = Effect.map(store.digest(topic, partition, lo, hi), (d) => sameDigest(d, expected));
  let attempt = options.attempt;
  let doubtful = options.doubtful;
  const once = Effect.gen(function* () {
    if (doubtful) {
      if (yield* isComplete) return;
      attempt += 1;
    }
    doubtful = true;
    yield* options.beforeAttempt(attempt);
    yield* store.write({ ...range, attempt });
    if (attempt > 1 && !(yield* isComplete))
      return yield* new IncompleteWrite({ topic, partition, lo, hi, attempt });
  });
  yield* retrying(once);
  if (options.rollsUp !== false) yield* retrying(store.rollUp({ ...range, attempt }));
});

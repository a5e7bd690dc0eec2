import type { Effect, Scope } from "effect";

/**
 * The shape of the `EventLog` port, as far as its contract goes. Written out here because adapters depend on this
 * package and not the other way round; the compiler checks that a real adapter fits when it runs the suite.
 */
export interface EventLogSubject {
  append(
    topic: string,
    records: ReadonlyArray<{ readonly key: string; readonly value: Uint8Array }>,
    checkpoints?: ReadonlyArray<{ readonly name: string; readonly value: string }>,
  ): Effect.Effect<SubjectReceipt, unknown>;
  checkpoints(names: ReadonlyArray<string>): Effect.Effect<ReadonlyMap<string, string>, unknown>;
  checkpointsAfter(
    after: string,
    max: number,
  ): Effect.Effect<ReadonlyArray<{ readonly name: string; readonly value: string }>, unknown>;
  read(
    topic: string,
    partition: number,
    offset: number,
    maxRecords: number,
  ): Effect.Effect<ReadonlyArray<SubjectRecord>, unknown>;
  endOffsets(topic: string): Effect.Effect<ReadonlyArray<number>, unknown>;
  committed(group: string, topic: string): Effect.Effect<ReadonlyArray<SubjectPosition>, unknown>;
  consume<E>(
    options: { readonly group: string; readonly topics: ReadonlyArray<string>; readonly maxRecords: number },
    handle: (batch: SubjectBatch) => Effect.Effect<void, E>,
  ): Effect.Effect<never, unknown>;
  exclusively<A, E>(name: string, work: Effect.Effect<A, E>): Effect.Effect<A, unknown>;
}

export interface SubjectReceipt {
  readonly partitions: ReadonlyArray<{
    readonly partition: number;
    readonly firstOffset: number;
    readonly count: number;
  }>;
}

export interface SubjectRecord {
  readonly key: string;
  readonly value: Uint8Array;
  readonly offset: number;
  readonly appendedAt: number;
}

export interface SubjectPosition {
  readonly partition: number;
  readonly offset: number;
  readonly metadata: string;
}

export interface SubjectBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: ReadonlyArray<SubjectRecord>;
  readonly committed: SubjectPosition;
  readonly endOffset: number;
  readonly commit: (offset: number, metadata?: string) => Effect.Effect<void, unknown>;
  readonly heartbeat: Effect.Effect<void, unknown>;
}

/** The topics that the log under test must have. */
export const contractTopics = {
  wide: { name: "contract.wide", partitions: 4 },
  single: { name: "contract.single", partitions: 1 },
} as const;

/** Settings for the log under test: a short session, and so little in flight that appends must wait. */
export const contractSettings = {
  topics: Object.values(contractTopics),
  sessionMs: 1000,
  inFlightBytes: 100_000,
} as const;

/**
 * One empty log. `open` may be called again, after the first scope closed (a restart) or while it is open (another
 * process): it is the same log. Its session time should be short (about a second): some scenarios wait for it.
 */
export interface LogUnderTest {
  readonly open: Effect.Effect<EventLogSubject, unknown, Scope.Scope>;
}

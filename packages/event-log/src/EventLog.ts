import { Context, Data, type Effect } from "effect";

/** One record to append. Records of one key keep their order and share a partition. */
export interface NewRecord {
  readonly key: string;
  readonly value: Uint8Array;
  /**
   * Says what the value is to others who read the topic (CloudEvents 1.0, Kafka protocol binding, `ce_…`). All of
   * it can be told from the value: an adapter without headers leaves them out, and nothing of ours reads them.
   */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One record as it stands in the log. `appendedAt` is the log's own time (UTC ms), never the event's. */
export interface LogRecord {
  readonly key: string;
  readonly value: Uint8Array;
  readonly offset: number;
  readonly appendedAt: number;
}

/** How far a producer has read its source: an opaque value under a name. */
export interface Checkpoint {
  readonly name: string;
  readonly value: string;
}

/** First offset of the appended records per partition; only the partitions that got any. */
export interface AppendReceipt {
  readonly partitions: ReadonlyArray<{
    readonly partition: number;
    readonly firstOffset: number;
    readonly count: number;
  }>;
}

/** `offset` is the next one to read; `metadata` what was committed with it ("" when nothing was). */
export interface GroupOffset {
  readonly partition: number;
  readonly offset: number;
  readonly metadata: string;
}

/**
 * Records of one partition in offset order, without gaps, delivered to the partition's present owner.
 * Another owner may have taken over since (a rebalance): `commit` and `heartbeat` then fail with
 * `StaleOwner`, and the batch must be dropped; the new owner gets the same records again.
 */
export interface ConsumedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly records: ReadonlyArray<LogRecord>;
  /** The group's committed position when this batch was fetched; its metadata survives crashes. */
  readonly committed: GroupOffset;
  /** Next offset of the partition when the batch was fetched: how far there is to go. */
  readonly endOffset: number;
  /** Fenced by the group's generation: durable when it succeeds. `offset` = next to read; may repeat the present one to record an intent in `metadata`. */
  readonly commit: (offset: number, metadata?: string) => Effect.Effect<void, StaleOwner | EventLogError>;
  /** To be called inside long work, at least every third of the session time. */
  readonly heartbeat: Effect.Effect<void, StaleOwner | EventLogError>;
}

export interface ConsumeOptions {
  readonly group: string;
  readonly topics: ReadonlyArray<string>;
  /** Upper bound of records in a batch; a batch is never empty. */
  readonly maxRecords: number;
}

/** `retriable`: the same call may succeed later. `operation` and `detail` are for people. */
export class EventLogError extends Data.TaggedError("EventLogError")<{
  readonly operation: string;
  readonly detail: string;
  readonly retriable: boolean;
  readonly cause?: unknown;
}> {
  override get message() {
    return `event log: ${this.operation}: ${this.detail}`;
  }
}

/** The group has moved on: somebody else owns the partition now, or may. Drop the batch. */
export class StaleOwner extends Data.TaggedError("StaleOwner")<{
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}> {}

/**
 * The only truth: partitioned, append-only topics with consumer groups, as Kafka has them.
 *
 * Delivery is at least once; the same event may stand in the log more than once (a producer that was
 * killed between append and answer), so consumers go by event id. Nothing is ever deleted.
 * Topics and their partition counts come from `@rapport/contracts/Topics`; an unknown topic is an error.
 */
export class EventLog extends Context.Service<
  EventLog,
  {
    /**
     * Succeeds only when the records are durable (fsync, or all in-sync replicas). The records of one call
     * are appended in order; with `checkpoints`, these become durable in the same transaction where the
     * adapter can, after the records elsewhere, never before. Waits while too much is in flight
     * (back-pressure). A record over 1 MiB is refused, not retriable.
     */
    append(
      topic: string,
      records: ReadonlyArray<NewRecord>,
      checkpoints?: ReadonlyArray<Checkpoint>,
    ): Effect.Effect<AppendReceipt, EventLogError>;
    /** The values of those names that have one. */
    checkpoints(names: ReadonlyArray<string>): Effect.Effect<ReadonlyMap<string, string>, EventLogError>;
    /**
     * The first `max` checkpoints whose name comes after `after` ("" = from the start), in the order of the names'
     * UTF-8 bytes; empty at the end. For copying a log: page by the last name got. What is written meanwhile may or
     * may not be among them.
     */
    checkpointsAfter(after: string, max: number): Effect.Effect<ReadonlyArray<Checkpoint>, EventLogError>;
    /** At most `maxRecords` records from `offset` on, without any group; empty at the end. For replay. */
    read(
      topic: string,
      partition: number,
      offset: number,
      maxRecords: number,
    ): Effect.Effect<ReadonlyArray<LogRecord>, EventLogError>;
    /** Next offset of every partition, index = partition. */
    endOffsets(topic: string): Effect.Effect<ReadonlyArray<number>, EventLogError>;
    /** The group's position in every partition; offset 0 where it has none. */
    committed(group: string, topic: string): Effect.Effect<ReadonlyArray<GroupOffset>, EventLogError>;
    /**
     * Runs `handle` for batch after batch, one at a time per partition, in offset order, from the group's
     * committed position (0 when it has none) for ever; `handle` commits. A batch that was handled without
     * a commit is not delivered again before a restart or rebalance. One member of a group owns a
     * partition at a time. `StaleOwner` from `handle` drops the batch and goes on; any other failure ends
     * the consumption with it.
     */
    consume<E, R>(
      options: ConsumeOptions,
      handle: (batch: ConsumedBatch) => Effect.Effect<void, E, R>,
    ): Effect.Effect<never, Exclude<E, StaleOwner> | EventLogError, R>;
    /**
     * Runs `work` while this call is the only one, of all processes and fibers on this log, that runs work of that
     * name; waits until it is free. The hold lasts as long as signs of life get through: when none did for nearly a
     * session (the log was out of reach, the process stopped) another may begin soon, so the work is interrupted and
     * `StaleOwner` comes out, with `exclusive.<name>` as its group. What the work wrote until then stands: it must be
     * harmless to repeat. Do not nest calls of one name: the inner would wait for ever.
     */
    exclusively<A, E, R>(
      name: string,
      work: Effect.Effect<A, E, R>,
    ): Effect.Effect<A, E | EventLogError | StaleOwner, R>;
  }
>()("@rapport/event-log/EventLog") {}

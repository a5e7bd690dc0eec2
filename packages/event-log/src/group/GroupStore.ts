import type { Effect } from "effect";
import type { EventLogError, GroupOffset, LogRecord, StaleOwner } from "../EventLog.ts";
import type { Pulse } from "./Pulse.ts";

/**
 * The one partition that the members of a group `exclusive.<name>` contend for. It holds no records: every
 * `GroupStore` knows it without being told.
 */
export const exclusiveTopic = "rapport.exclusive";

/** One running `consume` or `exclusively` call. */
export interface Member {
  readonly group: string;
  readonly id: string;
  readonly topics: ReadonlyArray<string>;
}

/** A partition that a member owns, and since which generation. */
export interface Lease {
  readonly topic: string;
  readonly partition: number;
  readonly generation: number;
}

export interface FetchQuery {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  /** Where to read from; null = from the group's committed position. */
  readonly offset: number | null;
  readonly maxRecords: number;
}

/** Everything of one moment: the records, the group's position and the partition's end. */
export interface Fetched {
  readonly records: ReadonlyArray<LogRecord>;
  readonly committed: GroupOffset;
  readonly endOffset: number;
}

/** What the consumer loop asks of an adapter. */
export interface GroupStore {
  readonly sessionMs: number;
  /** An id that no other member ever had. */
  readonly newMemberId: () => string;
  /** Joins, or gives a sign of life; removes members past their session; returns what is ours now. */
  readonly beat: (member: Member) => Effect.Effect<ReadonlyArray<Lease>, EventLogError>;
  /** What is ours now, without a sign of life. */
  readonly leases: (member: Member) => Effect.Effect<ReadonlyArray<Lease>, EventLogError>;
  /** Gives all partitions back at once. */
  readonly leave: (member: Member) => Effect.Effect<void, EventLogError>;
  readonly fetch: (query: FetchQuery) => Effect.Effect<Fetched, EventLogError>;
  /** Durable when it succeeds; `StaleOwner` when the member no longer owns the lease's generation. */
  readonly commit: (
    member: Member,
    lease: Lease,
    offset: number,
    metadata: string,
  ) => Effect.Effect<void, StaleOwner | EventLogError>;
  /** Pulses when the partition may have got records. */
  readonly appended: (topic: string, partition: number) => Pulse;
  /** Pulses when a group may have been rebalanced. */
  readonly regrouped: Pulse;
}

import { Context, type Effect } from "effect";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { RapportEvent } from "@rapport/contracts/EventCodec";
import type { BooksDue } from "@rapport/economics/refreshBooks";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";

/** One log record with what it came to: its event, or the dead letter that says why there is none. */
export interface ProjectedRecord {
  readonly offset: number;
  readonly outcome:
    | { readonly kind: "event"; readonly event: RapportEvent; readonly contentHash: number }
    | { readonly kind: "dead_letter"; readonly letter: DeadLetterRaised };
}

/** An offset range of one partition, both ends included, without gaps. */
export interface ProjectionBatch {
  readonly topic: string;
  readonly partition: number;
  readonly lo: number;
  readonly hi: number;
  readonly epoch: number;
  readonly attempt: number;
  readonly records: ReadonlyArray<ProjectedRecord>;
}

/** What an offset range holds: distinct offsets, and the XOR of the first 64 bits of their event ids. */
export interface RangeDigest {
  readonly count: number;
  readonly xor: bigint;
}

/**
 * Which tables stand where readers look: each text changes whenever one of its tables is exchanged for another.
 * Texts are compared, never read.
 */
export interface Standing {
  /** Facts, log records, roll-ups: what batches write. */
  readonly recorded: string;
  /** Directory and conversations: what is made of those. */
  readonly derived: string;
}

/**
 * Where the projection lives. Every operation may be repeated, and repeating changes nothing that a reader
 * can see; the adapters (ClickHouse, memory) pass one contract suite.
 */
export class ProjectionStore extends Context.Service<
  ProjectionStore,
  {
    /** Facts and dead letters first, then one `log_record` per record: its presence proves the facts'. */
    write(batch: ProjectionBatch): Effect.Effect<void, WarehouseError>;
    /** Recomputes the roll-ups of every day the batch touches, from the facts. */
    rollUp(batch: ProjectionBatch): Effect.Effect<void, WarehouseError>;
    /** Recomputes the roll-ups of every day that holds facts: what `rollUp` of every batch comes to. */
    readonly rollUpAll: Effect.Effect<void, WarehouseError>;
    /** What the warehouse holds of offsets lo to hi, both included. */
    digest(
      topic: string,
      partition: number,
      lo: number,
      hi: number,
    ): Effect.Effect<RangeDigest, WarehouseError>;
    /** Folds all directory events held so far into the directory tables, exchanged whole. */
    refreshDirectory: Effect.Effect<void, WarehouseError>;
    /** Derives threads and reply edges from all facts, exchanged whole. */
    refreshConversations: Effect.Effect<void, WarehouseError>;
    /**
     * Derives what has changed of the books of the economics (`@rapport/economics/refreshBooks`), then the risk book,
     * which is made of them (`@rapport/risk/book/refreshRisk`). The store in memory has none: what they hold is proved
     * on the engine.
     */
    refreshBooks(due: BooksDue): Effect.Effect<void, WarehouseError>;
    /** Tells whether somebody else has exchanged tables since one looked. */
    readonly standing: Effect.Effect<Standing, WarehouseError>;
    /**
     * A hash of everything that is a function of the set of events: facts, roll-ups (summed over
     * partitions), conversations, directory; not of offsets or recording times.
     */
    readonly stateHash: Effect.Effect<string, WarehouseError>;
  }
>()("@rapport/projector/ProjectionStore") {}

import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Context, type Effect } from "effect";
import type { ProjectionStore } from "../ProjectionStore.ts";

/** A database of an earlier moment, as it is being filled. */
export interface KnownStore {
  readonly momentMs: number;
  /** Projects into it. */
  readonly store: ProjectionStore["Service"];
}

/** A database of an earlier moment that stands; times UTC ms. */
export interface KnownStanding {
  readonly momentMs: number;
  /** When, by which code and in which epoch it was made; null while it is not whole. */
  readonly made: { readonly ms: number; readonly by: string; readonly epoch: number } | null;
}

/** The databases beside the present one that show everything as it was known at a moment. */
export interface KnownStoresApi {
  /** How many are kept. */
  readonly kept: number;
  /** What `KnownStanding.made.by` says of those that this code makes. */
  readonly maker: string;
  readonly list: Effect.Effect<ReadonlyArray<KnownStanding>, WarehouseError>;
  /**
   * Makes the database of a moment anew, empty, has it filled, and marks it as whole with the number of log records
   * that `fill` answers. Readers take it for absent until then. Fails when somebody else has made it anew meanwhile.
   */
  make<E, R>(
    momentMs: number,
    epoch: number,
    fill: (known: KnownStore) => Effect.Effect<number, E, R>,
  ): Effect.Effect<void, E | WarehouseError, R>;
  /** Drops the database of a moment, if it is there. */
  drop(momentMs: number): Effect.Effect<void, WarehouseError>;
  /**
   * By `topic/partition`, the offset behind the last record that the present database holds and that was recorded by
   * the moment: no need to look further in the part of the log that is projected.
   */
  lastRecorded(momentMs: number): Effect.Effect<ReadonlyMap<string, number>, WarehouseError>;
}

/** Null where earlier moments are not served. */
export const KnownStores = Context.Reference<KnownStoresApi | null>("@rapport/projector/known/KnownStores", {
  defaultValue: () => null,
});

import { Context, type Effect } from "effect";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { ProjectionStore } from "./ProjectionStore.ts";

/** One shadow, from `begin` to `discard`. */
export interface Shadow {
  /** Works on the shadow tables. */
  readonly store: ProjectionStore["Service"];
  /**
   * Exchanges every shadow table with its live one, facts first, `log_record` last. Once only. Fails when the
   * shadow was dropped by `fence`.
   */
  readonly exchange: Effect.Effect<void, WarehouseError>;
  /** Drops the shadow tables, if they are there. */
  readonly discard: Effect.Effect<void, WarehouseError>;
}

/**
 * A second, empty projection beside the live one, to be filled and then put in its place. Readers only ever
 * see the live tables, and these are whole before and after.
 */
export class ShadowProjection extends Context.Service<
  ShadowProjection,
  {
    /** Makes empty shadow tables of its own; they are unknown to any other shadow. */
    readonly begin: Effect.Effect<Shadow, WarehouseError>;
    /**
     * Drops every half-made table of whoever rebuilt or refreshed before. When it has ended, nothing of theirs
     * can be exchanged in any more, whatever they still believe. For the one who takes that work over, before it
     * begins any itself.
     */
    readonly fence: Effect.Effect<void, WarehouseError>;
  }
>()("@rapport/projector/ShadowProjection") {}

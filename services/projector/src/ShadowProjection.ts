import { Context, type Effect } from "effect";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { ProjectionStore } from "./ProjectionStore.ts";

/**
 * A second, empty projection beside the live one, to be filled and then put in its place. Readers only ever
 * see the live tables, and these are whole before and after.
 */
export class ShadowProjection extends Context.Service<
  ShadowProjection,
  {
    /** Drops what an interrupted rebuild left, and makes empty shadow tables; the store given works on them. */
    readonly begin: Effect.Effect<ProjectionStore["Service"], WarehouseError>;
    /** Exchanges every shadow table with its live one, facts first, `log_record` last. May be repeated only after `begin`. */
    readonly exchange: Effect.Effect<void, WarehouseError>;
    /** Drops the shadow tables, if there are any. */
    readonly discard: Effect.Effect<void, WarehouseError>;
  }
>()("@rapport/projector/ShadowProjection") {}

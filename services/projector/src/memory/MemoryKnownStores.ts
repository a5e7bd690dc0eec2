import { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Clock, Effect } from "effect";
import type { KnownStanding, KnownStoresApi } from "../known/KnownStores.ts";
import { makeMemoryProjection, type MemoryProjection } from "../MemoryProjectionStore.ts";

interface Kept {
  readonly projection: MemoryProjection;
  readonly made: KnownStanding["made"];
}

/** The databases of earlier moments in memory, by moment, and a look at them for tests. */
export interface MemoryKnownStores {
  readonly stores: KnownStoresApi;
  readonly kept: Map<number, Kept>;
}

const outrun = new WarehouseError({
  operation: "known",
  detail: "made anew meanwhile",
  code: 0,
  retriable: false,
});

/** With the semantics of the warehouse's. It knows no offsets of the present: all of the log is looked at. */
export const makeMemoryKnownStores = (options: {
  readonly kept: number;
  readonly maker: string;
}): MemoryKnownStores => {
  const kept = new Map<number, Kept>();
  const stores: KnownStoresApi = {
    ...options,
    list: Effect.sync(() => [...kept].map(([momentMs, { made }]) => ({ momentMs, made }))),
    make: (momentMs, epoch, fill) =>
      Effect.gen(function* () {
        const projection = makeMemoryProjection();
        const begun: Kept = { projection, made: null };
        kept.set(momentMs, begun);
        yield* fill({ momentMs, store: projection.store });
        if (kept.get(momentMs) !== begun) return yield* outrun;
        const ms = yield* Clock.currentTimeMillis;
        kept.set(momentMs, { projection, made: { ms, by: options.maker, epoch } });
      }),
    drop: (momentMs) => Effect.sync(() => void kept.delete(momentMs)),
    lastRecorded: () => Effect.succeed(new Map()),
  };
  return { stores, kept };
};

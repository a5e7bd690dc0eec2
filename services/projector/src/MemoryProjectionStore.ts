import { Effect, Layer } from "effect";
import { foldDirectory } from "@rapport/domain/directory/foldDirectory";
import { WarehouseError } from "@rapport/warehouse/Warehouse";
import { deriveConversations } from "./memory/conversations.ts";
import { emptyTables, type MemoryTables, putFacts, putLogRecords } from "./memory/MemoryTables.ts";
import { rollUpDay, touchedDays } from "./memory/rollUpDays.ts";
import { stateHashOf } from "./memory/stateHash.ts";
import { ProjectionStore } from "./ProjectionStore.ts";
import { idBits } from "./RangeDigest.ts";
import { ShadowProjection } from "./ShadowProjection.ts";

/** A projection in memory with both its ports, and a look at its live tables for tests. */
export interface MemoryProjection {
  readonly store: ProjectionStore["Service"];
  readonly shadow: ShadowProjection["Service"];
  readonly tables: () => MemoryTables;
}

/** The store over whatever tables `current` gives at the moment of the call: an exchange moves it along. */
const storeOver = (current: () => MemoryTables): ProjectionStore["Service"] => ({
  write: (batch) =>
    Effect.sync(() => {
      putFacts(current(), batch);
      putLogRecords(current(), batch);
    }),
  rollUp: (batch) =>
    Effect.sync(() => {
      for (const day of touchedDays(current(), batch)) rollUpDay(current(), day);
    }),
  rollUpAll: Effect.sync(() => {
    for (const day of current().idsOf.keys()) rollUpDay(current(), day);
  }),
  digest: (topic, partition, lo, hi) =>
    Effect.sync(() => {
      let count = 0;
      let xor = 0n;
      for (const [offset, id] of current().logRecords.get(`${topic}/${partition}`) ?? []) {
        if (offset < lo || offset > hi) continue;
        count += 1;
        xor ^= idBits(id);
      }
      return { count, xor };
    }),
  refreshDirectory: Effect.sync(() => {
    const tables = current();
    tables.directory = JSON.stringify(foldDirectory(tables.directoryEvents.values()));
    tables.derivations += 1;
  }),
  refreshConversations: Effect.sync(() => {
    deriveConversations(current());
    current().derivations += 1;
  }),
  refreshBooks: () => Effect.void,
  standing: Effect.sync(() => {
    const { id, derivations } = current();
    return { recorded: String(id), derived: `${id}/${derivations}` };
  }),
  stateHash: Effect.sync(() => stateHashOf(current())),
});

const gone = new WarehouseError({
  operation: "exchange",
  detail: "the shadow tables are gone",
  code: 60,
  retriable: false,
});

/**
 * The projection in memory, with the semantics of the warehouse: facts collapse by event id whatever the
 * order of arrival, `log_record` holds a row per offset, roll-ups are recomputed by day, conversations and
 * directory derived whole. For tests and simulations.
 */
export const makeMemoryProjection = (): MemoryProjection => {
  let made = 0;
  let live = emptyTables(made);
  const shadows = new Set<MemoryTables>();
  return {
    tables: () => live,
    store: storeOver(() => live),
    shadow: {
      begin: Effect.sync(() => {
        made += 1;
        let mine = emptyTables(made);
        shadows.add(mine);
        return {
          store: storeOver(() => mine),
          exchange: Effect.suspend(() => {
            if (!shadows.delete(mine)) return Effect.fail(gone);
            [live, mine] = [mine, live];
            return Effect.void;
          }),
          discard: Effect.sync(() => void shadows.delete(mine)),
        };
      }),
      fence: Effect.sync(() => shadows.clear()),
    },
  };
};

/** Both ports over one memory projection. */
export const layerMemoryProjection = (
  projection: MemoryProjection = makeMemoryProjection(),
): Layer.Layer<ProjectionStore | ShadowProjection> =>
  Layer.merge(
    Layer.succeed(ProjectionStore, projection.store),
    Layer.succeed(ShadowProjection, projection.shadow),
  );

import { Clock, Effect, Layer, Semaphore } from "effect";
import { dropUnnamed, type Unnamed } from "@rapport/economics/editions/dropUnnamed";
import { type BooksDue, refreshBooks } from "@rapport/economics/refreshBooks";
import { refreshRisk } from "@rapport/risk/book/refreshRisk";
import type { TableMode } from "@rapport/warehouse/migrations/render";
import { WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { digestQuery } from "./clickhouse/Digest.ts";
import { refreshConversations } from "./clickhouse/RefreshConversations.ts";
import { refreshDirectory } from "./clickhouse/RefreshDirectory.ts";
import { thenMessages } from "./clickhouse/RefreshMessages.ts";
import { factDays, rollUpDays } from "./clickhouse/RollUp.ts";
import { makeSharedRollUp } from "./clickhouse/SharedRollUp.ts";
import { standing } from "./clickhouse/Standing.ts";
import { stateHash } from "./clickhouse/StateHash.ts";
import { type ProjectionBatch, ProjectionStore } from "./ProjectionStore.ts";
import { makeBatchEncoder, touchedDays } from "./rows/BatchBlocks.ts";
import { ShadowProjection } from "./ShadowProjection.ts";
import { dropHalfMade, makeShadow } from "./ShadowTables.ts";
import { nameOf, newRun, shadowSuffix, type TableSet } from "./Tables.ts";

/** Names the insert of one attempt of one batch: only the same attempt, sent twice, is taken for a repetition. */
const tokenOf = (batch: ProjectionBatch): string =>
  `proj:${batch.epoch}:${batch.topic}:${batch.partition}:${batch.lo}-${batch.hi}:a${batch.attempt}`;

/** A store over one set of tables. */
const makeStore = (tables: TableSet) =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const writer = yield* WarehouseWriter;
    const ports = <A, E>(
      effect: Effect.Effect<A, E, WarehouseReader | WarehouseWriter>,
    ): Effect.Effect<A, E> =>
      effect.pipe(
        Effect.provideService(WarehouseReader, reader),
        Effect.provideService(WarehouseWriter, writer),
      );
    const batchBlocks = makeBatchEncoder();
    const rollUp = makeSharedRollUp((days) => ports(rollUpDays(tables, days)));
    const oneRefresh = yield* Semaphore.make(1);
    const oneBooks = yield* Semaphore.make(1);
    let unnamed: Unnamed = new Map();
    const booksOnce = Effect.fnUntraced(function* (due: BooksDue) {
      unnamed = yield* dropUnnamed(tables.mode, unnamed, yield* Clock.currentTimeMillis);
      yield* refreshBooks(due);
      yield* refreshRisk(due);
    });
    /** Tables that are made for one refresh are called after it. */
    const once = <A, E>(
      refresh: (tables: TableSet) => Effect.Effect<A, E, WarehouseReader | WarehouseWriter>,
    ): Effect.Effect<A, E> =>
      oneRefresh.withPermits(1)(Effect.flatMap(newRun, (run) => ports(refresh({ ...tables, run }))));
    return ProjectionStore.of({
      write: (batch) =>
        Effect.suspend(() =>
          Effect.forEach(
            batchBlocks(batch),
            ({ table, block }) =>
              writer.insertNative(nameOf(tables, table), block, { token: tokenOf(batch) }),
            { discard: true },
          ),
        ),
      rollUp: (batch) => Effect.suspend(() => rollUp(touchedDays(batch))),
      rollUpAll: Effect.flatMap(reader.query(factDays(tables), {}), (days) =>
        rollUp(days.map((day) => day.number)),
      ),
      digest: (topic, partition, lo, hi) =>
        Effect.map(reader.query(digestQuery(tables), { topic, partition, lo, hi }), ([digest]) => ({
          count: digest?.count ?? 0,
          xor: digest?.xor ?? 0n,
        })),
      refreshDirectory: once(thenMessages(refreshDirectory)),
      refreshConversations: once(thenMessages(refreshConversations)),
      refreshBooks: (due) => oneBooks.withPermits(1)(ports(booksOnce(due))),
      standing: ports(standing(tables)),
      stateHash: ports(stateHash(tables)),
    });
  });

const makeShadows = (mode: TableMode) =>
  Effect.gen(function* () {
    const services = yield* Effect.context<WarehouseReader | WarehouseWriter>();
    const begin = Effect.gen(function* () {
      const run = yield* newRun;
      const set: TableSet = { suffix: shadowSuffix(run), mode, run };
      return yield* makeShadow(set, yield* makeStore(set));
    });
    return ShadowProjection.of({
      begin: Effect.provide(begin, services),
      fence: Effect.provide(dropHalfMade(mode), services),
    });
  });

/**
 * The projection on ClickHouse or chDB, and its shadow for rebuilds. Writes are columnar: one Native block
 * per table and batch. The tables must be there (`migrate`). `mode` as the migrations were run with.
 */
const layer = (
  mode: TableMode = { kind: "plain" },
): Layer.Layer<ProjectionStore | ShadowProjection, never, WarehouseReader | WarehouseWriter> =>
  Layer.merge(
    Layer.effect(ProjectionStore, makeStore({ suffix: "", mode, run: "" })),
    Layer.effect(ShadowProjection, makeShadows(mode)),
  );

export const ClickHouseProjectionStore = { layer } as const;

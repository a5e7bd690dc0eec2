import { Effect } from "effect";
import { foldDirectory } from "@rapport/domain/directory/foldDirectory";
import { deriveConversations } from "@rapport/projector/memory/conversations";
import type { MemoryTables } from "@rapport/projector/memory/MemoryTables";
import { rollUpsNow, touchedDays } from "@rapport/projector/memory/rollUpDays";
import type { ProjectionBatch } from "@rapport/projector/ProjectionStore";
import { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { Engine } from "./SimulatedWarehouse.ts";

/** Runs one statement of a process, which may come late, fail, be paused before it or be the last one. */
type Statement = <A>(
  at: string,
  effect: Effect.Effect<A, WarehouseError>,
) => Effect.Effect<A, WarehouseError>;

/** Recomputations that stand, by day, of one set of tables: the highest version is kept, as the engine keeps it. */
const versionsOf = new WeakMap<MemoryTables, Map<number, number>>();

/**
 * A recomputation as the engine runs it: its version is taken, the facts are read, and the rows come in; others
 * may do the same in between.
 */
export const rollUpInSteps = (
  engine: Engine,
  statement: Statement,
  tables: () => MemoryTables,
  batch: ProjectionBatch,
): Effect.Effect<void, WarehouseError> =>
  Effect.gen(function* () {
    const takeVersion = Effect.sync(() => (engine.clock += 1));
    const version = yield* statement("rollUp: version", takeVersion);
    const into = yield* statement("rollUp", Effect.sync(tables));
    const read = [...touchedDays(into, batch)].map((day) => [day, rollUpsNow(into, day)] as const);
    yield* statement(
      "rollUp: insert",
      Effect.sync(() => {
        const versions = versionsOf.get(into) ?? new Map<number, number>();
        versionsOf.set(into, versions);
        for (const [day, rows] of read) {
          if (version < (versions.get(day) ?? 0) && !engine.bugs.rollsUpByArrival) continue;
          versions.set(day, version);
          into.rollUps.set(day, rows);
        }
      }),
    );
  });

const gone = (name: string) =>
  new WarehouseError({ operation: name, detail: "the fresh tables are gone", code: 60, retriable: false });

/** Makes a table anew from all that is held: read into fresh tables first, exchanged in later. */
const inSteps = (
  engine: Engine,
  statement: Statement,
  name: string,
  derive: (tables: MemoryTables) => (live: MemoryTables) => void,
): Effect.Effect<void, WarehouseError> =>
  Effect.gen(function* () {
    const fresh = {};
    const { projection, halfMade } = engine;
    const put = yield* statement(
      `${name}: fill`,
      Effect.sync(() => {
        halfMade.add(fresh);
        return derive(projection.tables());
      }),
    );
    yield* statement(
      `${name}: exchange`,
      Effect.suspend(() => {
        if (!halfMade.delete(fresh)) return Effect.fail(gone(name));
        put(projection.tables());
        projection.tables().derivations += 1;
        return Effect.void;
      }),
    );
  });

export const refreshConversationsInSteps = (engine: Engine, statement: Statement) =>
  inSteps(engine, statement, "refreshConversations", (tables) => {
    const copy = { ...tables };
    deriveConversations(copy);
    const { conversations, replyEdges } = copy;
    return (live) => Object.assign(live, { conversations, replyEdges });
  });

export const refreshDirectoryInSteps = (engine: Engine, statement: Statement) =>
  inSteps(engine, statement, "refreshDirectory", (tables) => {
    const directory = JSON.stringify(foldDirectory(tables.directoryEvents.values()));
    return (live) => void (live.directory = directory);
  });

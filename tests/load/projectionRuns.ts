import { EventLog } from "@rapport/event-log/EventLog";
import { catchUp } from "@rapport/projector/CatchUp";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { defaultOptions } from "@rapport/projector/config";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { runProjector } from "@rapport/projector/Projector";
import { ClickHouseWarehouse, type ClickHouseWarehouseOptions } from "@rapport/warehouse/ClickHouseWarehouse";
import { Deferred, Effect, Layer } from "effect";

const quiet = () => Effect.void;

/** Batches of one run, from the first record on: what took part in how many, and when all were handled. */
export interface RunCount {
  readonly batches: number;
  readonly records: number;
}

/**
 * The log as it is, with groups, checkpoints and holds of the run's own, so that each run begins at the first record.
 * `allHandled` is done when `count` records were handled and committed.
 */
const logOfRun = (
  log: EventLog["Service"],
  run: string,
  count: number,
  allHandled: Deferred.Deferred<RunCount>,
) => {
  const own = (name: string) => `${name}.${run}`;
  const handled = { batches: 0, records: 0 };
  return EventLog.of({
    ...log,
    append: (topic, records, checkpoints = []) =>
      log.append(
        topic,
        records,
        checkpoints.map(({ name, value }) => ({ name: own(name), value })),
      ),
    checkpoints: (names) =>
      Effect.map(
        log.checkpoints(names.map(own)),
        (found) =>
          new Map([...found].map(([name, value]) => [name.slice(0, -run.length - 1), value] as const)),
      ),
    committed: (group, topic) => log.committed(own(group), topic),
    exclusively: (name, work) => log.exclusively(own(name), work),
    consume: (options, handle) =>
      log.consume({ ...options, group: own(options.group) }, (batch) =>
        Effect.andThen(
          handle(batch),
          Effect.suspend(() => {
            handled.batches++;
            handled.records += batch.records.length;
            return handled.records >= count ? Deferred.succeed(allHandled, { ...handled }) : Effect.void;
          }),
        ),
      ),
  });
};

/** Facts, log records, intents and commits alone: what a consumer that writes rows can be compared with. */
const withoutDerived = (store: ProjectionStore["Service"]) =>
  ProjectionStore.of({
    ...store,
    rollUp: () => Effect.void,
    refreshDirectory: Effect.void,
    refreshConversations: Effect.void,
  });

export interface ProjectionRun {
  /** Unlike that of every other run on this log. */
  readonly name: string;
  readonly address: ClickHouseWarehouseOptions;
  /** Records in the log. */
  readonly count: number;
  /** Facts and log records alone, or all that the projector makes of them: roll-ups, conversations, directory. */
  readonly what: "facts" | "everything";
  /** Runs when all is projected, before the projector stops; asks for a rebuild, say. */
  readonly afterwards?: Effect.Effect<void, unknown, EventLog>;
}

/** The projector on the log of the context, from its first record until everything is projected. */
export const projectRun = ({ name, address, count, what, afterwards = Effect.void }: ProjectionRun) =>
  Effect.gen(function* () {
    const allHandled = yield* Deferred.make<RunCount>();
    const log = logOfRun(yield* EventLog, name, count, allHandled);
    const store = yield* ProjectionStore;
    const work = Effect.gen(function* () {
      const handled = yield* Deferred.await(allHandled);
      if (what === "everything") yield* catchUp(quiet);
      yield* afterwards;
      return handled;
    });
    const projecting = runProjector({
      ...defaultOptions,
      codeVersion: "load",
      auditInBackground: false,
      serveRebuilds: what === "everything",
    });
    return yield* Effect.raceFirst(work, projecting).pipe(
      Effect.provideService(EventLog, log),
      Effect.provideService(ProjectionStore, what === "facts" ? withoutDerived(store) : store),
    );
  }).pipe(
    Effect.provide(
      ClickHouseProjectionStore.layer().pipe(Layer.provideMerge(ClickHouseWarehouse.layer(address))),
    ),
  );

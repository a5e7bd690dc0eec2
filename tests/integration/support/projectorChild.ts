import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { audit } from "@rapport/projector/Audit";
import { catchUp } from "@rapport/projector/CatchUp";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { defaultOptions } from "@rapport/projector/config";
import { readDeadLetters } from "@rapport/projector/DeadLetters";
import { runProjector } from "@rapport/projector/Projector";
import { requestRebuild } from "@rapport/projector/RebuildRequest";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { Effect, Layer, Redacted } from "effect";
import { withoutBooks } from "./withoutBooks.ts";

/**
 * One projector in a process of its own, to be killed:
 * `projectorChild.ts LOGFILE URL PASSWORD DATABASE project|rebuild`. Small batches, so that a kill may come
 * at any step. Prints `started`, then, when all is projected, `state {…}`, and ends.
 */
const [file, url, password, database, what] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];

const layers = Layer.mergeAll(
  // A killed process keeps its partitions for a session: a short one, so that the next need not wait long.
  SqliteEventLog.layer({ file, sessionMs: 500, pollEveryMs: 10 }),
  withoutBooks(ClickHouseProjectionStore.layer()).pipe(
    Layer.provide(ClickHouseWarehouse.layer({ url, password: Redacted.make(password), database })),
  ),
);

const options = { ...defaultOptions, maxRecords: 12, gridSize: 10, codeVersion: "test" };
const quiet = () => Effect.void;

const work = Effect.gen(function* () {
  process.stdout.write("started\n");
  if (what === "rebuild") yield* requestRebuild(quiet);
  yield* catchUp(quiet);
  const { stateHash, mismatches, records } = yield* audit(options);
  const letters = [...(yield* readDeadLetters).keys()].toSorted();
  const state = { stateHash, mismatches: mismatches.length, records, letters };
  process.stdout.write(`state ${JSON.stringify(state)}\n`);
});

await Effect.runPromise(Effect.raceFirst(work, runProjector(options)).pipe(Effect.provide(layers)));

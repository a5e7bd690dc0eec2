import { Clock, Data, Effect, Random, Schema } from "effect";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { checkpointNames, readCheckpoint, writeCheckpoint } from "./Checkpoints.ts";
import type { ProjectorOptions } from "./config.ts";
import type { ProjectorState } from "./ProjectorState.ts";
import { rebuild, type RebuildOutcome } from "./Rebuild.ts";

/** The rebuild that was asked for did not come to its end; the present tables were kept. */
export class RebuildFailed extends Data.TaggedError("RebuildFailed")<{ readonly detail: string }> {
  override get message() {
    return this.detail;
  }
}

const Status = Schema.fromJsonString(
  Schema.Union([
    Schema.Struct({
      request: Schema.String,
      state: Schema.Literal("running"),
      done: Schema.Finite,
      total: Schema.Finite,
    }),
    Schema.Struct({
      request: Schema.String,
      state: Schema.Literal("done"),
      epoch: Schema.Finite,
      records: Schema.Finite,
      elapsedMs: Schema.Finite,
    }),
    Schema.Struct({ request: Schema.String, state: Schema.Literal("failed"), detail: Schema.String }),
  ]),
);
type Status = typeof Status.Type;

const readStatus = Effect.gen(function* () {
  const text = yield* readCheckpoint(checkpointNames.rebuildStatus);
  if (text === undefined) return null;
  // What another version wrote is no reason to stop; the request is then served again.
  return yield* Effect.orElseSucceed(Schema.decodeEffect(Status)(text), () => null);
});
const writeStatus = (status: Status) =>
  writeCheckpoint(checkpointNames.rebuildStatus, JSON.stringify(status));

const lookAgainMs = 500;
const tellEveryMs = 500;

/** Serves one request: runs the rebuild and keeps its progress and end where the asker looks. */
const serve = Effect.fnUntraced(function* (
  state: ProjectorState,
  options: ProjectorOptions,
  request: string,
) {
  let toldAt = 0;
  const report: ReportProgress = (update) =>
    Effect.gen(function* () {
      yield* options.report(update);
      progress = { done: update.done, total: update.total ?? update.done };
    });
  let progress = { done: 0, total: 0 };
  const tell = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis;
    if (now - toldAt >= tellEveryMs) {
      toldAt = now;
      yield* writeStatus({ request, state: "running", ...progress });
    }
    yield* Effect.sleep(tellEveryMs);
  });
  yield* Effect.logInfo("rebuilding the projection from the log");
  const outcome = yield* Effect.raceFirst(rebuild(state, { ...options, report }), Effect.forever(tell));
  yield* Effect.logInfo(
    `rebuilt ${outcome.records} records in ${outcome.elapsedMs} ms, epoch ${outcome.epoch}`,
  );
  yield* writeStatus({ request, state: "done", ...outcome });
});

/**
 * Watches for rebuild requests and serves them, one at a time, for ever. A request that was not answered
 * (the process ended amid it) is served again from the start. A failed rebuild is answered and does not
 * stop the projector: the live tables are as they were.
 */
export const serveRebuilds = (state: ProjectorState, options: ProjectorOptions) =>
  Effect.gen(function* () {
    const request = yield* readCheckpoint(checkpointNames.rebuildRequest);
    const status = yield* readStatus;
    const open = request !== undefined && (status?.request !== request || status.state === "running");
    if (open) {
      const answerFailure = (error: unknown) => {
        const detail = error instanceof Error ? error.message : String(error);
        return Effect.andThen(
          Effect.logError(`the rebuild failed: ${detail}`),
          writeStatus({ request, state: "failed", detail }),
        );
      };
      yield* serve(state, options, request).pipe(
        // Answered as well, or every start would end the same way; then the defect goes on to end the process.
        Effect.tapDefect(answerFailure),
        Effect.catch(answerFailure),
      );
    }
    yield* Effect.sleep(lookAgainMs);
  }).pipe(Effect.forever);

/**
 * Asks the process that projects, whichever it is, for a rebuild, and waits for its end. The request is
 * durable: when that process ends amid it, the next one serves it. Nobody projecting means waiting for
 * ever: race it with the projector, or with the owner's end.
 */
export const requestRebuild = (report: ReportProgress) =>
  Effect.gen(function* () {
    const request = `${yield* Clock.currentTimeMillis}-${yield* Random.nextIntBetween(0, 2 ** 31)}`;
    yield* writeCheckpoint(checkpointNames.rebuildRequest, request);
    while (true) {
      const status = yield* readStatus;
      if (status?.request === request) {
        if (status.state === "failed") return yield* new RebuildFailed({ detail: status.detail });
        if (status.state === "done") {
          const { epoch, records, elapsedMs } = status;
          return { epoch, records, elapsedMs } satisfies RebuildOutcome;
        }
        yield* report({ label: "rebuild", unit: "records", done: status.done, total: status.total });
      }
      yield* Effect.sleep(lookAgainMs);
    }
  });

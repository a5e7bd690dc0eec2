import { Clock, Data, Effect } from "effect";

/** How often a part may fail before the whole gives up, and how long to wait before it starts again. */
export interface RestartBounds {
  /** More failures than this within the window end the whole. */
  readonly failures: number;
  readonly windowMs: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

export const defaultBounds: RestartBounds = {
  failures: 5,
  windowMs: 120_000,
  firstDelayMs: 250,
  longestDelayMs: 10_000,
};

/** A part failed too often. `cause` is its last failure. */
export class PartFailed extends Data.TaggedError("PartFailed")<{
  readonly part: string;
  readonly failures: number;
  readonly detail: string;
  readonly cause: unknown;
}> {
  readonly action = "Run `rapport doctor`; nothing is lost, and starting again resumes.";
  override get message() {
    return `${this.part} failed ${this.failures} times in a short while, the last time because of: ${this.detail}`;
  }
}

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Runs one part for ever: a failure is logged and the part started again after a growing pause, until it
 * failed too often within the window. Defects are not caught: they are bugs, and end the whole at once.
 */
export const supervise = <E, R>(
  part: string,
  run: Effect.Effect<unknown, E, R>,
  bounds: RestartBounds = defaultBounds,
): Effect.Effect<never, PartFailed, R> =>
  Effect.gen(function* () {
    let recent: ReadonlyArray<number> = [];
    while (true) {
      const outcome = yield* Effect.result(run);
      const failure = outcome._tag === "Failure" ? outcome.failure : new Error("it ended by itself");
      const now = yield* Clock.currentTimeMillis;
      recent = [...recent.filter((at) => now - at < bounds.windowMs), now];
      const detail = detailOf(failure);
      if (recent.length > bounds.failures) {
        return yield* new PartFailed({ part, failures: recent.length, detail, cause: failure });
      }
      const delayMs = Math.min(bounds.firstDelayMs * 2 ** (recent.length - 1), bounds.longestDelayMs);
      yield* Effect.logWarning(`${part} failed and starts again in ${delayMs} ms: ${detail}`);
      yield* Effect.sleep(delayMs);
    }
  });

import { Clock, Effect } from "effect";
import { EventLog } from "@rapport/event-log/EventLog";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import { repairRecent } from "./AuditTask.ts";
import { checkpointNames, readCheckpoint, writeCheckpoint, writeCheckpoints } from "./Checkpoints.ts";
import type { ProjectorOptions } from "./config.ts";
import type { ProjectorState } from "./ProjectorState.ts";

const markerOf = (state: ProjectorState, options: ProjectorOptions): string =>
  options.shared ? `${checkpointNames.lives}${state.member}` : checkpointNames.life;

/**
 * Marks this life as begun. True when the one before it, on a log that nobody else projects, did not end
 * cleanly. Where others project too, `watchLives` finds that out.
 */
export const beginLife = Effect.fnUntraced(function* (state: ProjectorState, options: ProjectorOptions) {
  const marker = markerOf(state, options);
  const last = yield* readCheckpoint(marker);
  yield* writeCheckpoint(marker, options.shared ? "running:0" : "running");
  return last === "running";
});

/** Marks this life as ended cleanly. */
export const endLife = (state: ProjectorState, options: ProjectorOptions) =>
  writeCheckpoint(markerOf(state, options), "ended");

/** Signs of life, for ever: a number that counts up. Nobody's clock is compared with anybody else's. */
export const giveSignsOfLife = (state: ProjectorState, options: ProjectorOptions) =>
  Effect.gen(function* () {
    for (let n = 1; ; n++) {
      yield* Effect.sleep(options.beatEveryMs);
      yield* writeCheckpoint(markerOf(state, options), `running:${n}`);
    }
  });

const pageSize = 500;

/** The markers of all members that were ever there. */
const allLives = Effect.gen(function* () {
  const log = yield* EventLog;
  const { lives } = checkpointNames;
  const found = new Map<string, string>();
  let after: string = lives;
  while (true) {
    const page = yield* retrying(log.checkpointsAfter(after, pageSize));
    const ours = page.filter(({ name }) => name.startsWith(lives));
    for (const { name, value } of ours) found.set(name, value);
    if (ours.length < pageSize) return found;
    after = ours.at(-1)!.name;
  }
});

/**
 * Watches the other members, for ever. One that says it is running and gives no sign of life for three times
 * `beatEveryMs` has not ended cleanly: the recent grids are compared with the log and repaired. One that was only
 * stopped for so long counts as running again with its next sign.
 */
export const watchLives = (state: ProjectorState, options: ProjectorOptions) =>
  Effect.gen(function* () {
    const seen = new Map<string, { readonly value: string; readonly since: number }>();
    while (true) {
      const now = yield* Clock.currentTimeMillis;
      const silent: Array<string> = [];
      for (const [name, value] of yield* allLives) {
        if (!value.startsWith("running") || name === markerOf(state, options)) continue;
        const last = seen.get(name);
        if (last?.value !== value) seen.set(name, { value, since: now });
        else if (now - last.since >= 3 * options.beatEveryMs) silent.push(name);
      }
      if (silent.length > 0) {
        yield* Effect.logWarning(
          `${silent.length} projectors stopped without ending; comparing what was written last with the log`,
        );
        yield* repairRecent(state, options);
        yield* writeCheckpoints(silent.map((name) => ({ name, value: "repaired" })));
      }
      yield* Effect.sleep(options.beatEveryMs);
    }
  });

import { Clock, Context, Effect } from "effect";
import type { KnownMoment } from "@rapport/runtime/known/knownMoment";

const dayMs = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/** ClickHouse's text of a UTC moment with milliseconds. */
const clickHouseTime = (ms: number): string => iso(ms).slice(0, 23).replace("T", " ");

/** The moment whose knowledge reports are read with; null while it is the present. */
export const ReadKnownAt = Context.Reference<KnownMoment | null>("@rapport/reporting/ReadKnownAt", {
  defaultValue: () => null,
});

/** What reports take for now, UTC ms: the clock, or the moment whose knowledge they are read with. */
export const readNow: Effect.Effect<number> = Effect.flatMap(ReadKnownAt, (known) =>
  known === null ? Clock.currentTimeMillis : Effect.succeed(known.ms),
);

/** A read's place in time. `until` and `at` are bound to the views' parameters. */
export interface AsOf {
  /** The last day counted, `YYYY-MM-DD`, UTC. */
  readonly day: string;
  /** The end of that day, exclusive. */
  readonly until: string;
  /** The moment ages are counted from: the end of that day, or now while it lasts. */
  readonly at: string;
  /** The moment whose knowledge it is read with, ISO; null while it is the present. */
  readonly knownAt: string | null;
}

/** Resolves `asOf` (a valid date) or, without one, today; of an earlier moment's knowledge, its day. */
export const resolveAsOf = (day: string | undefined): Effect.Effect<AsOf> =>
  Effect.gen(function* () {
    const now = yield* readNow;
    const resolved = day ?? iso(now).slice(0, 10);
    const end = Date.parse(resolved) + dayMs;
    const knownAt = (yield* ReadKnownAt)?.text ?? null;
    return { day: resolved, until: clickHouseTime(end), at: clickHouseTime(Math.min(now, end)), knownAt };
  });

/** Days from one `YYYY-MM-DD` to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

export const isoMoment = (ms: number | null): string | null => (ms === null ? null : iso(ms));

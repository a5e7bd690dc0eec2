import { Clock, Effect } from "effect";

const dayMs = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();

/** ClickHouse's text of a UTC moment with milliseconds. */
const clickHouseTime = (ms: number): string => iso(ms).slice(0, 23).replace("T", " ");

/** A read's place in time. `until` and `at` are bound to the views' parameters. */
export interface AsOf {
  /** The last day counted, `YYYY-MM-DD`, UTC. */
  readonly day: string;
  /** The end of that day, exclusive. */
  readonly until: string;
  /** The moment ages are counted from: the end of that day, or now while it lasts. */
  readonly at: string;
}

/** Resolves `asOf` (a valid date) or, without one, today. */
export const resolveAsOf = (day: string | undefined): Effect.Effect<AsOf> =>
  Effect.map(Clock.currentTimeMillis, (now) => {
    const resolved = day ?? iso(now).slice(0, 10);
    const end = Date.parse(resolved) + dayMs;
    return { day: resolved, until: clickHouseTime(end), at: clickHouseTime(Math.min(now, end)) };
  });

/** Days from one `YYYY-MM-DD` to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);

export const isoMoment = (ms: number | null): string | null => (ms === null ? null : iso(ms));

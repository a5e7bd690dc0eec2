import type { LivePart, LiveVersions } from "@rapport/contracts/http/live/Live";

/** The parts whose version is another than the one seen before; none where none was seen. */
export const movedSince = (seen: LiveVersions | null, now: LiveVersions): ReadonlyArray<LivePart> =>
  seen === null
    ? []
    : (Object.keys(now) as ReadonlyArray<LivePart>).filter((part) => now[part] !== seen[part]);

/**
 * Whether what moved is to be shown yet: not while answers are still on their way, nor more often than every so often; the
 * last of a long row is shown all the same, for it is asked again.
 */
export const isDue = (
  waiting: boolean,
  asking: boolean,
  lastMs: number,
  nowMs: number,
  everyMs: number,
): boolean => waiting && !asking && nowMs - lastMs >= everyMs;

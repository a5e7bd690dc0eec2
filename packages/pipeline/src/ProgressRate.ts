import type { ProgressUpdate } from "./Progress.ts";

/** Where long work stood at a moment: `atMs` is any clock in milliseconds that only moves forward. */
export interface ProgressSample {
  readonly atMs: number;
  readonly done: number;
}

export interface ProgressRate {
  /** Units per second since the window began; null until time and work have passed. */
  readonly perSecond: number | null;
  /** Milliseconds to go, null while the total or the rate is unknown. */
  readonly etaMs: number | null;
  /** 0 to 1, null while the total is unknown. */
  readonly share: number | null;
}

/** Work counted in bytes where an update tells bytes, else in its own unit: what rate and ETA go by. */
export const measured = (update: ProgressUpdate): { readonly done: number; readonly total: number | null } =>
  update.bytesDone !== undefined && update.bytesTotal !== undefined && update.bytesTotal !== null
    ? { done: update.bytesDone, total: update.bytesTotal }
    : { done: update.done, total: update.total };

/** Rate and time to go between two samples of the same work, the older first. */
export const rateBetween = (from: ProgressSample, to: ProgressSample, total: number | null): ProgressRate => {
  const elapsedMs = to.atMs - from.atMs;
  const moved = to.done - from.done;
  const perSecond = elapsedMs > 0 && moved > 0 ? (moved * 1000) / elapsedMs : null;
  const left = total === null ? null : Math.max(0, total - to.done);
  const etaMs = left === 0 ? 0 : left === null || perSecond === null ? null : (left / perSecond) * 1000;
  const share = total === null ? null : total <= 0 ? 1 : Math.min(1, Math.max(0, to.done / total));
  return { perSecond, etaMs, share };
};

/**
 * The samples that a moving rate is taken over: `sample` is added, those older than `windowMs` before it
 * fall away, but the newest of these stays as the window's far edge.
 */
export const slideWindow = (
  samples: ReadonlyArray<ProgressSample>,
  sample: ProgressSample,
  windowMs: number,
): ReadonlyArray<ProgressSample> => {
  const edge = sample.atMs - windowMs;
  const firstInside = samples.findIndex((s) => s.atMs >= edge);
  const kept = firstInside === -1 ? samples.slice(-1) : samples.slice(Math.max(0, firstInside - 1));
  return [...kept, sample];
};

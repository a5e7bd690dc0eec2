import type { MeetingData } from "@rapport/contracts/Meeting";

/** What one event says of an occurrence: one version of it, as one calendar has it. */
export type MeetingVersion = MeetingData;

const order = (a: MeetingVersion, b: MeetingVersion): number => {
  if (a.document.revision !== b.document.revision) return a.document.revision - b.document.revision;
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** The version that holds: of the highest revision; of several that say different things the last by content. */
export const currentVersion = (versions: ReadonlyArray<MeetingVersion>): MeetingVersion =>
  versions.reduce((best, one) => (order(one, best) > 0 ? one : best));

/** True when its versions, or its series and it, are at different times. */
export const wasMoved = (versions: ReadonlyArray<MeetingVersion>): boolean => {
  const current = currentVersion(versions);
  const starts = new Set(versions.map((version) => version.startAt));
  if (current.originalStartAt !== null) starts.add(current.originalStartAt);
  return starts.size > 1;
};

/**
 * True when a newer version of its series does not have it any more. `newestOfSeries` is the highest
 * `seriesRevision` of all events of the series.
 */
export const wasWithdrawn = (versions: ReadonlyArray<MeetingVersion>, newestOfSeries: number): boolean => {
  const own = versions.reduce((highest, { seriesRevision }) => Math.max(highest, seriesRevision), 0);
  return own > 0 && own < newestOfSeries;
};

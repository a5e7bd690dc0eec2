/** A time zone. `name` is its IANA name; null for UTC and for zones that only a calendar defines. */
export interface Zone {
  readonly name: string | null;
  /** What the clock is ahead of UTC at a moment, ms. */
  readonly offsetMs: (utcMs: number) => number;
}

export const utcZone: Zone = { name: null, offsetMs: () => 0 };

const dayMs = 86_400_000;

/** What the clock of the zone shows at a moment, as if it were UTC. */
export const wallOf = (zone: Zone, utcMs: number): number => utcMs + zone.offsetMs(utcMs);

/**
 * The moment at which the clock of the zone shows `wallMs`. Of a time that comes twice the first; a time that is
 * skipped is read with the offset before the gap, so it is as much later as the clock jumps (RFC 5545 3.3.5).
 */
export const momentOf = (zone: Zone, wallMs: number): number => {
  const before = wallMs - zone.offsetMs(wallMs - dayMs);
  if (before + zone.offsetMs(before) === wallMs) return before;
  const after = wallMs - zone.offsetMs(wallMs + dayMs);
  return after + zone.offsetMs(after) === wallMs ? after : before;
};

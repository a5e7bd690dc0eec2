/** Whole days from a moment to the end of a day `2026-10-31` (UTC), or to now while it lasts. */
export const daysSince = (moment: string, day: string, nowMs: number): number => {
  const end = Math.min(Date.parse(day) + 86_400_000, nowMs);
  return Math.max(0, Math.floor((end - Date.parse(moment)) / 86_400_000));
};

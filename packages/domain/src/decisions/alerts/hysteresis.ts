/** What a week says of a state: how high it is; nothing, so that the state stays; or that there is no state any more. */
export type WeekLevel = number | "unknown" | "over";

/** A state changed at the end of a week. */
export interface Transition {
  /** Which week, of the series. */
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

export interface Patience {
  /** Weeks in a row above the present level before it rises. */
  readonly openWeeks: number;
  /** Weeks in a row below it before it falls. */
  readonly closeWeeks: number;
}

/**
 * The changes of a state that follows a series of weekly levels with hysteresis: it rises once so many weeks in a row stood
 * above it, to the least of them, and falls once so many stood below, to the greatest of them. A series that flaps faster
 * than it may fall changes it once. Weeks that say nothing neither add to a row nor break it.
 */
export const transitions = (
  levels: ReadonlyArray<WeekLevel>,
  { openWeeks, closeWeeks }: Patience,
): ReadonlyArray<Transition> => {
  const changes: Array<Transition> = [];
  let level = 0;
  let above: Array<number> = [];
  let below: Array<number> = [];
  const change = (index: number, to: number): void => {
    if (to !== level) changes.push({ index, from: level, to });
    level = to;
    above = [];
    below = [];
  };
  levels.forEach((now, index) => {
    if (now === "unknown") return;
    if (now === "over") return change(index, 0);
    above = now > level ? [...above, now] : [];
    below = now < level ? [...below, now] : [];
    if (above.length >= openWeeks) change(index, Math.min(...above));
    else if (below.length >= closeWeeks) change(index, Math.max(...below));
  });
  return changes;
};

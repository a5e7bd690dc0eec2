/** How often a process may die before its supervisor gives up. */
export interface RestartPolicy {
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** More deaths than this within the window: give up. */
  readonly deaths: number;
  readonly windowMs: number;
}

export const defaultRestartPolicy: RestartPolicy = {
  firstDelayMs: 100,
  longestDelayMs: 5_000,
  deaths: 5,
  windowMs: 120_000,
};

/** Deaths (ms) that still count at `nowMs`, the one at `nowMs` included. */
export const recentDeaths = (
  policy: RestartPolicy,
  deathsMs: ReadonlyArray<number>,
  nowMs: number,
): ReadonlyArray<number> => [...deathsMs.filter((at) => nowMs - at < policy.windowMs), nowMs];

/** The wait before the next start, doubling with each recent death; undefined to give up. */
export const restartDelayMs = (policy: RestartPolicy, recent: number): number | undefined =>
  recent > policy.deaths
    ? undefined
    : Math.min(policy.firstDelayMs * 2 ** (recent - 1), policy.longestDelayMs);

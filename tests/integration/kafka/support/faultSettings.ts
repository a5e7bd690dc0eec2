/**
 * A run is repeated, or made long, by the environment: RAPPORT_FAULT_SEED (default: random, told when it fails) and
 * RAPPORT_FAULT_RUNS (how many of whatever a suite samples: kills, error codes; `all` for every one).
 */
export const faultSeed = Number(process.env["RAPPORT_FAULT_SEED"] ?? Math.floor(Math.random() * 1e6));

const asked = process.env["RAPPORT_FAULT_RUNS"];

/** How many of `all` to run, `sampled` of them unless the environment says otherwise. */
export const faultRuns = (sampled: number, all: number): number =>
  asked === undefined ? sampled : asked === "all" ? all : Math.min(all, Number(asked));

/**
 * Whether the scenario `index` of `of` takes its turn: one of them does, by the seed, unless RAPPORT_FAULT_RUNS is set,
 * when all do. Each takes long; `.ci` runs a different one each time.
 */
export const takesTurn = (index: number, of: number): boolean =>
  asked !== undefined || faultSeed % of === index;

export const sayAgain = (file: string): string =>
  `again: RAPPORT_FAULT_SEED=${faultSeed} RAPPORT_FAULT_RUNS=${asked ?? ""} vitest run --project kafka ${file}`;

/** After whatever happened, no partition with records waiting stands still for longer: what the distributed mode promises. */
export const recoveryBoundMs = 30_000;

import { calibrationError, calibrationErrorNull } from "../statistics/calibrationError.ts";
import { calibrationLine, observedOverExpected, spiegelhalter } from "../statistics/calibration.ts";
import type { BacktestRow, BacktestRun } from "./BacktestRow.ts";
import { takenAtBudget, withinBudget } from "./budget.ts";
import type { CalibrationFigures, CompetitorFigures } from "./CompetitorFigures.ts";
import { clientDraws, estimate, type Weights } from "./Estimate.ts";
import { leadTimes } from "./leadTimes.ts";
import { originStepWeeks } from "./origins.ts";
import { sortRows, weightedAuc } from "./weighted.ts";

/** The highest tenth: what lift is told of. */
const liftPart = 0.1;
const leastChance = 1e-15;

export interface MeasureOptions {
  /** Share of clients that can be looked at. */
  readonly budget: number;
  readonly seed: number;
  readonly draws?: number;
  /** Whether a competitor gives chances; by place. */
  readonly givesChances: ReadonlyArray<boolean>;
  /** Place of the competitor that Brier skill is told against. */
  readonly baseRate: number;
}

const lossOf = (chance: number, left: boolean): number => {
  const p = Math.min(1 - leastChance, Math.max(leastChance, chance));
  return left ? -Math.log(p) : -Math.log1p(-p);
};

/** Weighted mean of a number per row; null of no weight. */
const meanOf = (values: Float64Array, clusters: Uint32Array, weights: Weights): number | null => {
  let [sum, all] = [0, 0];
  for (let n = 0; n < values.length; n++) {
    const weight = weights[clusters[n]!]!;
    sum += weight * values[n]!;
    all += weight;
  }
  return all === 0 ? null : sum / all;
};

const ratio = (above: number | null, below: number | null): number | null =>
  above === null || below === null || below === 0 ? null : above / below;

/** Rows of every so many-th origin, back from the last: their horizons do not overlap. */
const apart = ({ rows, origins, horizonWeeks }: BacktestRun): ReadonlyArray<BacktestRow> => {
  const step = Math.ceil(horizonWeeks / originStepWeeks);
  return rows.filter(({ origin }) => (origins.length - 1 - origin) % step === 0);
};

const calibrationOf = (run: BacktestRun, competitor: number, seed: number): CalibrationFigures | null => {
  const rows = apart(run);
  if (rows.length === 0) return null;
  const forecasts = rows.map(({ foretold, left }) => ({ chance: foretold[competitor]!, happened: left }));
  return {
    origins: new Set(rows.map(({ origin }) => origin)).size,
    rows: rows.length,
    observedOverExpected: observedOverExpected(forecasts),
    line: calibrationLine(forecasts),
    spiegelhalter: spiegelhalter(forecasts),
    error: calibrationError(forecasts),
    errorNull95: calibrationErrorNull(
      forecasts.map(({ chance }) => chance),
      seed,
    ).p95,
  };
};

/** What all of them are measured on. */
interface Ground {
  readonly run: BacktestRun;
  readonly options: MeasureOptions;
  readonly clients: number;
  readonly clusters: Uint32Array;
  readonly draws: ReadonlyArray<Weights>;
  readonly left: Float64Array;
  readonly rankings: ReadonlyArray<ReturnType<typeof sortRows>>;
  readonly losses: ReadonlyArray<Float64Array | null>;
  readonly squares: ReadonlyArray<Float64Array | null>;
}

const groundOf = (run: BacktestRun, options: MeasureOptions): Ground => {
  const parties = new Map([...new Set(run.rows.map(({ party }) => party))].map((party, n) => [party, n]));
  const clusters = Uint32Array.from(run.rows, ({ party }) => parties.get(party)!);
  const perRow = (competitor: number, of: (chance: number, left: boolean) => number) =>
    options.givesChances[competitor] === true
      ? Float64Array.from(run.rows, ({ foretold, left }) => of(foretold[competitor]!, left))
      : null;
  return {
    run,
    options,
    clients: parties.size,
    clusters,
    draws: clientDraws(parties.size, options.seed, options.draws),
    left: Float64Array.from(run.rows, ({ left }) => (left ? 1 : 0)),
    rankings: run.names.map((_, competitor) =>
      sortRows(
        run.rows.map(({ origin, foretold, left }, n) => ({
          origin,
          cluster: clusters[n]!,
          hit: left,
          // What is on no list comes last, all alike.
          score: foretold[competitor] ?? -Infinity,
        })),
      ),
    ),
    losses: run.names.map((_, n) => perRow(n, lossOf)),
    squares: run.names.map((_, n) => perRow(n, (chance, left) => (chance - (left ? 1 : 0)) ** 2)),
  };
};

/** Of the highest share at each origin, how many left: as a share, and as a multiple of the base rate. */
const atShare = (ground: Ground, competitor: number, share: number) => {
  const { run, clusters, left, clients, draws } = ground;
  const taken = takenAtBudget(run.rows, competitor, share);
  const right = taken.map((part, n) => part * left[n]!);
  const precision = (weights: Weights) =>
    ratio(meanOf(right, clusters, weights), meanOf(taken, clusters, weights));
  return {
    precision: estimate(clients, draws, precision),
    overBase: estimate(clients, draws, (weights) =>
      ratio(precision(weights), meanOf(left, clusters, weights)),
    ),
  };
};

/** The most that `overBase` could be: everybody who leaves is among the highest share of the origin. */
const mostOverBase = ({ rows }: BacktestRun, share: number): number | null => {
  const base = rows.filter(({ left }) => left).length / rows.length;
  let [taken, found] = [0, 0];
  for (const own of Map.groupBy(rows, ({ origin }) => origin).values()) {
    const count = withinBudget(own.length, share);
    taken += count;
    found += Math.min(count, own.filter(({ left }) => left).length);
  }
  return base > 0 ? found / taken / base : null;
};

/** What is told of chances alone; nulls for an order. */
const ofChances = (ground: Ground, competitor: number) => {
  const { run, options, clusters, clients, draws, losses, squares } = ground;
  const [loss, square] = [losses[competitor], squares[competitor]];
  const [first, base] = [losses[0], squares[options.baseRate]];
  const of = (
    values: Float64Array | null | undefined,
    figure: (values: Float64Array, weights: Weights) => number | null,
  ) =>
    values === null || values === undefined
      ? null
      : estimate(clients, draws, (weights) => figure(values, weights));
  return {
    logLoss: of(loss, (values, weights) => meanOf(values, clusters, weights)),
    brier: of(square, (values, weights) => meanOf(values, clusters, weights)),
    brierSkill:
      base === null || base === undefined
        ? null
        : of(square, (values, weights) => {
            const part = ratio(meanOf(values, clusters, weights), meanOf(base, clusters, weights));
            return part === null ? null : 1 - part;
          }),
    logLossBehind:
      competitor === 0 || first === null || first === undefined
        ? null
        : of(
            loss?.map((value, n) => value - first[n]!),
            (values, weights) => meanOf(values, clusters, weights),
          ),
    calibration: loss === null ? null : calibrationOf(run, competitor, options.seed),
  };
};

/** One score for everybody at an origin orders nobody. */
const ordersAny = ({ rows }: BacktestRun, competitor: number): boolean => {
  const first = new Map<number, number | null>();
  return rows.some(({ origin, foretold }) => {
    const score = foretold[competitor] ?? null;
    if (!first.has(origin)) first.set(origin, score);
    return first.get(origin) !== score;
  });
};

/** What each competitor came to, beside the first. The same run and seed give the same figures. */
export const measureCompetitors = (
  run: BacktestRun,
  options: MeasureOptions,
): ReadonlyArray<CompetitorFigures> => {
  const ground = groundOf(run, options);
  const { clients, draws, rankings } = ground;
  const liftMost = mostOverBase(run, liftPart);
  return run.names.map((name, competitor) => {
    const aucOf = (place: number) => (weights: Weights) => weightedAuc(rankings[place]!, weights);
    const tenth = atShare(ground, competitor, liftPart);
    const budget = atShare(ground, competitor, options.budget);
    const area = estimate(clients, draws, aucOf(competitor));
    return {
      name,
      auc: area,
      ...ofChances(ground, competitor),
      aucBehind:
        competitor === 0
          ? null
          : estimate(clients, draws, (weights) => {
              const [mine, own] = [aucOf(0)(weights), aucOf(competitor)(weights)];
              return mine === null || own === null ? null : mine - own;
            }),
      lift: tenth.overBase,
      liftMost,
      liftShareOfMost: ratio(tenth.overBase?.value ?? null, liftMost),
      precision: budget.precision,
      precisionOverBase: budget.overBase,
      leadTimes: ordersAny(run, competitor) ? leadTimes(run, competitor, options.budget) : null,
    };
  });
};

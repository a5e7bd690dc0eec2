import type { RiskModel } from "@rapport/contracts/RiskModel";
import type { Band } from "../ClientScore.ts";
import { type FeatureName, featureNames, features } from "../features/featureDefinitions.ts";
import { chanceOf } from "../model/chance.ts";
import { modelReader } from "../model/ModelReader.ts";
import { bandOf } from "../score/bandOf.ts";
import type { ScoreSettings } from "../score/ScoreSettings.ts";

/** What a feature has been seen to be, of this client and its peers: no move goes further. */
export interface ObservedRange {
  readonly least: number;
  readonly most: number;
}

/** One feature moved, and the band the client would be in then. */
export interface Move {
  readonly term: FeatureName;
  readonly from: number;
  readonly to: number;
  /** How far, in the network's standard deviations. */
  readonly far: number;
  readonly band: Band;
}

/** Nobody can move these. */
const given: ReadonlySet<FeatureName> = new Set([
  "contract.none",
  "contract.window",
  "contract.passed",
  "contract.between",
  "tenure",
  "ownerChange",
  "priceRise",
]);

const order: ReadonlyArray<Band> = ["low", "usual", "raised", "high"];

/** The ranges of features over rows (of all clients at one time, and of a client's own past), in the order of `featureNames`. */
export const observedRanges = (
  rows: ReadonlyArray<{ readonly values: Float64Array }>,
): ReadonlyArray<ObservedRange | null> =>
  featureNames.map((_, feature) => {
    let [least, most] = [Infinity, -Infinity];
    for (const { values } of rows) {
      const value = values[feature]!;
      if (Number.isNaN(value)) continue;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    return least <= most ? { least, most } : null;
  });

/** The point nearest to `from` at which `crossed` holds, which it does at `to`: by halves. */
const nearest = (from: number, to: number, crossed: (value: number) => boolean): number => {
  let [outside, inside] = [from, to];
  for (let step = 0; step < 50; step++) {
    const middle = (outside + inside) / 2;
    if (crossed(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
};

/**
 * The smallest move of one feature, within what has been observed, that would change the band (design 04 §3.4): out of a
 * raised or high one downwards, out of a low or usual one upwards. Null when no single feature takes it there. Features that
 * nobody can move, and those that are not known of the client, are left out.
 */
export const smallestMove = (
  values: Float64Array,
  model: RiskModel,
  ranges: ReadonlyArray<ObservedRange | null>,
  settings: ScoreSettings,
): Move | null => {
  const read = modelReader(model);
  const bandWith = (feature: number, value: number): Band => {
    const moved = Float64Array.from(values);
    moved[feature] = value;
    const { logOdds, variance } = read(moved);
    return bandOf(chanceOf(logOdds, variance).chance, model.baseRate, settings);
  };
  const present = order.indexOf(bandWith(0, values[0]!));
  const down = present >= order.indexOf("raised");
  const moves = featureNames.flatMap((term, feature): ReadonlyArray<Move> => {
    const range = ranges[feature];
    const from = values[feature]!;
    if (given.has(term) || range === null || range === undefined || Number.isNaN(from)) return [];
    const crossed = (value: number): boolean => {
      const band = order.indexOf(bandWith(feature, value));
      return down ? band < present : band > present;
    };
    return [range.least, range.most].flatMap((end) => {
      if (!crossed(end)) return [];
      const to = nearest(from, end, crossed);
      const far = Math.abs(to - from) / features[feature]!.sd;
      return [{ term, from, to, far, band: bandWith(feature, to) }];
    });
  });
  return moves.toSorted((a, b) => a.far - b.far)[0] ?? null;
};

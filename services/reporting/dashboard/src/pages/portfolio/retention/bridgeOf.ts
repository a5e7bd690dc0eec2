import type { RetentionFigures } from "@rapport/contracts/http/retention/Retention";

export const bridgeParts = [
  "openingMinor",
  "newMinor",
  "wonBackMinor",
  "expansionMinor",
  "contractionMinor",
  "lostMinor",
  "exchangeMinor",
  "closingMinor",
] as const;
export type BridgePart = (typeof bridgeParts)[number];

/** One step from the opening to the closing revenue: `minor` with its sign, drawn from `low` to `high`. */
export interface BridgeStep {
  readonly part: BridgePart;
  readonly minor: number;
  readonly low: number;
  readonly high: number;
}

const taken: ReadonlySet<BridgePart> = new Set(["contractionMinor", "lostMinor"]);
const whole: ReadonlySet<BridgePart> = new Set(["openingMinor", "closingMinor"]);

/** The steps in order; those without an amount are left out. All between the two ends add to their difference. */
export const bridgeOf = (figures: Pick<RetentionFigures, BridgePart>): ReadonlyArray<BridgeStep> => {
  let level = figures.openingMinor;
  return bridgeParts.flatMap((part) => {
    const minor = taken.has(part) ? -figures[part] : figures[part];
    if (whole.has(part)) return [{ part, minor, low: Math.min(0, minor), high: Math.max(0, minor) }];
    if (minor === 0) return [];
    const before = level;
    level += minor;
    return [{ part, minor, low: Math.min(before, level), high: Math.max(before, level) }];
  });
};

import type { LadderAction } from "@rapport/contracts/Decisions";
import { drawCount } from "../../economics/effort/effortDraws.ts";
import { normalQuantile } from "../../economics/effort/normalQuantile.ts";
import { seededRandom } from "../../seededRandom.ts";

export const ladderActions = [
  "keep",
  "repair",
  "reprice",
  "set_boundaries",
  "hand_over",
  "part_ways",
] as const satisfies ReadonlyArray<LadderAction>;

/**
 * What could be otherwise, the same for every client and action (common random numbers: what two actions differ by is
 * then not the luck of their draws). Draw i of all of them belongs together, and with draw i of effort. Normals are the
 * even quantiles in an order of chance, so that mean and spread are exact.
 */
export interface CommonDraws {
  readonly count: number;
  /** Standard normals: where the client's risk lies within its interval. */
  readonly risk: Float64Array;
  /** Standard normals: where its margin lies. */
  readonly margin: Float64Array;
  /** 0 to 1, evenly: a new price is accepted below its probability. */
  readonly acceptance: Float64Array;
  /** Standard normals: how much stronger or weaker than believed an action works. */
  readonly strength: Readonly<Record<LadderAction, Float64Array>>;
}

const seed = 20_080_401;

const shuffled = (count: number, place: number, at: (share: number) => number): Float64Array =>
  Float64Array.from(
    seededRandom(seed + place).shuffle(Array.from({ length: count }, (_, i) => at((i + 0.5) / count))),
  );

/** Draws by their number alone: the same on every machine. */
export const commonDraws = (count: number = drawCount): CommonDraws => {
  const strengths = ladderActions.map(
    (action, n) => [action, shuffled(count, 10 + n, normalQuantile)] as const,
  );
  return {
    count,
    risk: shuffled(count, 1, normalQuantile),
    margin: shuffled(count, 2, normalQuantile),
    acceptance: shuffled(count, 3, (share) => share),
    strength: Object.fromEntries(strengths) as Record<LadderAction, Float64Array>,
  };
};

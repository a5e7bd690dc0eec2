import { quantileOf } from "../draws/summary.ts";
import { peersOf } from "./peers.ts";
import { costToServe, effortRatio, grossMargin, type Served } from "./Served.ts";

/** How sure it is, in one quarter, that a client takes much and brings little; 0 to 1. */
export interface QuarterOdds {
  readonly party: string;
  /** P(cost to serve ÷ gross margin > that of three quarters of its peers). */
  readonly ratioAbove: number;
  /** P(net contribution < the hurdle). */
  readonly contributionBelow: number;
  /** The ratio itself; null where there is nothing to pay the work with. */
  readonly ratio: number | null;
  /** That of three quarters of the peers; null likewise. */
  readonly peersRatio: number | null;
  readonly contributionMinor: number;
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The Q75 of every client's peers, by client, from one ratio each. */
const upperQuarters = (
  ratios: Float64Array,
  groups: ReadonlyArray<ReadonlyArray<number>>,
): ReadonlyArray<number> => {
  const known = new Map<ReadonlyArray<number>, number>();
  return groups.map((group) => {
    const before = known.get(group);
    if (before !== undefined) return before;
    const sorted = Float64Array.from(group, (place) => ratios[place]!).toSorted();
    const quarter = quantileOf(sorted, 0.75);
    known.set(group, quarter);
    return quarter;
  });
};

/**
 * Of one quarter of all clients, in the order given: the odds that make the high-maintenance, low-return set (design 04
 * §7.2). `hurdle` is the share of revenue below which a contribution is little. Peers: see `peersOf`.
 */
export const quarterOdds = (clients: ReadonlyArray<Served>, hurdle: number): ReadonlyArray<QuarterOdds> => {
  if (clients.length === 0) return [];
  const groups = peersOf(clients.map(({ segment }) => segment));
  const draws = Math.min(...clients.map(({ labourDraws }) => labourDraws.length));
  const above = new Uint32Array(clients.length);
  const below = new Uint32Array(clients.length);
  const ratios = new Float64Array(clients.length);
  for (let i = 0; i < draws; i++) {
    clients.forEach((one, place) => {
      const labour = one.labourDraws[i]!;
      ratios[place] = effortRatio(one, labour);
      const contribution = grossMargin(one) - costToServe(one, labour);
      if (contribution < hurdle * Math.max(0, one.revenueMinor)) below[place]!++;
    });
    const quarters = upperQuarters(ratios, groups);
    for (let place = 0; place < clients.length; place++)
      if (ratios[place]! > quarters[place]!) above[place]!++;
  }
  const own = Float64Array.from(clients, (one) => effortRatio(one, one.labourMinor));
  const quarters = upperQuarters(own, groups);
  return clients.map((one, place) => ({
    party: one.party,
    ratioAbove: draws === 0 ? 0 : above[place]! / draws,
    contributionBelow: draws === 0 ? 0 : below[place]! / draws,
    ratio: finite(own[place]!),
    peersRatio: finite(quarters[place]!),
    contributionMinor: grossMargin(one) - costToServe(one, one.labourMinor),
  }));
};

/** Whether a client is high-maintenance and low-return: surely in both of two consecutive quarters. */
export const isHighMaintenance = (
  quarters: readonly [QuarterOdds | undefined, QuarterOdds | undefined],
  sure: { readonly ratio: number; readonly contribution: number },
): boolean =>
  quarters.every(
    (odds) =>
      odds !== undefined && odds.ratioAbove >= sure.ratio && odds.contributionBelow >= sure.contribution,
  );

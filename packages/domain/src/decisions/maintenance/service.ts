import { quantileOf } from "../draws/summary.ts";
import { peersOf } from "./peers.ts";
import { costToServe, effortRatio, grossMargin, type Served } from "./Served.ts";

export type ServiceLevel = "over" | "under" | "usual" | "unknown";

/** Signs that we leave a client alone, besides little effort. */
export interface NeglectSigns {
  /** Mean ln(1 + working minutes) of our answers; null without one. */
  readonly replyLog: number | null;
  /** Of what they asked for, what stood unanswered. */
  readonly unansweredShare: number;
}
export interface ServiceFigure {
  readonly party: string;
  readonly level: ServiceLevel;
  /** Cost ÷ what its revenue pays for at the margin aimed at; null without revenue. */
  readonly paidFor: number | null;
  /** P(that is above `over`), 0 to 1. */
  readonly overOdds: number;
  /** Its cost by gross margin ÷ the median of its peers'; null likewise. */
  readonly byPeers: number | null;
  /** P(that is below `under`). */
  readonly underOdds: number;
  /** Our answers take longer than those to three quarters of its peers, or as many requests lie unanswered. */
  readonly neglected: boolean;
}

const sure = 0.8;

const medianRatio = (ratios: Float64Array, group: ReadonlyArray<number>): number =>
  quantileOf(Float64Array.from(group, (place) => ratios[place]!).toSorted(), 0.5);

/** Those slower than three quarters of their peers, among whom there is something to compare. */
const slowest = (
  values: ReadonlyArray<number | null>,
  groups: ReadonlyArray<ReadonlyArray<number>>,
): ReadonlyArray<boolean> =>
  values.map((value, place) => {
    if (value === null) return false;
    const known = groups[place]!.map((peer) => values[peer]!).filter((one) => one !== null);
    return value > quantileOf(Float64Array.from(known).toSorted(), 0.75);
  });

interface Odds {
  readonly pays: boolean;
  readonly takes: boolean;
  readonly overOdds: number;
  readonly underOdds: number;
  readonly neglected: boolean;
}

const levelOf = ({ pays, takes, overOdds, underOdds, neglected }: Odds): ServiceLevel => {
  if (!pays && !takes) return "unknown";
  if (overOdds >= sure) return "over";
  if (!pays) return "unknown";
  return underOdds >= sure && neglected ? "under" : "usual";
};

/**
 * Over-service: it surely costs more than `over` times what its revenue pays for at the margin aimed at. Under-service:
 * by what it pays it surely takes less than `under` of the median of its peers, and shows signs of neglect; a client
 * that just needs little is not under-served. In the order given.
 */
export const serviceLevels = (
  clients: ReadonlyArray<Served & NeglectSigns>,
  of: { readonly marginTarget: number; readonly over: number; readonly under: number },
): ReadonlyArray<ServiceFigure> => {
  if (clients.length === 0) return [];
  const groups = peersOf(clients.map(({ segment }) => segment));
  const draws = Math.min(...clients.map(({ labourDraws }) => labourDraws.length));
  const over = new Uint32Array(clients.length);
  const under = new Uint32Array(clients.length);
  const ratios = new Float64Array(clients.length);
  const limit = (1 - of.marginTarget) * of.over;
  const ratioOf = (one: Served, labour: number) =>
    one.revenueMinor > 0 ? (costToServe(one, labour) + one.expensesMinor) / one.revenueMinor : Infinity;
  const own = Float64Array.from(clients, (one) => effortRatio(one, one.labourMinor));
  const usual = groups.map((group) => medianRatio(own, group));
  for (let i = 0; i < draws; i++)
    clients.forEach((one, place) => {
      const labour = one.labourDraws[i]!;
      ratios[place] = effortRatio(one, labour);
      if (ratioOf(one, labour) > limit) over[place]!++;
      if (ratios[place]! < of.under * usual[place]!) under[place]!++;
    });
  const slow = slowest(
    clients.map(({ replyLog }) => replyLog),
    groups,
  );
  const lying = slowest(
    clients.map(({ unansweredShare }) => unansweredShare),
    groups,
  );
  return clients.map((one, place): ServiceFigure => {
    const overOdds = draws === 0 ? 0 : over[place]! / draws;
    const underOdds = draws === 0 ? 0 : under[place]! / draws;
    const neglected = slow[place]! || lying[place]!;
    const pays = one.revenueMinor > 0;
    const level = levelOf({
      pays,
      takes: costToServe(one, one.labourMinor) > 0,
      overOdds,
      underOdds,
      neglected,
    });
    return {
      party: one.party,
      level,
      paidFor: pays ? ratioOf(one, one.labourMinor) / (1 - of.marginTarget) : null,
      overOdds,
      byPeers:
        grossMargin(one) > 0 && Number.isFinite(usual[place]!) && usual[place]! > 0
          ? own[place]! / usual[place]!
          : null,
      underOdds,
      neglected,
    };
  });
};

import { quantileOf } from "../draws/summary.ts";
import { peersOf } from "./peers.ts";
import { costToServe, effortRatio, grossMargin, type Served } from "./Served.ts";

export type ServiceLevel = "over" | "under" | "usual" | "unknown";

export interface ServiceFigure {
  readonly party: string;
  readonly level: ServiceLevel;
  /** Cost ÷ what its revenue pays for at the margin aimed at; null without revenue. */
  readonly paidFor: number | null;
  /** P(that is above `over`), and P(it is below `under`); 0 to 1. */
  readonly overOdds: number;
  readonly underOdds: number;
  /** Its cost by gross margin ÷ the median of its peers'; null where there is no margin. */
  readonly byPeers: number | null;
}

const sure = 0.8;

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

/** By gross margin, against the median of each one's peers. */
const againstPeers = (clients: ReadonlyArray<Served>): ReadonlyArray<number | null> => {
  const own = clients.map((one) => effortRatio(one, one.labourMinor));
  const groups = peersOf(clients.map(({ segment }) => segment));
  return clients.map((one, place) => {
    const usual = quantileOf(Float64Array.from(groups[place]!, (peer) => own[peer]!).toSorted(), 0.5);
    return grossMargin(one) > 0 && Number.isFinite(usual) && usual > 0 ? own[place]! / usual : null;
  });
};

/**
 * Over-service: a client surely costs more than `over` times what its revenue pays for at the margin aimed at.
 * Under-service: it surely costs less than `under` times that, and we leave it alone (`neglectOf`); a client that just
 * needs little is not under-served. In the order given.
 */
export const serviceLevels = (
  clients: ReadonlyArray<Served & { readonly neglected: boolean }>,
  of: { readonly marginTarget: number; readonly over: number; readonly under: number },
): ReadonlyArray<ServiceFigure> => {
  const byPeers = againstPeers(clients);
  return clients.map((one, place): ServiceFigure => {
    const pays = one.revenueMinor > 0;
    const paysFor = one.revenueMinor * (1 - of.marginTarget);
    const ratio = (labour: number) =>
      pays ? (costToServe(one, labour) + one.expensesMinor) / paysFor : Number.POSITIVE_INFINITY;
    const draws = one.labourDraws.length;
    const share = (holds: (ratio: number) => boolean) =>
      draws === 0
        ? 0
        : one.labourDraws.reduce((sum, labour) => sum + (holds(ratio(labour)) ? 1 : 0), 0) / draws;
    const overOdds = share((drawn) => drawn > of.over);
    const underOdds = share((drawn) => drawn < of.under);
    const takes = costToServe(one, one.labourMinor) > 0;
    return {
      party: one.party,
      level: levelOf({ pays, takes, overOdds, underOdds, neglected: one.neglected }),
      paidFor: pays ? ratio(one.labourMinor) : null,
      overOdds,
      underOdds,
      byPeers: byPeers[place]!,
    };
  });
};

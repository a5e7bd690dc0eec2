import type { RevenueAtRisk } from "@rapport/contracts/http/retention/Retention";
import { settingNumber } from "@rapport/domain/economics/settings/resolveSettings";
import { dayNumber } from "@rapport/domain/economics/money/days";
import { revenueAtRisk } from "@rapport/domain/retention/revenueAtRisk";
import type { ScoreRow } from "../risk/riskQueries.ts";
import { isTold } from "../risk/shownText.ts";
import type { RetentionGround } from "./readGround.ts";

/** Recurring revenue of a year of one client. */
export interface ClientRevenue {
  readonly party: string;
  readonly yearMinor: number;
}

/** The score of a client that has not given notice, where something may be said of it. */
export const toldScore = ({ scores, ends }: RetentionGround, party: string): ScoreRow | null => {
  if (ends.has(party)) return null;
  const score = scores.get(party);
  return score !== undefined && isTold(score.shown) ? score : null;
};

/** The same where its chance may be reckoned with by itself: not where only the order may be shown. */
export const figuredScore = (ground: RetentionGround, party: string): ScoreRow | null => {
  const score = toldScore(ground, party);
  return score?.shown === "rank" ? null : score;
};

const sum = (clients: ReadonlyArray<ClientRevenue>): number =>
  clients.reduce((total, { yearMinor }) => total + yearMinor, 0);

const micro = 1_000_000;

const whyNot = ({ risk: { head } }: RetentionGround, scored: number): string | null => {
  if (head.definition === "unconfirmed")
    return "nobody has said what counts as leaving: rapport setting set churn.definition contracts";
  if (head.week === null) return "insufficient evidence: no week has been scored up to this day";
  return scored === 0 ? "insufficient evidence: no client with recurring revenue has a score" : null;
};

/** How the sum is to be taken where the model is not sure of the firm; null where it is. */
const whyDoubted = (churns: number, least: number, drifted: boolean): string | null => {
  if (drifted)
    return "a rough guide: the firm's data have drifted from what the model learnt from (rapport model fit)";
  return churns < least
    ? `typical of firms like yours: the model in force has seen ${churns} of your clients leave`
    : null;
};

/**
 * What of the clients' recurring revenue is at risk, by their scores on the day. `clients` with recurring revenue, in a fixed
 * order.
 */
export const riskOfRevenue = (
  ground: RetentionGround,
  clients: ReadonlyArray<ClientRevenue>,
): RevenueAtRisk => {
  const { head, settings } = ground.risk;
  const scored = clients.flatMap((client) => {
    const score = toldScore(ground, client.party);
    return score === null ? [] : [{ ...client, score }];
  });
  const noticeGiven = clients.filter(({ party }) => ground.ends.has(party));
  const [yearMinor, scoredMinor, noticeGivenMinor] = [sum(clients), sum(scored), sum(noticeGiven)];
  const parts = {
    horizonWeeks: head.model.horizonWeeks,
    yearMinor,
    scoredMinor,
    noticeGivenMinor,
    unscoredMinor: yearMinor - scoredMinor - noticeGivenMinor,
  };
  const why = whyNot(ground, scored.length);
  if (why !== null)
    return { ...parts, expectedMinor: null, lowMinor: null, highMinor: null, basis: null, why };
  const exposures = scored.map(({ yearMinor, score }) => ({
    yearMinor,
    chance: score.chance_micro / micro,
    chanceLow: score.chance_low_micro / micro,
    chanceHigh: score.chance_high_micro / micro,
  }));
  const doubt = whyDoubted(
    head.model.churns,
    settingNumber(settings, "risk.least.churns"),
    scored.some(({ score: { shown } }) => shown === "rank"),
  );
  return {
    ...parts,
    ...revenueAtRisk(exposures, dayNumber(head.week ?? head.asOf)),
    basis: doubt === null ? "own" : "typical",
    why: doubt,
  };
};

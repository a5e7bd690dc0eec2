import type { LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import type { RiskRow } from "@rapport/contracts/http/risk/Risk";
import { actionText } from "@rapport/domain/decisions/history/wordText";
import type { DigestRow } from "./Digest.ts";

/** What is proposed about a client, in words; "" of one that nothing is proposed of. */
export const proposalText = (row: LadderRow | undefined): string => {
  if (row === undefined) return "";
  return row.recommendation === "talk" ? "talk first" : actionText[row.recommendation];
};

/**
 * How likely a client is to give notice, as far as it is told: `21 % (12 to 34)`, `high`, `rank 3`, or why there is nothing.
 */
export const riskText = ({ chance, band, shown, rank }: RiskRow): string => {
  if (chance !== null) return `${chance.percent} % (${chance.lowPercent} to ${chance.highPercent})`;
  if (band !== null) return band;
  return shown === "rank" && rank !== null ? `rank ${rank}` : shown.replaceAll("_", " ");
};

/** Addresses of the dashboard, as of a day. */
export const linksTo = (home: string, asOf: string) => {
  const at = (path: string): string => `${home.replace(/\/$/, "")}${path}?asOf=${asOf}`;
  return {
    client: (id: string): string => at(`/clients/${encodeURIComponent(id)}`),
    home: at("/"),
  };
};
export type DigestLinks = ReturnType<typeof linksTo>;

/** Every client with a score, in the order of risk. */
export const clientRows = (
  risk: ReadonlyArray<RiskRow>,
  ladder: ReadonlyMap<string, LadderRow>,
  links: DigestLinks,
): ReadonlyArray<DigestRow> =>
  risk.map((row) => {
    const step = ladder.get(row.id);
    return {
      client: row.name,
      owner: row.ownerName ?? row.owner ?? "",
      risk: riskText(row),
      chancePercent: row.chance?.percent ?? null,
      revenueMinor: step?.quarter.revenueMinor ?? null,
      contributionMinor: step?.quarter.contributionMinor ?? null,
      effortHours: step === undefined ? null : Math.round(step.quarter.effortSeconds / 360) / 10,
      proposal: proposalText(step),
      because: step?.because ?? "",
      link: links.client(row.id),
    };
  });

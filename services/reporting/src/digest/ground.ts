import type { LadderPage, LadderRow } from "@rapport/contracts/http/decisions/Ladder";
import type { RiskPage, RiskRow } from "@rapport/contracts/http/risk/Risk";
import { Effect } from "effect";
import { moneyText } from "../render/money.ts";
import type { ReportReads } from "../Reports.ts";
import { type DigestLinks, linksTo, proposalText } from "./clientRows.ts";
import type { DigestItem } from "./Digest.ts";

/** What both digests are made from. */
export interface DigestGround {
  readonly reports: ReportReads;
  readonly asOf: string;
  readonly from: string;
  readonly risk: RiskPage;
  readonly ladder: LadderPage;
  readonly scoreOf: ReadonlyMap<string, RiskRow>;
  readonly stepOf: ReadonlyMap<string, LadderRow>;
  readonly links: DigestLinks;
  readonly money: (minor: number) => string;
}

const everybody = 1_000_000;
/** Items of a section: what one reads on a Monday. */
export const sectionLength = 5;

/** What the week's digest is of, by those reports. */
export const readGround = (
  reports: ReportReads,
  days: { readonly from: string; readonly asOf: string },
  home: string,
) =>
  Effect.gen(function* () {
    const { asOf, from } = days;
    const risk = yield* reports.risk({ asOf, limit: everybody });
    const ladder = yield* reports.ladder({ asOf, limit: everybody });
    const { currency } = ladder;
    return {
      reports,
      asOf,
      from,
      risk,
      ladder,
      scoreOf: new Map(risk.items.map((row) => [row.id, row])),
      stepOf: new Map(ladder.items.map((row) => [row.id, row])),
      links: linksTo(home, asOf),
      money: (minor) => (currency === null ? "–" : moneyText(minor, currency)),
    } satisfies DigestGround;
  });

/** An item of a client with the proposal about it. */
export const itemOf = (
  { stepOf, links }: DigestGround,
  client: { readonly id: string; readonly name: string },
  number: string,
  reason: string,
  action?: string,
): DigestItem => ({
  client: client.name,
  number,
  reason,
  action: action ?? (proposalText(stepOf.get(client.id)) || "look at it"),
  link: links.client(client.id),
});

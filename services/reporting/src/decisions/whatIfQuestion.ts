import type { WhatIfAsk } from "@rapport/contracts/http/decisions/WhatIf";
import { priceForMargin } from "@rapport/domain/decisions/whatIf/changeOf";
import type { ClientYear, Question } from "@rapport/domain/decisions/whatIf/ClientYear";
import { currencyOf } from "@rapport/domain/money/Currency";
import { Effect } from "effect";
import { moneyText } from "../render/money.ts";
import type { BandWorkRow, DecisionCard } from "./decisionQueries.ts";
import { type ClientMoney, sumsOf } from "./readMoney.ts";
import { InvalidQuestion } from "./WhatIfErrors.ts";

export interface WhatIfRequest {
  readonly asOf?: string | undefined;
  readonly ask: WhatIfAsk;
  /** Of price: percent that are added, or the revenue of a year in whole units of the currency. */
  readonly percent?: number | undefined;
  readonly revenue?: number | undefined;
  /** Of cap: hours a month. */
  readonly hours?: number | undefined;
  readonly tier?: string | undefined;
  readonly band?: string | undefined;
}

/** What questions are made of besides the client's year. */
export interface Asked {
  readonly year: ClientYear;
  readonly currency: string;
  readonly marginTarget: number;
  readonly money: ClientMoney;
  readonly cards: ReadonlyMap<string, DecisionCard>;
  readonly bands: ReadonlyArray<BandWorkRow>;
}

export interface Posed {
  readonly question: Question;
  readonly text: string;
}

type Answer = Effect.Effect<Posed, InvalidQuestion>;

const refuse = (parameter: string, problem: string, action: string) =>
  Effect.fail(new InvalidQuestion({ parameter, problem, action }));

const listOf = (words: ReadonlyArray<string>): string =>
  words.length === 0 ? "There is none." : `There are ${words.join(", ")}.`;

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const price = ({ percent, revenue }: WhatIfRequest, { year, currency, marginTarget }: Asked): Answer => {
  if (percent !== undefined && revenue !== undefined)
    return refuse("price", "percent and revenue are both given", "Give one of them.");
  const asked = (revenueMinor: number): Posed => ({
    question: { ask: "price", revenueMinor },
    text: `a price of ${moneyText(revenueMinor, currency)} a year`,
  });
  if (revenue !== undefined) {
    const digits = Number(currencyOf(currency)?.exponent ?? 0);
    return Effect.succeed(asked(Math.round(revenue * 10 ** digits)));
  }
  if (percent !== undefined && percent < -100)
    return refuse("percent", `${percent} is less than -100`, "A price cannot fall below nothing.");
  return Effect.succeed(
    asked(
      percent === undefined
        ? priceForMargin(year, marginTarget)
        : Math.round(year.revenueMinor * (1 + percent / 100)) || 0,
    ),
  );
};

const cap = ({ hours }: WhatIfRequest): Answer =>
  hours === undefined || hours < 0
    ? refuse(
        "hours",
        hours === undefined ? "is missing" : `${hours} is below 0`,
        "Say how many hours a month are the most.",
      )
    : Effect.succeed({
        question: { ask: "cap", secondsPerMonth: Math.round(hours * 3600) },
        text: `at most ${hours} hours of work a month`,
      });

const tiersOf = (cards: Asked["cards"]): Array<string> =>
  [...new Set([...cards.values()].map((card) => card.tier))].filter((one) => one !== "").toSorted();

const bandsOf = (bands: Asked["bands"]) =>
  Map.groupBy(
    bands.filter(({ band, seconds }) => band !== "" && seconds > 0),
    ({ band }) => band,
  );

/** The tiers and role bands that a question may name. */
export const choicesOf = ({ cards, bands }: Asked) => ({
  tiers: tiersOf(cards),
  bands: [...bandsOf(bands).keys()].toSorted(),
});

/** What the clients of a tier pay and take in a year: medians of those that were there. */
const tier = ({ tier: wanted }: WhatIfRequest, { year, cards, money }: Asked): Answer => {
  const tiers = tiersOf(cards);
  if (wanted === undefined) return refuse("tier", "is missing", listOf(tiers));
  const peers = [...money.months]
    .filter(
      ([party]) => party !== year.party && cards.get(party)?.tier.toLowerCase() === wanted.toLowerCase(),
    )
    .map(([, months]) => ({ ...sumsOf(months), months: months.length }));
  if (peers.length === 0)
    return refuse("tier", `no other client of tier ${wanted} had money in these months`, listOf(tiers));
  const months = Math.max(1, year.monthSeconds.length);
  const revenueMinor = Math.round(median(peers.map((peer) => (peer.revenueMinor / peer.months) * months)));
  const seconds = Math.round(median(peers.map((peer) => (peer.effortSeconds / peer.months) * months)));
  return Effect.succeed({
    question: { ask: "tier", tier: wanted, revenueMinor, seconds },
    text: `to pay and take what the ${peers.length} clients of tier ${wanted} usually do`,
  });
};

const handOver = ({ band: wanted }: WhatIfRequest, { bands }: Asked): Answer => {
  const byBand = bandsOf(bands);
  const known = listOf([...byBand.keys()].toSorted());
  if (wanted === undefined)
    return refuse("band", "is missing", `Say which role band takes the work over. ${known}`);
  const rows = byBand.get(wanted);
  if (rows === undefined)
    return refuse("band", `nobody of band ${wanted} worked for clients in these months`, known);
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  const costMinor = rows.reduce((sum, row) => sum + row.cost_minor, 0);
  return Effect.succeed({
    question: { ask: "hand_over", band: wanted, hourCostMinor: Math.round((costMinor * 3600) / seconds) },
    text: `to hand it over to band ${wanted}`,
  });
};

/** The question that a request asks of a client's year. */
export const questionOf = (request: WhatIfRequest, asked: Asked): Answer => {
  switch (request.ask) {
    case "drop":
      return Effect.succeed({ question: { ask: "drop" }, text: "to part with it" });
    case "price":
      return price(request, asked);
    case "cap":
      return cap(request);
    case "tier":
      return tier(request, asked);
    case "hand_over":
      return handOver(request, asked);
  }
};

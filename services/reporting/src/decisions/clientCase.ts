import type { LadderAction } from "@rapport/contracts/Decisions";
import type { ClientCase, FirmTerms } from "@rapport/domain/decisions/ladder/ClientCase";
import { causesOf } from "@rapport/domain/decisions/ladder/causes";
import { marginNoise } from "@rapport/domain/decisions/ladder/marginNoise";
import type { Standing } from "@rapport/domain/decisions/ladder/parting";
import type { ClientWords } from "@rapport/domain/decisions/words/Words";
import { dayNumber, dayOf } from "@rapport/domain/economics/money/days";
import { expectedMargins } from "@rapport/domain/economics/money/lifetimeValue";
import { causeSignsOf } from "./courseSigns.ts";
import { labourDraws, labourFactors } from "./labourDraws.ts";
import { type MoneySums, sumsOf } from "./readMoney.ts";
import type { Portfolio } from "./readPortfolio.ts";
import { chanceOf } from "./readScores.ts";
import { monthsFrom, wholeQuarterTo } from "./spans.ts";
import type { Upkeep } from "./upkeep.ts";

const quartersBack = 4;
/** After so many days a decision has had time to work. */
const triedDays = 91;
/** What was tried longer ago may be tried again: two years. */
const rememberedDays = 730;

/** Whole months of the last year that a client has been one, at least one. */
const monthsOf = ({ money, year }: Portfolio, party: string): number => {
  const first = money.months.get(party)?.[0]?.first ?? year.last;
  return Math.max(1, monthsFrom(first, year.last));
};

/** Net contribution by whole quarter, the latest first, of the quarters that a client has been one. */
const quarterMargins = (portfolio: Portfolio, party: string): ReadonlyArray<number> => {
  const months = portfolio.money.months.get(party) ?? [];
  const quarters = Math.min(quartersBack, Math.floor(monthsOf(portfolio, party) / 3));
  return Array.from({ length: quarters }, (_, back) => {
    const { from, last } = wholeQuarterTo(portfolio.asOf.day, back);
    const sums = sumsOf(months.filter(({ first }) => first >= from && first <= last));
    return sums.revenueMinor - sums.costMinor;
  });
};

const perQuarter = (sums: MoneySums, months: number) => {
  const quarter = (minor: number) => Math.round((minor * 3) / months) || 0;
  return {
    revenueMinor: quarter(sums.revenueMinor),
    labourMinor: quarter(sums.labourMinor),
    overheadMinor: quarter(sums.overheadMinor),
    expensesMinor: quarter(sums.expensesMinor),
    creditMinor: quarter(sums.creditMinor),
    effortSeconds: quarter(sums.effortSeconds),
  };
};

/** A case with what it was made of. */
export interface LadderCase {
  readonly one: ClientCase;
  readonly months: number;
}

/** The cases of all clients that have not given notice, in the portfolio's order. */
export const casesOf = (
  portfolio: Portfolio,
  upkeep: ReadonlyArray<Upkeep>,
  noticeWeeksOf: (party: string) => number,
): ReadonlyArray<LadderCase> => {
  const { parties, money, scored } = portfolio;
  const margins = parties.map((party) => ({ party, marginsMinor: quarterMargins(portfolio, party) }));
  const expected = expectedMargins(margins);
  const noise = marginNoise(
    parties.map((party, n) => ({
      marginsMinor: margins[n]!.marginsMinor,
      revenueMinor: sumsOf(money.months.get(party) ?? []).revenueMinor,
    })),
  );
  return parties.map((party, n) => {
    const rows = money.months.get(party) ?? [];
    const sums = sumsOf(rows);
    const months = monthsOf(portfolio, party);
    const one: ClientCase = {
      party,
      money: perQuarter(sums, months),
      marginMinor: expected[n]!.marginMinor,
      marginSdMinor: noise[n]!,
      labourFactors: labourFactors(labourDraws(rows, money.multipliers, money.draws), sums.labourMinor),
      chance: chanceOf(scored.scores.get(party)),
      noticeWeeks: noticeWeeksOf(party),
      ownCauseShare: upkeep[n]!.own.share,
    };
    return { one, months };
  });
};

/** Actions that were tried in the last two years: plays that ended without having been stopped, and decisions a quarter old. */
const triedOf = (words: ClientWords | undefined, day: string): ReadonlySet<LadderAction> => {
  const [since, old] = [rememberedDays, triedDays].map((days) => dayOf(dayNumber(day) - days));
  return new Set([
    ...(words?.plays ?? []).flatMap(({ action, ended }) =>
      ended === null || ended.outcome === "stopped" || ended.endedOn < since! ? [] : [action],
    ),
    ...(words?.decisions ?? []).flatMap(({ action, decidedOn }) =>
      decidedOn <= old! && decidedOn >= since! ? [action] : [],
    ),
  ]);
};

/** What is known of a client besides its figures. */
export const standingOf = (
  { words, courses, settled, asOf }: Portfolio,
  { one, months }: LadderCase,
  upkeep: Upkeep,
  firm: FirmTerms,
): Standing => {
  const said = words.clients.get(one.party);
  const weeks = courses.get(one.party)?.weeks ?? [];
  const signs = causeSignsOf(weeks, upkeep.figure);
  return {
    causes: causesOf(one, firm, settled.marginTarget, signs),
    tried: triedOf(said, asOf.day),
    waived: new Set((said?.waivers ?? []).map(({ action }) => action)),
    flags: [...(said?.flags.keys() ?? [])],
    ageWeeks: Math.max(weeks.length, Math.floor((months * 365.25) / 12 / 7)),
  };
};

import type { LadderAction } from "@rapport/contracts/Decisions";
import { commonDraws } from "@rapport/domain/decisions/draws/CommonDraws";
import { causesOf } from "@rapport/domain/decisions/ladder/causes";
import {
  type Chance,
  type ClientCase,
  contributionOf,
  type FirmTerms,
} from "@rapport/domain/decisions/ladder/ClientCase";
import { effectsOf } from "@rapport/domain/decisions/ladder/Effects";
import { marginNoise } from "@rapport/domain/decisions/ladder/marginNoise";
import { type Recommendation, recommend } from "@rapport/domain/decisions/ladder/recommend";
import { valueActions } from "@rapport/domain/decisions/ladder/valueActions";
import { ownCause } from "@rapport/domain/decisions/maintenance/ownCause";
import { expectedMargins } from "@rapport/domain/economics/money/lifetimeValue";
import { settingNumber, settingsByDay } from "@rapport/domain/economics/settings/resolveSettings";
import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";
import { makeDraws } from "../../secondSimulator/Draws.ts";

/** A client as the ladder meets it: its weeks up to now, and what the score says. */
export interface LadderClient {
  readonly party: string;
  readonly weeks: ReadonlyArray<ClientWeek>;
  readonly chance: Chance | null;
  readonly noticeWeeks: number;
}

export interface LadderAnswer {
  readonly party: string;
  readonly one: ClientCase;
  readonly answer: Recommendation;
}

const quarter = 13;
/** Correspondence and tickets of all effort, where nothing says it more finely. */
const correspondence = 0.3;
/** How unsure the minutes are, log-standard deviation. */
const labourSd = 0.1;

const sum = (weeks: ReadonlyArray<ClientWeek>, of: (week: ClientWeek) => number): number =>
  weeks.reduce((all, week) => all + of(week), 0);

/** Net contributions of the last four whole quarters, the latest first. */
const quarterMargins = (weeks: ReadonlyArray<ClientWeek>): ReadonlyArray<number> =>
  Array.from({ length: Math.min(4, Math.floor(weeks.length / quarter)) }, (_, back) => {
    const own = weeks.slice(weeks.length - (back + 1) * quarter, weeks.length - back * quarter);
    return sum(own, (week) => week.revenueMinor - week.costMinor);
  });

const moneyOf = (weeks: ReadonlyArray<ClientWeek>): ClientCase["money"] => {
  const last = weeks.slice(-4 * quarter);
  const per = (of: (week: ClientWeek) => number) => Math.round((sum(last, of) * quarter) / Math.max(1, last.length));
  return {
    revenueMinor: per((week) => week.revenueMinor),
    labourMinor: per((week) => week.costMinor),
    overheadMinor: 0,
    expensesMinor: 0,
    creditMinor: 0,
    effortSeconds: per((week) => week.effortSeconds),
  };
}; // prettier-ignore

const settings = settingsByDay([])("2026-01-01");

/** What the ladder says of the clients of a firm, by the settings as they ship. `tried` was done before and is left out. */
export const ladderOf = (
  clients: ReadonlyArray<LadderClient>,
  quarterlyChurn: number,
  { tried, drawCount = 500 }: { readonly tried: ReadonlyArray<LadderAction>; readonly drawCount?: number },
): ReadonlyArray<LadderAnswer> => {
  const margins = clients.map(({ party, weeks }) => ({ party, marginsMinor: quarterMargins(weeks) }));
  const expected = expectedMargins(margins);
  const money = clients.map(({ weeks }) => moneyOf(weeks));
  const noise = marginNoise(
    clients.map(({ weeks }, n) => ({
      marginsMinor: margins[n]!.marginsMinor,
      revenueMinor: sum(weeks.slice(-4 * quarter), (week) => week.revenueMinor),
    })),
  );
  const hours = money.reduce((all, { effortSeconds }) => all + effortSeconds / 3600, 0);
  const firm: FirmTerms = {
    quarterlyChurn,
    discountPerYear: settingNumber(settings, "capital.cost") / 100,
    hourCostMinor: Math.round(money.reduce((all, { labourMinor }) => all + labourMinor, 0) / hours),
    hourMarginMinor: Math.max(0, Math.round(money.reduce((all, one) => all + contributionOf(one), 0) / hours)),
  };
  const effects = effectsOf(settings);
  const draws = commonDraws(drawCount);
  const factors = makeDraws(12);
  const labourFactors = Float64Array.from({ length: drawCount }, () => Math.exp(labourSd * factors.normal()));
  return clients.map(({ party, weeks, chance, noticeWeeks }, n) => {
    const effort = sum(weeks.slice(-26), (week) => week.effortSeconds);
    const one: ClientCase = {
      party,
      money: money[n]!,
      marginMinor: expected[n]!.marginMinor,
      marginSdMinor: noise[n]!,
      labourFactors,
      chance,
      noticeWeeks,
      ownCauseShare: ownCause(weeks, correspondence * effort).share,
    };
    const last = weeks.slice(-quarter);
    const signs = {
      trouble: last.some((week) => week.complaints > 0 || week.ticketsEscalated > 0 || week.openEscalations > 0),
      beyondBounds: false,
    };
    const causes = causesOf(one, firm, settingNumber(settings, "margin.target") / 100, signs);
    const standing = { causes, tried: new Set(tried), waived: new Set(tried), flags: [], ageWeeks: weeks.length };
    const answer = recommend(one, valueActions(one, firm, effects, draws), {
      draws,
      effects,
      standing,
      ownCauseLimit: settingNumber(settings, "maintenance.own_cause"),
    });
    return { party, one, answer };
  });
}; // prettier-ignore

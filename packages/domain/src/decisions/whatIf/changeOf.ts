import type { Effects } from "../ladder/Effects.ts";
import { type BandWork, type ClientYear, costOfYear, type Question } from "./ClientYear.ts";

/** What a year is like when a question's answer is yes, before anything about what can be avoided; minor units. */
export interface Change {
  /** What it brings in the first year, and in later ones. */
  readonly revenueMinor: number;
  readonly laterRevenueMinor: number;
  /** Work that is no longer needed, by who did it; of bands that take it over negative. */
  readonly freed: ReadonlyArray<BandWork>;
  /** Of the labour, what work that is handed over costs less (or more, negative): that counts at once. */
  readonly cheaperMinor: number;
  /** Overhead, expenses and credit that are no longer there to be borne by the client. */
  readonly overheadMinor: number;
  readonly expensesMinor: number;
  readonly creditMinor: number;
  /** Hours that it takes to get there. */
  readonly hours: number;
}

const hourSeconds = 3600;

/** A share of each band's work. */
const partOf = (bands: ReadonlyArray<BandWork>, share: number): ReadonlyArray<BandWork> =>
  bands.map(({ band, seconds, costMinor }) => ({
    band,
    seconds: Math.round(seconds * share) || 0,
    costMinor: Math.round(costMinor * share) || 0,
  }));

const unchanged = (year: ClientYear): Change => ({
  revenueMinor: year.revenueMinor,
  laterRevenueMinor: year.revenueMinor,
  freed: [],
  cheaperMinor: 0,
  overheadMinor: 0,
  expensesMinor: 0,
  creditMinor: 0,
  hours: 0,
});

/** Losses and late payment grow with what is owed. */
const creditAt = (year: ClientYear, revenueMinor: number): number =>
  year.revenueMinor > 0
    ? year.creditMinor - (Math.round((year.creditMinor * Math.max(0, revenueMinor)) / year.revenueMinor) || 0)
    : 0;

/** Of the work of all months, what is above so many seconds a month. */
const shareAbove = (months: ReadonlyArray<number>, secondsPerMonth: number): number => {
  const all = months.reduce((sum, seconds) => sum + seconds, 0);
  const above = months.reduce((sum, seconds) => sum + Math.max(0, seconds - secondsPerMonth), 0);
  return all <= 0 ? 0 : above / all;
};

const handedOver = (
  year: ClientYear,
  question: Extract<Question, { readonly ask: "hand_over" }>,
  effects: Effects,
): Change => {
  const moved = year.bands.filter(({ band, seconds }) => band !== question.band && seconds > 0);
  const seconds = moved.reduce((sum, one) => sum + one.seconds, 0);
  const costs = moved.reduce((sum, one) => sum + one.costMinor, 0);
  const costMinor = Math.round((seconds / hourSeconds) * question.hourCostMinor) || 0;
  return {
    ...unchanged(year),
    revenueMinor:
      year.revenueMinor - (Math.round(Math.max(0, year.revenueMinor) * effects.handOver.revenue) || 0),
    freed: seconds === 0 ? [] : [...moved, { band: question.band, seconds: -seconds, costMinor: -costMinor }],
    cheaperMinor: costs - costMinor,
    hours: effects.handOver.hours,
  };
};

/** What changes in a year of a client by what is asked. */
export const changeOf = (year: ClientYear, question: Question, effects: Effects): Change => {
  switch (question.ask) {
    case "drop":
      return {
        revenueMinor: 0,
        laterRevenueMinor: 0,
        freed: year.bands,
        cheaperMinor: 0,
        overheadMinor: year.overheadMinor,
        expensesMinor: year.expensesMinor,
        creditMinor: year.creditMinor,
        hours: effects.partWays.hours,
      };
    case "price":
      return {
        ...unchanged(year),
        revenueMinor: question.revenueMinor,
        laterRevenueMinor: question.revenueMinor,
        hours: effects.reprice.hours,
      };
    case "cap":
      return {
        ...unchanged(year),
        freed: partOf(year.bands, shareAbove(year.monthSeconds, question.secondsPerMonth)),
        hours: effects.boundaries.hours,
      };
    case "tier": {
      const seconds = year.bands.reduce((sum, band) => sum + band.seconds, 0);
      return {
        ...unchanged(year),
        revenueMinor: question.revenueMinor,
        laterRevenueMinor: question.revenueMinor,
        // A client that takes less than its tier does not begin to take more.
        freed: partOf(year.bands, seconds <= 0 ? 0 : Math.max(0, 1 - question.seconds / seconds)),
        creditMinor: creditAt(year, question.revenueMinor),
        hours: effects.boundaries.hours,
      };
    }
    case "hand_over":
      return handedOver(year, question, effects);
  }
};

/** The revenue at which what is left of it is the margin aimed at (a share below 1), minor units, rounded once. */
export const priceForMargin = (year: ClientYear, marginTarget: number): number =>
  Math.round(costOfYear(year) / (1 - marginTarget)) || 0;

import type { Chance } from "../chance/Chance.ts";
import { firstDayOf, monthIndex, dayMs } from "../time/days.ts";

/** What the books say of a month's money: one of `from` is `rate` of `to`, a decimal as written. */
interface Quote {
  readonly from: string;
  readonly to: string;
  readonly rate: string;
}
export interface ExchangeDay {
  readonly day: number;
  readonly quotes: ReadonlyArray<Quote>;
}
/** In order of day; the last on or before a day holds. */
export type Exchange = ReadonlyArray<ExchangeDay>;

/**
 * Rates of the first of each month, with noise. Euros are quoted in pounds, pounds in dollars, euros in yen: so one is
 * to be taken as it is, one the other way round, and one over the euro.
 */
export const makeExchange = (chance: Chance, startDay: number, endDay: number): Exchange => {
  const days: Array<ExchangeDay> = [];
  let [eur, usd, jpy] = [0.85, 1.282, 160.4];
  const last = monthIndex((endDay - 1) * dayMs);
  for (let month = monthIndex(startDay * dayMs); month <= last; month++) {
    const quotes = [
      { from: "EUR", to: "GBP", rate: eur.toFixed(4) },
      { from: "GBP", to: "USD", rate: usd.toFixed(5) },
      { from: "EUR", to: "JPY", rate: jpy.toFixed(2) },
    ];
    days.push({ day: firstDayOf(month), quotes });
    eur = chance.logNormal(0.85 + 0.8 * (eur - 0.85), 0.009);
    usd = chance.logNormal(1.282 + 0.8 * (usd - 1.282), 0.012);
    jpy = chance.logNormal(160.4 + 0.8 * (jpy - 160.4), 0.014);
  }
  return days;
};

/** A decimal as a fraction of whole numbers. */
const fraction = (text: string): readonly [over: bigint, under: bigint] => {
  const [whole, decimals = ""] = text.split(".");
  return [BigInt(`${whole!}${decimals}`), 10n ** BigInt(decimals.length)];
};

/** Pence for one minor unit of a currency on a day, as an exact fraction. JPY has no minor units. */
const penceFor = (exchange: Exchange, day: number, currency: string): readonly [bigint, bigint] => {
  const { quotes } = exchange.findLast((one) => one.day <= day) ?? exchange[0]!;
  const rate = (from: string, to: string) =>
    fraction(quotes.find((quote) => quote.from === from && quote.to === to)!.rate);
  const [pounds, euros] = rate("EUR", "GBP");
  if (currency === "EUR") return [pounds, euros];
  if (currency === "USD") {
    const [dollars, pound] = rate("GBP", "USD");
    return [pound, dollars];
  }
  const [yen, euro] = rate("EUR", "JPY");
  return [100n * euro * pounds, yen * euros];
};

/** Half away from zero. */
const rounded = (over: bigint, under: bigint): number => {
  const size = over < 0n ? -over : over;
  const whole = (2n * size + under) / (2n * under);
  return Number(over < 0n ? -whole : whole);
};

/** Pence at the rate of that day, rounded once; `part` over `whole` of them. */
export const penceOn = (
  exchange: Exchange,
  day: number,
  minor: number,
  currency: string,
  [part, whole]: readonly [part: number, whole: number] = [1, 1],
): number => {
  const [over, under] = currency === "GBP" ? [1n, 1n] : penceFor(exchange, day, currency);
  return rounded(BigInt(minor) * BigInt(part) * over, BigInt(whole) * under);
};

/** What of `total` falls on the first `part` of a whole: rounded half away from zero, so that all parts add up. */
export const shareUntil = (total: number, part: number, whole: number): number =>
  rounded(BigInt(total) * BigInt(part), BigInt(whole));

import { currencyOf } from "../../money/Currency.ts";
import { decimalFraction, type Fraction, fraction, inverse, roundedNumber, times } from "./Fraction.ts";

/** One `from` is `rate` (a decimal) `to` from a day on. `id` tells apart what two sources say of one day. */
export interface ExchangeRate {
  readonly id: string;
  readonly on: string;
  readonly from: string;
  readonly to: string;
  readonly rate: string;
}

interface Dated {
  readonly on: string;
  readonly rate: Fraction;
}

const one = fraction(1);

/** The last of them on or before a day. */
const lastOn = (rates: ReadonlyArray<Dated> | undefined, day: string): Dated | null => {
  if (rates === undefined) return null;
  let [low, high] = [0, rates.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rates[middle]!.on <= day) low = middle + 1;
    else high = middle;
  }
  return rates[low - 1] ?? null;
};

const order = (a: ExchangeRate, b: ExchangeRate): number =>
  a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1;

/**
 * Exchange rates as they were said, in whatever order. Of a day the last rate said for it or before holds: between
 * the two currencies themselves, in whichever direction was said later (on one day, the one that is asked for); where
 * there is none, over the one common currency whose older leg is the newest (then the first by its code). Of two
 * rates of one pair and day the one of the greater id holds. A rate of 0 says nothing.
 */
export class ExchangeRates {
  readonly #pairs = new Map<string, Array<Dated>>();
  readonly #partners = new Map<string, Set<string>>();

  constructor(rates: Iterable<ExchangeRate>) {
    for (const { on, from, to, rate } of [...rates].toSorted(order)) {
      const exact = decimalFraction(rate);
      if (exact.over <= 0n || from === to) continue;
      const dated = this.#pairs.get(`${from}${to}`) ?? [];
      if (dated.at(-1)?.on === on) dated.pop();
      dated.push({ on, rate: exact });
      this.#pairs.set(`${from}${to}`, dated);
      this.#partner(from, to);
      this.#partner(to, from);
    }
  }

  #partner(of: string, partner: string): void {
    const partners = this.#partners.get(of) ?? new Set();
    this.#partners.set(of, partners.add(partner));
  }

  #between(from: string, to: string, day: string): Dated | null {
    const said = lastOn(this.#pairs.get(`${from}${to}`), day);
    const other = lastOn(this.#pairs.get(`${to}${from}`), day);
    if (other === null || (said !== null && said.on >= other.on)) return said;
    return { on: other.on, rate: inverse(other.rate) };
  }

  #over(from: string, to: string, day: string): Dated | null {
    const theirs = this.#partners.get(to);
    let best: Dated | null = null;
    for (const common of [...(this.#partners.get(from) ?? [])].toSorted()) {
      if (theirs?.has(common) !== true) continue;
      const first = this.#between(from, common, day);
      const second = this.#between(common, to, day);
      if (first === null || second === null) continue;
      const on = first.on < second.on ? first.on : second.on;
      if (best === null || on > best.on) best = { on, rate: times(first.rate, second.rate) };
    }
    return best;
  }

  /** How many `to` one `from` is on a day (`YYYY-MM-DD`); null where nothing says it. */
  rateOn(day: string, from: string, to: string): Fraction | null {
    if (from === to) return one;
    return (this.#between(from, to, day) ?? this.#over(from, to, day))?.rate ?? null;
  }

  /**
   * What a minor unit of `from` is in minor units of `to`, which may have other decimals; null where no rate says it
   * or ISO 4217 does not know one of them.
   */
  minorFactor(day: string, from: string, to: string): Fraction | null {
    if (from === to) return one;
    const rate = this.rateOn(day, from, to);
    const [left, right] = [currencyOf(from), currencyOf(to)];
    if (rate === null || left === null || right === null) return null;
    return times(rate, fraction(10n ** right.exponent, 10n ** left.exponent));
  }

  /**
   * Minor units of one currency in those of another at a day's rate, rounded once, halves away from 0; null where
   * nothing says the rate or the amount is beyond what a number holds.
   */
  convert(day: string, minor: number, from: string, to: string): number | null {
    const factor = this.minorFactor(day, from, to);
    return factor === null ? null : roundedNumber(times(fraction(minor), factor));
  }
}

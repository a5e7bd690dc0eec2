import type { EconomicsHead } from "@rapport/contracts/http/economics/head";
import { ExchangeRates } from "@rapport/domain/economics/money/ExchangeRates";
import { type Fraction, fraction, roundedNumber, times } from "@rapport/domain/economics/money/Fraction";
import { readRates } from "@rapport/economics/terms/readRates";
import { knownBy } from "@rapport/economics/terms/versions";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { Warehouse } from "../read/Warehouse.ts";
import { InvalidCurrency } from "../ReportErrors.ts";

/** An answer with amounts: in which currency, as of which day, and up to which where it is about a span. */
type Amounts = Pick<EconomicsHead, "asOf" | "currency" | "converted"> & { readonly to?: string };

/** What is said in other currencies or as it was said then. */
const kept: ReadonlySet<string> = new Set(["restatements", "unconverted"]);

/** Every number whose name ends in `Minor`, times `factor`, each rounded by itself; null beyond what a number holds. */
const converted = (value: unknown, factor: Fraction, isAmount = false): unknown => {
  if (typeof value === "number") return isAmount ? roundedNumber(times(fraction(value), factor)) : value;
  if (Array.isArray(value)) return value.map((item: unknown) => converted(item, factor));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      kept.has(name) ? item : converted(item, factor, name.endsWith("Minor")),
    ]),
  );
};

const rateDigits = 6;
const decimalOf = (rate: Fraction): string => {
  const digits = (roundedNumber(times(rate, fraction(10 ** rateDigits))) ?? 0)
    .toString()
    .padStart(rateDigits + 1, "0");
  return `${digits.slice(0, -rateDigits)}.${digits.slice(-rateDigits)}`.replace(/\.?0+$/, "");
};

/**
 * An answer with its amounts shown in another currency, at the last rate on or before the last day it is about. Each amount
 * is rounded by itself, so that sums may be off by a minor unit or two: figures are exact in the reporting currency, to
 * which their evidence adds up. Undefined: as it is. Refuses a currency to which no rate leads.
 */
export const inCurrency =
  (warehouse: Warehouse, currency: string | undefined) =>
  <A extends Amounts>(answer: A): Effect.Effect<A, WarehouseError | InvalidCurrency> =>
    Effect.gen(function* () {
      const from = answer.currency;
      if (currency === undefined || from === null || currency === from) return answer;
      const versions = yield* Effect.provideService(readRates, WarehouseReader, warehouse);
      const said = knownBy(versions.exchangeRates, Number.POSITIVE_INFINITY);
      const rates = new ExchangeRates(said);
      const { asOf, to = asOf } = answer;
      const on = to < asOf ? to : asOf;
      const factor = rates.minorFactor(on, from, currency);
      const rate = rates.rateOn(on, from, currency);
      if (factor === null || rate === null) {
        const named = new Set(said.flatMap((one) => [one.from, one.to]));
        const others = [...named].toSorted().filter((one) => rates.minorFactor(on, from, one) !== null);
        return yield* new InvalidCurrency({ currency, reporting: from, on, others });
      }
      return {
        ...(converted(answer, factor) as A),
        currency,
        converted: { from, on, rate: decimalOf(rate) },
      };
    });

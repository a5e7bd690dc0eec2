import type { Contribution } from "../Contribution.ts";
import { settingFraction } from "./settingFraction.ts";
import { daysBetween } from "./days.ts";
import { fraction, roundedNumber, times } from "./Fraction.ts";
import { moneyContribution, unconverted } from "./moneyContribution.ts";
import type { Invoice, MoneyTerms, Payment } from "./MoneyFacts.ts";
import type { Receivable } from "./Receivable.ts";
import { shareOf } from "./shares.ts";

/** The cash of a payment that belongs to no invoice: all of it. */
export const cashOnAccount = (payment: Payment, terms: MoneyTerms): Contribution =>
  cashOf(payment, payment.amountMinor, terms);

/** `shareMinor` of a payment, its currency, is ours to keep. */
const cashOf = (payment: Payment, shareMinor: number, terms: MoneyTerms): Contribution => {
  const { day, currency, amountMinor: ownMinor } = payment;
  const cashMinor = terms.ratesOn(day).convert(day, shareMinor, currency, terms.reportingCurrency);
  return cashMinor === null
    ? unconverted(payment, ownMinor)
    : moneyContribution(payment, { category: "payment", cashMinor, ownMinor });
};

/**
 * What a late payment costs: amount × days behind the due date / 365 × a year's cost of capital of that day. The
 * amount is all that was owed, tax and what passes through with it: we were without all of it. A payment that goes
 * back is negative here as well, so that paying, returning and paying again costs the days that were open. Null for
 * what was on time.
 */
const latePayment = (payment: Payment, { dueOn }: Invoice, terms: MoneyTerms): Contribution | null => {
  const { day, currency } = payment;
  const days = dueOn === null ? 0 : daysBetween(dueOn, day);
  const factor = terms.ratesOn(day).minorFactor(day, currency, terms.reportingCurrency);
  if (days <= 0 || factor === null) return null;
  const aYear = settingFraction(terms.settingsOn(day), "capital.cost");
  const share = times(fraction(payment.amountMinor), factor, fraction(days, 365), aYear, fraction(1, 100));
  const costMinor = roundedNumber(share);
  return costMinor === null || costMinor === 0
    ? null
    : moneyContribution(payment, { category: "late_payment", measured: false, costMinor });
};

/**
 * Cash view of the payments of an invoice: of each the share that net without what passes through is of the total,
 * by running sums, so that a paid invoice comes to its net exactly; and what it costs that some came late.
 */
export const cashOfInvoice = (
  { invoice, payments }: Receivable,
  terms: MoneyTerms,
): ReadonlyArray<Contribution> => {
  const { netMinor, passThroughMinor, totalMinor } = invoice;
  const running = new Map<string, number>();
  const share = (minor: number) =>
    totalMinor === 0 ? minor : shareOf(minor, netMinor - passThroughMinor, totalMinor);
  return payments.flatMap((payment) => {
    const before = running.get(payment.currency) ?? 0;
    const after = before + payment.amountMinor;
    running.set(payment.currency, after);
    const cash = cashOf(payment, share(after) - share(before), terms);
    const late = latePayment(payment, invoice, terms);
    return late === null ? [cash] : [cash, late];
  });
};

import type { Contribution } from "../Contribution.ts";
import { dayNumber, dayOf } from "./days.ts";
import { moneyContribution, unconverted } from "./moneyContribution.ts";
import type { CreditNote, Expense, Invoice, MoneyAmounts, MoneyTerms } from "./MoneyFacts.ts";
import { evenParts } from "./shares.ts";

/** A service period longer than this is taken for a slip of the pen, and the invoice counts on its own day. */
export const mostServiceDays = 3_660;

/** The days over which an invoice's revenue is earned: its service period, else the day it was issued. */
export const serviceDays = ({
  day,
  serviceFrom,
  serviceTo,
}: Pick<Invoice, "day" | "serviceFrom" | "serviceTo">): ReadonlyArray<string> => {
  if (serviceFrom === null || serviceTo === null) return [day];
  const first = dayNumber(serviceFrom);
  const count = dayNumber(serviceTo) - first + 1;
  if (count < 1 || count > mostServiceDays) return [day];
  return Array.from({ length: count }, (_, n) => dayOf(first + n));
};

/**
 * Revenue of an invoice, accrual view: its net, and what of that only passes through taken out again; each converted
 * once at the rate of the issue day, then spread evenly over the days of service.
 */
export const recogniseInvoice = (invoice: Invoice, terms: MoneyTerms): ReadonlyArray<Contribution> => {
  const { currency, netMinor, passThroughMinor } = invoice;
  const rates = terms.ratesOn(invoice.day);
  const convert = (minor: number) => rates.convert(invoice.day, minor, currency, terms.reportingCurrency);
  const net = convert(netMinor);
  const passed = convert(-passThroughMinor);
  if (net === null || passed === null) return [unconverted(invoice, netMinor)];
  const days = serviceDays(invoice);
  const spread = (category: MoneyAmounts["category"], revenue: number, own: number) => {
    const ownOn = evenParts(own, days.length);
    return evenParts(revenue, days.length)
      .map((revenueMinor, n): MoneyAmounts => ({
        category,
        day: days[n]!,
        revenueMinor,
        ownMinor: ownOn[n]!,
      }))
      .filter((amounts) => amounts.revenueMinor !== 0 || amounts.ownMinor !== 0)
      .map((amounts) => moneyContribution(invoice, amounts));
  };
  return [...spread("invoice", net, netMinor), ...spread("pass_through", passed, -passThroughMinor)];
};

/** A credit note takes its net back on its own day. */
export const recogniseCreditNote = (note: CreditNote, terms: MoneyTerms): Contribution => {
  const { day, currency, netMinor } = note;
  const credited = terms.ratesOn(day).convert(day, netMinor, currency, terms.reportingCurrency);
  const ownMinor = -netMinor || 0;
  return credited === null
    ? unconverted(note, ownMinor)
    : moneyContribution(note, { category: "credit_note", revenueMinor: -credited || 0, ownMinor });
};

/** An expense costs what is not billed on as it is; nothing where all of it is. */
export const recogniseExpense = (expense: Expense, terms: MoneyTerms): ReadonlyArray<Contribution> => {
  const { day, currency } = expense;
  const ownMinor = expense.amountMinor - expense.passThroughMinor;
  if (ownMinor === 0) return [];
  const costMinor = terms.ratesOn(day).convert(day, ownMinor, currency, terms.reportingCurrency);
  return costMinor === null
    ? [unconverted(expense, ownMinor)]
    : [moneyContribution(expense, { category: "expense", costMinor, ownMinor })];
};

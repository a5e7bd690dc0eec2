import type { Contribution } from "../Contribution.ts";
import type { SettingKey } from "../settings/definitions.ts";
import { daysBetween, monthEnd, nextMonthEnd } from "./days.ts";
import { type Fraction, fraction, roundedNumber, times } from "./Fraction.ts";
import { moneyContribution } from "./moneyContribution.ts";
import type { MoneyTerms } from "./MoneyFacts.ts";
import { openOn, type Receivable } from "./Receivable.ts";
import { settingFraction } from "./settingFraction.ts";

const steps: ReadonlyArray<readonly [overdueFrom: number, key: SettingKey]> = [
  [181, "loss.181"],
  [91, "loss.91"],
  [61, "loss.61"],
  [31, "loss.31"],
  [1, "loss.1"],
];

/**
 * The setting that says how much of an amount so many days overdue is lost; without a due date it is never overdue.
 */
export const lossKey = (dueOn: string | null, day: string): SettingKey => {
  const overdue = dueOn === null ? 0 : daysBetween(dueOn, day);
  return steps.find(([from]) => overdue >= from)?.[1] ?? "loss.0";
};

/** Minor units of an invoice's currency with tax → of the reporting currency without tax and what passes through. */
const ourPart = ({ invoice }: Receivable, terms: MoneyTerms): Fraction | null => {
  const { day, currency, netMinor, passThroughMinor, totalMinor } = invoice;
  const factor = terms.ratesOn(day).minorFactor(day, currency, terms.reportingCurrency);
  if (factor === null || totalMinor <= 0) return null;
  return times(factor, fraction(netMinor - passThroughMinor, totalMinor));
};

/**
 * The expected loss of an invoice, as its movements at the ends of months before today: of what is open of it then,
 * without tax and what passes through, the percentage of its days overdue by the settings of that day; taken back by
 * what is paid or credited. In the reporting currency at the rate of the issue day. Nothing for an invoice that
 * cannot be converted.
 */
export const expectedLoss = (receivable: Receivable, terms: MoneyTerms): ReadonlyArray<Contribution> => {
  const { invoice, payments, credits } = receivable;
  const part = ourPart(receivable, terms);
  if (part === null) return [];
  const open = openOn(receivable, terms);
  const lastSettling = [...payments, ...credits].reduce(
    (last, { day }) => (day > last ? day : last),
    invoice.day,
  );
  const movements: Array<Contribution> = [];
  let before = 0;
  for (let day = monthEnd(invoice.day); day < terms.today; day = nextMonthEnd(day)) {
    const openMinor = open(day);
    const percent = settingFraction(terms.settingsOn(day), lossKey(invoice.dueOn, day));
    const now = roundedNumber(times(fraction(openMinor), part, percent, fraction(1, 100))) ?? 0;
    if (now !== before) {
      const costMinor = now - before;
      movements.push(
        moneyContribution(invoice, { category: "expected_loss", measured: false, day, costMinor }),
      );
    }
    before = now;
    if (openMinor === 0 && lastSettling <= day) break;
  }
  return movements;
};

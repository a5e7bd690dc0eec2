import { type BgBbParameters, chanceActive, expectedActive } from "../activity/BgBb.ts";
import { activityPatterns, fitBgBb } from "../activity/fitBgBb.ts";
import {
  expectedValue,
  fitGammaGamma,
  type GammaGammaModel,
  mayUseGammaGamma,
} from "../activity/GammaGamma.ts";
import { priorSd } from "../activity/logNormalPrior.ts";
import { expectedMargins } from "../economics/money/lifetimeValue.ts";
import { type InvoicedMonths, monthNumber, monthOf } from "./invoiceMonths.ts";

/**
 * What is believed of months with invoices before a firm's own: most months have one, and one client in five stops within a
 * year. Judgement.
 */
const monthsPrior: BgBbParameters = { alpha: 1.2, beta: 0.8, gamma: 0.5, delta: 24 };

/** What is to be expected of a client without a recurring fee. */
export interface ExpectedInvoices {
  readonly party: string;
  /** Months with an invoice, all and the last; and how many months without one since, whole ones. */
  readonly months: number;
  readonly lastMonth: string;
  readonly monthsSince: number;
  /** P(an invoice within the next 3 months), 0 to 1. */
  readonly chance3: number;
  /** The first month by which the next invoice is likelier than not; null when it never becomes so within two years. */
  readonly likelyBy: string | null;
  /** Expected in the next 12 months: months with an invoice, what a month with one brings, and both together. */
  readonly months12: number;
  readonly monthValueMinor: number;
  readonly expected12Minor: number;
}

/** Longest look ahead for the next invoice. */
const mostMonths = 24;

const likelyIn = (at: BgBbParameters, { history }: InvoicedMonths): number | null => {
  for (let ahead = 1; ahead <= mostMonths; ahead++) if (chanceActive(at, history, ahead) > 0.5) return ahead;
  return null;
};

/** By gamma-gamma where value and number of months have little to do with each other, else by shrunk means. */
const valuesOf = (clients: ReadonlyArray<InvoicedMonths>): ReadonlyArray<number> => {
  const means = clients.map(({ valuesMinor }) => ({
    events: valuesMinor.length,
    meanValue: valuesMinor.reduce((sum, value) => sum + value, 0) / valuesMinor.length,
  }));
  if (mayUseGammaGamma(means)) {
    const { model }: { readonly model: GammaGammaModel } = fitGammaGamma(means);
    return means.map((mean) => Math.round(expectedValue(model, mean)));
  }
  const shrunk = expectedMargins(
    clients.map(({ valuesMinor }, n) => ({ party: String(n), marginsMinor: valuesMinor })),
  );
  return shrunk.map(({ marginMinor }) => Math.max(0, marginMinor));
};

/**
 * When clients without a recurring fee are likely to be invoiced next, and what they will bring: BG/BB on months with an invoice
 * (design 04 §1.1), fitted on all of these clients; values by gamma-gamma or shrunk means (§1.3). `until` is the last whole
 * month that is looked at.
 */
export const expectedInvoices = (
  clients: ReadonlyArray<{ readonly party: string; readonly invoiced: InvoicedMonths }>,
  until: string,
): ReadonlyArray<ExpectedInvoices> => {
  const { alpha, beta, gamma, delta } = monthsPrior;
  const prior = { around: [alpha, beta, gamma, delta], sd: priorSd(clients.length) };
  const { parameters: at } = fitBgBb(
    activityPatterns(clients.map(({ invoiced }) => invoiced.history)),
    prior,
  );
  const values = valuesOf(clients.map(({ invoiced }) => invoiced));
  return clients.map(({ party, invoiced }, n) => {
    const { history, last, valuesMinor } = invoiced;
    const likely = likelyIn(at, invoiced);
    const months12 = expectedActive(at, history, 12);
    const monthValueMinor = values[n]!;
    return {
      party,
      months: valuesMinor.length,
      lastMonth: last,
      monthsSince: monthNumber(until) - monthNumber(last),
      chance3: chanceActive(at, history, 3),
      likelyBy: likely === null ? null : monthOf(monthNumber(until) + likely),
      months12,
      monthValueMinor,
      expected12Minor: Math.round(months12 * monthValueMinor),
    };
  });
};

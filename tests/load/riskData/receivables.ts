import { type InvoiceCourse, latenessRecord } from "@rapport/domain/activity/lateness";
import { fitLatePayment, lateChance } from "@rapport/domain/activity/latePayment";
import type { Forecast } from "@rapport/domain/statistics/Forecast";
import { corpusLines } from "./cdnow.ts";

const dayOf = (text: string): number => {
  const [month, day, year] = text.split("/").map(Number);
  return Date.UTC(year!, month! - 1, day) / 86_400_000;
};

/** 2,466 invoices of 100 clients over 2012 and 2013 (IBM's sample; fictional); null where they are not there. */
export const receivables = (): ReadonlyArray<InvoiceCourse> | null =>
  corpusLines("ibm-watson-samples/WA_Fn-UseC_-Accounts-Receivable.csv")
    ?.slice(1)
    .map((line) => line.split(","))
    .map(([, party, , , issued, due, , , settled]) => ({
      party: party!,
      issuedOn: dayOf(issued!),
      dueOn: dayOf(due!),
      settledOn: dayOf(settled!),
    })) ?? null;

/**
 * Chances of a late payment, out of time: every invoice of the second year by a model learnt anew at the start of its month
 * from what had been paid by then, and what was known of its client on the day it was issued.
 */
export const foretoldLateness = (
  invoices: ReadonlyArray<InvoiceCourse>,
): { readonly byModel: ReadonlyArray<Forecast>; readonly byRate: ReadonlyArray<Forecast> } => {
  const record = latenessRecord(invoices);
  const byModel: Array<Forecast> = [];
  const byRate: Array<Forecast> = [];
  for (let month = 0; month < 12; month++) {
    const from = Date.UTC(2013, month, 1) / 86_400_000;
    const to = Date.UTC(2013, month + 1, 1) / 86_400_000;
    const model = fitLatePayment(
      invoices.filter(({ issuedOn }) => issuedOn < from),
      from,
    );
    for (const { party, issuedOn, dueOn, settledOn } of invoices) {
      if (issuedOn < from || issuedOn >= to) continue;
      const happened = settledOn! > dueOn;
      const facts = record.before(party, issuedOn);
      byModel.push({ chance: lateChance(model, facts), happened });
      byRate.push({ chance: facts.lateRate, happened });
    }
  }
  return { byModel, byRate };
};

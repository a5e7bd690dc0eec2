import { fitMapLogistic } from "../risk/hazard/fitMapLogistic.ts";
import { logistic } from "../statistics/specialFunctions.ts";
import { type InvoiceCourse, latenessFeatures, type LatenessFacts, latenessRecord } from "./lateness.ts";

/** Weights of `latenessFeatures`. */
export interface LatePaymentModel {
  readonly weights: ReadonlyArray<number>;
  /** Invoices it was learnt from. */
  readonly invoices: number;
}

/** Before any data: the late rate as it is, and nothing else. */
const middle = [0, 1, 0, 0, 0] as const;
/** Of the intercept, and of the others (design 04 §3.2). */
const sds = [1, 0.25, 0.25, 0.25, 0.25] as const;
/** Of the first invoices hardly anything is known of how their clients pay: what is learnt from them is not to be used. */
const warmUpDays = 90;

/**
 * Learns how late rate, days and open invoices foretell a late payment, from the invoices that were paid before `day` and
 * what had been known when each was issued; a logistic regression held to the late rate by its prior, so that with few
 * invoices it is the late rate.
 */
export const fitLatePayment = (invoices: ReadonlyArray<InvoiceCourse>, day: number): LatePaymentModel => {
  const known = invoices.filter(({ settledOn }) => settledOn !== null && settledOn < day);
  const first = invoices.reduce((least, { issuedOn }) => Math.min(least, issuedOn), Infinity);
  const learnt = known.filter(({ issuedOn }) => issuedOn >= first + warmUpDays);
  const record = latenessRecord(invoices);
  const rows = learnt.map(({ party, issuedOn }) => latenessFeatures(record.before(party, issuedOn)));
  const columns = middle.length;
  const precision = new Float64Array(columns * columns);
  sds.forEach((sd, j) => (precision[j * columns + j] = 1 / sd ** 2));
  const { weights } = fitMapLogistic(
    {
      columns,
      x: Float64Array.from(rows.flat()),
      y: Float64Array.from(learnt, ({ dueOn, settledOn }) => (settledOn! > dueOn ? 1 : 0)),
      weights: null,
    },
    { mean: Float64Array.from(middle), precision },
  );
  return { weights: [...weights], invoices: learnt.length };
};

/** The chance that a client who pays so pays an invoice issued now after its due day. */
export const lateChance = ({ weights }: LatePaymentModel, facts: LatenessFacts): number =>
  logistic(latenessFeatures(facts).reduce((sum, feature, j) => sum + feature * weights[j]!, 0));

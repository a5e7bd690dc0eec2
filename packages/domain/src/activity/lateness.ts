import { logit } from "../statistics/specialFunctions.ts";

/** An invoice, days since 1970. */
export interface InvoiceCourse {
  readonly party: string;
  readonly issuedOn: number;
  readonly dueOn: number;
  /** When it was paid in full; null while it is open. */
  readonly settledOn: number | null;
}

/** How a client pays, of what was known before a day. */
export interface LatenessFacts {
  readonly settled: number;
  readonly late: number;
  /** Invoices issued before the day and not paid before it. */
  readonly open: number;
  /** Share paid late, (late + 4·g) / (settled + 4), g that of all clients. */
  readonly lateRate: number;
  /** Mean days late (0 when in time), and mean days from due day to payment, drawn to those of all clients likewise. */
  readonly meanDaysLate: number;
  readonly meanDaysAfterDue: number;
}

/** How many invoices of everybody a client's own are weighed against (design 04 §5). */
const priorInvoices = 4;
/** What is taken of everybody before anybody paid: of four invoices one was late, by four days, the others were paid on the day. */
const before = { settled: 4, late: 1, daysLate: 4, daysAfterDue: 4 };

interface Sums {
  readonly settled: number;
  readonly late: number;
  readonly daysLate: number;
  readonly daysAfterDue: number;
}

const nothing: Sums = { settled: 0, late: 0, daysLate: 0, daysAfterDue: 0 };

const withPaid = (sums: Sums, { dueOn, settledOn }: InvoiceCourse): Sums => {
  const after = settledOn! - dueOn;
  return {
    settled: sums.settled + 1,
    late: sums.late + (after > 0 ? 1 : 0),
    daysLate: sums.daysLate + Math.max(0, after),
    daysAfterDue: sums.daysAfterDue + after,
  };
};

/** (x + 4·mean of all) / (n + 4). */
const shrunk = (of: number, settled: number, ofAll: number, all: number): number =>
  (of + (priorInvoices * ofAll) / all) / (settled + priorInvoices);

/** How clients pay, asked for any client and day; nothing known on or after the day counts. */
export interface LatenessRecord {
  readonly before: (party: string, day: number) => LatenessFacts;
}

/** Reads invoices once, for many questions. */
export const latenessRecord = (invoices: ReadonlyArray<InvoiceCourse>): LatenessRecord => {
  const paid = invoices
    .filter(({ settledOn }) => settledOn !== null)
    .toSorted((a, b) => a.settledOn! - b.settledOn!);
  const running: Array<Sums> = [nothing];
  for (const invoice of paid) running.push(withPaid(running.at(-1)!, invoice));
  const paidBefore = (day: number): Sums => {
    let [low, high] = [0, paid.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (paid[middle]!.settledOn! < day) low = middle + 1;
      else high = middle;
    }
    return running[low]!;
  };
  const byParty = Map.groupBy(invoices, ({ party }) => party);
  return {
    before: (party, day) => {
      const all = paidBefore(day);
      const everybody = {
        settled: all.settled + before.settled,
        late: all.late + before.late,
        daysLate: all.daysLate + before.daysLate,
        daysAfterDue: all.daysAfterDue + before.daysAfterDue,
      };
      let own = nothing;
      let open = 0;
      for (const invoice of byParty.get(party) ?? []) {
        if (invoice.issuedOn >= day) continue;
        if (invoice.settledOn !== null && invoice.settledOn < day) own = withPaid(own, invoice);
        else open += 1;
      }
      const drawn = (key: "late" | "daysLate" | "daysAfterDue"): number =>
        shrunk(own[key], own.settled, everybody[key], everybody.settled);
      return {
        settled: own.settled,
        late: own.late,
        open,
        lateRate: drawn("late"),
        meanDaysLate: drawn("daysLate"),
        meanDaysAfterDue: drawn("daysAfterDue"),
      };
    },
  };
};

/**
 * What the chance of paying late is reckoned from: 1, log-odds of the late rate, ln(1 + mean days late), mean days from due
 * day to payment in fives, ln(1 + open invoices). Nothing of the invoice in question.
 */
export const latenessFeatures = (facts: LatenessFacts): ReadonlyArray<number> => [
  1,
  logit(facts.lateRate),
  Math.log1p(facts.meanDaysLate),
  facts.meanDaysAfterDue / 5,
  Math.log1p(facts.open),
];

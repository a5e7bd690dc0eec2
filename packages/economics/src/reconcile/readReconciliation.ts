import { Effect } from "effect";
import { monthEnd } from "@rapport/domain/economics/money/days";
import { reconcile } from "@rapport/domain/economics/reconcile/reconcile";
import type { ReconciledLine, Reconciliation } from "@rapport/domain/economics/reconcile/Reconciliation";
import type { WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { monthNumber } from "../editions/tables.ts";
import { moneyTerms } from "../money/moneyTerms.ts";
import { readTerms } from "../terms/readTerms.ts";
import { bookedAmounts } from "./bookedAmounts.ts";
import { controlAmounts, type Days, documentCosts } from "./controlAmounts.ts";
import { readBooked, readCapacityCost, readCosts } from "./readBooked.ts";
import { readControl } from "./readControl.ts";

/**
 * Everything that was a cost in these days, by whom it was for. `control`: capacity, and documents of expenses and
 * overhead; null where only a part of the month is asked for, because capacity is known by month.
 */
const costLine = (days: Days, currency: string, control: number | null) =>
  Effect.map(readCosts(days.from, days.until), (costs): ReadonlyArray<ReconciledLine> => {
    const booked = costs.reduce((sum, { costMinor }) => sum + costMinor, 0);
    if (costs.length === 0 && (control ?? 0) === 0) return [];
    const order = ["client", "organisation", "unattributed", "internal", "unused"];
    const name = (at: { readonly state: string; readonly party: string }) =>
      `${order.indexOf(at.state)} ${at.party}`;
    return [
      {
        measure: "cost",
        currency,
        parties: costs
          .toSorted((a, b) => (name(a) < name(b) ? -1 : 1))
          .map(({ state, party, costMinor: amount, events }) => ({ state, party, amount, events })),
        booked,
        control,
        controlEvents: 0,
        difference: control === null ? null : booked - control,
      },
    ];
  });

export interface ReconcileOptions {
  /** `2026-10`. */
  readonly month: string;
  /** Nothing after this day is counted, on either side; null for the whole month. */
  readonly asOf: string | null;
}

/**
 * The books of a month beside what its sources say, taken from the raw facts another way: a line per measure and
 * currency, and every document that makes a difference. Of a closed month the terms are those of its closing.
 */
export const readReconciliation = ({
  month,
  asOf,
}: ReconcileOptions): Effect.Effect<Reconciliation, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const last = monthEnd(`${month}-01`);
    const whole = asOf === null || asOf >= last;
    const days = { from: `${month}-01`, until: whole ? last : asOf };
    const terms = moneyTerms(yield* readTerms, days.until);
    const { reportingCurrency } = terms;
    const control = yield* readControl(days.from, days.until);
    const sums = yield* readBooked(days.from, days.until);
    const booked = bookedAmounts(sums, reportingCurrency).filter(
      ({ measure }) => whole || measure !== "overhead",
    );
    const unconverted = new Map(
      sums.filter(({ category }) => category === "unconverted").map((sum) => [sum.eventId, sum]),
    );
    const compared = reconcile(booked, controlAmounts(control, days, terms, whole), unconverted);
    const controlCost = whole
      ? (yield* readCapacityCost(monthNumber(month))) + documentCosts(control, days, terms)
      : null;
    const cost = yield* costLine(days, reportingCurrency, controlCost);
    const lines = [...compared.lines, ...cost];
    return { month, until: days.until, reportingCurrency, lines, documents: compared.documents };
  });

import { CoverageMeasure } from "@rapport/contracts/http/Coverage";
import type { CoverageMeasureRow } from "../queries/Coverage.ts";
import { messagesOf, shareOf } from "./rounding.ts";

const order = CoverageMeasure.shape.measure.options;
const states = CoverageMeasure.shape.states.element.shape.state.options;
/** Shared out by heads, so the warehouse counts them in millionths. */
const inMillionths: ReadonlySet<string> = new Set(["meetings", "meeting_minutes"]);

/** Each measure and currency with its states, in their documented order; sums are of integers, so they add up. */
export const coverageMeasures = (rows: ReadonlyArray<CoverageMeasureRow>): Array<CoverageMeasure> =>
  [...Map.groupBy(rows, (row) => `${String(order.indexOf(row.measure)).padStart(2, "0")} ${row.currency}`)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, lines]) => {
      const { measure, currency } = lines[0]!;
      const of = (state: string) => lines.find((line) => line.state === state)?.amount ?? 0;
      const total = lines.reduce((sum, line) => sum + line.amount, 0);
      const attributed = of("client");
      const unit = inMillionths.has(measure) ? messagesOf : (amount: number) => amount;
      const oneSign = lines.every((line) => line.amount >= 0);
      return {
        measure,
        currency: currency === "" ? null : currency,
        total: unit(total),
        attributed: unit(attributed),
        unattributed: unit(total - attributed),
        attributedShare: oneSign ? shareOf(attributed, total) : null,
        states: states.map((state) => ({ state, amount: unit(of(state)) })),
      };
    });

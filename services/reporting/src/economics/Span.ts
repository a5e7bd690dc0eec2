import { Effect } from "effect";
import { type AsOf, resolveAsOf } from "../AsOf.ts";
import { InvalidSpan } from "../ReportErrors.ts";

export interface SpanRequest {
  readonly asOf?: string | undefined;
  /** Days, both included; the twelve months up to that of `to`, which is the as-of day. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** ISO 4217: what amounts are shown in; the reporting currency when absent. */
  readonly currency?: string | undefined;
}

export interface Span {
  readonly asOf: AsOf;
  readonly from: string;
  readonly to: string;
  /** The last day that can hold anything: `to`, or the as-of day before it. */
  readonly last: string;
}

/** The first day of the twelve months up to a day's month. */
export const twelveMonthsTo = (day: string): string => {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 12, 1)).toISOString().slice(0, 10);
};

/** The days that a request is about. */
export const resolveSpan = ({ asOf: day, from, to }: SpanRequest): Effect.Effect<Span, InvalidSpan> =>
  Effect.gen(function* () {
    const asOf = yield* resolveAsOf(day);
    const last = to ?? asOf.day;
    const first = from ?? twelveMonthsTo(last);
    if (first > last)
      return yield* new InvalidSpan({
        parameter: "from",
        problem: `${first} is after the last day, ${last}`,
      });
    return { asOf, from: first, to: last, last: last < asOf.day ? last : asOf.day };
  });

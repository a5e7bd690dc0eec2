import { Schema } from "effect";
import { z } from "zod";
import { Month } from "./Months.ts";

const isDate = (text: string): boolean => z.iso.date().safeParse(text).success;
const isMoment = (text: string): boolean => z.iso.datetime({ offset: true }).safeParse(text).success;

/** A day, `YYYY-MM-DD`. */
export const DateText = Schema.String.check(
  Schema.makeFilter((text: string) => (isDate(text) ? undefined : "a date like 2026-01-31 is expected")),
);

/** Events up to the end of this day (UTC) are counted; today when absent. */
export const AsOf = DateText.annotate({
  description:
    "Count events up to the end of this day, UTC (YYYY-MM-DD). Default: today, or the day of `knownAt`.",
  format: "date",
});

/** Only what had been recorded by the end of this day (UTC), or by this moment, is known. */
export const KnownAt = Schema.String.check(
  Schema.makeFilter((text: string) =>
    isDate(text) || isMoment(text)
      ? undefined
      : "a date like 2026-01-31 or a moment like 2026-01-31T17:00:00Z is expected",
  ),
).annotate({
  description:
    "Answer from what had been recorded by the end of this day (YYYY-MM-DD, UTC) or by this moment (ISO 8601), not in the future. Default: now. The first answer for a moment may take a while to be made.",
});

/** What every read of figures takes: see `AsOf` and `KnownAt`. */
export const whenRead = { asOf: Schema.optional(AsOf), knownAt: Schema.optional(KnownAt) };

/** A span of days, both included. */
export const daySpan = {
  from: Schema.optional(
    DateText.annotate({
      description:
        "First day (YYYY-MM-DD), included. Default: the first day of the twelve months up to that of `to`.",
      format: "date",
    }),
  ),
  to: Schema.optional(
    DateText.annotate({
      description: "Last day (YYYY-MM-DD), included. Default: the as-of day; days after it hold nothing.",
      format: "date",
    }),
  ),
};

/** What amounts are shown in. */
export const inCurrency = {
  currency: Schema.optional(
    Schema.String.check(Schema.isPattern(/^[A-Z]{3}$/)).annotate({
      description:
        "Show amounts in this currency (ISO 4217), at the last rate on or before the last day; each rounded by itself. Default: the reporting currency, in which figures are exact.",
    }),
  ),
};

export const MonthText = (which: string, otherwise = "Default: all.") =>
  Schema.String.check(
    Schema.makeFilter((text: string) =>
      Month.safeParse(text).success ? undefined : "a month like 2026-01 is expected",
    ),
  ).annotate({ description: `${which} month, YYYY-MM, included. ${otherwise}` });

/** A span of months, both included. */
export const monthSpan = {
  from: Schema.optional(MonthText("First")),
  to: Schema.optional(MonthText("Last")),
};

/** Rows per page, 1 to `maximum`. */
export const limitOf = (maximum: number) =>
  Schema.NumberFromString.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum })).annotate({
    description: `Rows per page, 1 to ${maximum}.`,
  });

export const Cursor = Schema.String.check(Schema.isMaxLength(400)).annotate({
  description: "`nextCursor` of the page before, with the same other parameters.",
});

/** The client of an address. */
export const clientId = {
  id: Schema.String.check(Schema.isMaxLength(320)).annotate({
    description: "The client's id, or `domain:<organisation>` while it is not linked.",
  }),
};

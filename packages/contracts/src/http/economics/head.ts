import { z } from "zod";
import { MonthTotals } from "../../Economics.ts";
import { answerHead } from "../AnswerHead.ts";
import { Month } from "../Months.ts";

export const Count = z.number().int().nonnegative();
export const Minor = z.number().int();
export const Seconds = z.number().int();
/** Of a hundred, two decimals. */
export const Percent = z.number();

/** Where effort and money belong. `unused` is capacity that no event took. */
export const HolderState = z.enum(["client", "organisation", "unattributed", "internal", "unused"]);
export type HolderState = z.infer<typeof HolderState>;

/** A closed month that was figured again: when, why, and what all of it came to before and after. */
export const Restatement = z.strictObject({
  month: Month,
  at: z.iso.datetime(),
  reason: z.string(),
  before: MonthTotals,
  after: MonthTotals,
});

/** Documents that no exchange rate makes amounts of the reporting currency: they are in no total. */
export const Unconverted = z.strictObject({ currency: z.string(), documents: Count, amountMinor: Minor });

/** Shown in a currency that was asked for: from which, and at which rate of which day; null where it was not. */
export const Converted = z.strictObject({ from: z.string(), on: z.iso.date(), rate: z.string() });

/**
 * What every answer of the economics says of itself. `from` and `to` are days, both included. `currency` is that of
 * every amount in minor units without another one beside it; null before anything was derived. `restatements` are
 * those of the months of the span.
 */
export const economicsHead = {
  ...answerHead,
  from: z.iso.date(),
  to: z.iso.date(),
  currency: z.string().nullable(),
  converted: Converted.nullable(),
  restatements: z.array(Restatement),
  unconverted: z.array(Unconverted),
};
const head = z.strictObject(economicsHead);
export type EconomicsHead = z.infer<typeof head>;

export const economicsGroups = ["client", "owner", "segment", "month"] as const;
export type EconomicsGroup = (typeof economicsGroups)[number];

/**
 * Whom or what a row is about. Of clients the id is the client's, of what no client claims the party; where nobody is
 * named it is empty. Of owners and segments it is the member's id or the segment, empty for clients without one, and
 * what is no client's stands in a row of its state. Of months it is the month, and the state is null.
 */
export const rowHead = {
  id: z.string(),
  name: z.string(),
  state: HolderState.nullable(),
  /** Of clients, on the as-of day; null else, and for nobody. */
  owner: z.string().nullable(),
  ownerName: z.string().nullable(),
  segment: z.string().nullable(),
};

/**
 * `selected`: all rows of the list, over all pages. The others hold everything of the span, whatever is selected, and
 * `all` is the sum of the five before it.
 */
export const totalNames = ["selected", ...HolderState.options, "all"] as const;
export type TotalName = (typeof totalNames)[number];

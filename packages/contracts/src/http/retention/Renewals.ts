import { z } from "zod";
import { Converted, Count, Minor, Percent } from "../economics/head.ts";
import { Month } from "../Months.ts";
import { RiskBand, riskClient, riskHead, ShownOfScore } from "../risk/head.ts";

export const RenewalKind = z.enum(["renews", "ends_by_notice", "ends_as_agreed"]);

/** The next day on which a contract goes on or stops. */
export const RenewalRow = z.strictObject({
  ...riskClient,
  kind: RenewalKind,
  /** It goes on after this day unless somebody gives notice, or stops after it. */
  on: z.iso.date(),
  daysLeft: z.number().int(),
  /** The last day for notice, and the days left until then, negative when it has passed; null where it stops anyway. */
  noticeBy: z.iso.date().nullable(),
  noticeDaysLeft: z.number().int().nullable(),
  /** Recurring revenue of a year of this contract; null where it has none or no rate converts it. */
  yearMinor: Minor.nullable(),
  /** The client's score: see `GET /v1/risk`. */
  shown: ShownOfScore.nullable(),
  band: RiskBand.nullable(),
  chancePercent: Percent.nullable(),
  /** The contract version that says so. */
  eventId: z.string(),
});
export type RenewalRow = z.infer<typeof RenewalRow>;

/** When a client without a recurring fee is likely to be invoiced next, and what that will bring. */
export const ExpectedInvoiceRow = z.strictObject({
  ...riskClient,
  /** Months with an invoice so far, the last of them, and whole months since. */
  months: Count,
  lastMonth: Month,
  monthsSince: Count,
  /** Of an invoice within the next three months. */
  chancePercent: Percent,
  /** The month by which the next invoice is likelier than not; null when that is not within two years. */
  likelyBy: Month.nullable(),
  /** Expected over twelve months: months with an invoice, what such a month brings, both together. */
  expectedMonths: z.number(),
  monthValueMinor: Minor,
  expectedYearMinor: Minor,
  /** Of its invoices, that one is paid late. */
  latePercent: Percent,
  /** Its last invoices, at most five. */
  eventIds: z.array(z.string()),
});
export type ExpectedInvoiceRow = z.infer<typeof ExpectedInvoiceRow>;

/** What is to be renewed, ends or is to be invoiced next. */
export const RenewalsAnswer = z.strictObject({
  ...riskHead,
  currency: z.string().nullable(),
  converted: Converted.nullable(),
  /** Days ahead that renewals are looked for. */
  days: Count,
  /** By the last day for notice or the end, whichever is next. */
  renewals: z.array(RenewalRow),
  /** Clients with an invoice in the last three years and no recurring fee in force, who have not ended, by what is expected of them. */
  invoices: z.array(ExpectedInvoiceRow),
  /** The last whole month that invoices were looked at in. */
  invoicesUntil: Month,
});
export type RenewalsAnswer = z.infer<typeof RenewalsAnswer>;

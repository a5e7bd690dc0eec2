import { z } from "zod";
import { directoryEvent } from "./DirectoryEnvelope.ts";
import { Count } from "./Envelope.ts";
import { Currency, IsoDay } from "./Ledger.ts";

/** A calendar month, `2026-10`, from 1900 to 2299. */
export const IsoMonth = z.string().regex(/^(?:19|20|21|22)\d{2}-(?:0[1-9]|1[0-2])$/);

/** Dotted lower-case words: `mail.read.base`. Which ones there are is the domain's `settingDefinitions`. */
export const SettingKey = z
  .string()
  .max(64)
  .regex(/^[a-z0-9_]+(?:\.[a-z0-9_]+)*$/);

/**
 * A setting of the economics has `value` from the day `validFrom` on (null: since ever), until a later day of the same
 * key; `value` null takes it back to its default. What was said last of one key and day holds. `source` is where the
 * value comes from, for people.
 */
export const SettingSetV1 = directoryEvent(
  "setting.set",
  z.strictObject({
    key: SettingKey,
    validFrom: IsoDay.nullable(),
    /** Decimals as text, words, or a list with commas, as the setting's definition has it. */
    value: z.string().min(1).max(2000).nullable(),
    source: z.string().max(500),
  }),
);

/** How estimates of the month were calibrated when it was closed; millionths of the natural number. */
const calibration = {
  /** κ, by which estimated seconds are multiplied. */
  calibrationMicro: Count.min(1),
  /** Standard deviation of ln κ. */
  calibrationSdMicro: Count,
  /** Of ln of one client-month around κ. */
  calibrationSpreadMicro: Count,
  /** How many client-months κ was taken from. */
  calibrationClientMonths: Count,
};

/** What a month came to when something was said of it: sums over clients, all others and unused capacity. */
export const MonthTotals = z.strictObject({
  /** Of the amounts, in whose minor units they are; null while there was none. */
  currency: Currency.nullable(),
  /** Effort owned, measured and estimated. */
  seconds: z.number().int(),
  costMinor: z.number().int(),
  revenueMinor: z.number().int(),
  cashMinor: z.number().int(),
});
export type MonthTotals = z.infer<typeof MonthTotals>;

/**
 * The books of a month are closed: from here on it uses the settings, cost rates, exchange rates and overhead that
 * were known by `recordedAt`, and this calibration. Documents that come late still count in it.
 */
export const MonthClosedV1 = directoryEvent(
  "month.closed",
  z.strictObject({ month: IsoMonth, ...calibration, totals: MonthTotals }),
);
/** A closed month is figured again by what is known by `recordedAt`; every answer over it says so. */
export const MonthRestatedV1 = directoryEvent(
  "month.restated",
  z.strictObject({
    month: IsoMonth,
    reason: z.string().min(1).max(500),
    ...calibration,
    before: MonthTotals,
    totals: MonthTotals,
  }),
);

import { z } from "zod";
import { Month } from "../Months.ts";
import { said } from "../words/said.ts";
import { RequestId } from "../words/Say.ts";

const Count = z.number().int().nonnegative();
const Minor = z.number().int();
const Day = z.iso.date();

/** Something said of a setting. `value` null: back to the default. */
const SettingWord = z.strictObject({
  eventId: z.string(),
  /** The first day it counts for; null = all days. */
  from: Day.nullable(),
  value: z.string().nullable(),
  /** Where the value comes from, or why it was set. */
  source: z.string(),
  saidAt: z.iso.datetime(),
  by: z.string(),
  /** It is what holds on the as-of day. */
  inForce: z.boolean(),
});

export const settingAreas = ["economics", "risk", "decisions", "signals", "retention", "alerts"] as const;
export const SettingArea = z.enum(settingAreas);
export type SettingArea = z.infer<typeof SettingArea>;

/** A setting as it holds on the as-of day. Values are decimals as text, or words. */
export const SettingRow = z.strictObject({
  key: z.string(),
  area: SettingArea,
  means: z.string(),
  unit: z.string(),
  /** "" for none. */
  value: z.string(),
  isDefault: z.boolean(),
  default: z.string(),
  /** Where the value in force comes from. */
  source: z.string(),
  /** The first day it holds; null = all days. */
  from: Day.nullable(),
  /** False: it holds for all days at once, and takes no `from`. */
  dated: z.boolean(),
  least: z.number().nullable(),
  most: z.number().nullable(),
  choices: z.array(z.string()),
  /** Newest first. */
  history: z.array(SettingWord),
});
export type SettingRow = z.infer<typeof SettingRow>;

export const SettingsAnswer = z.strictObject({
  asOf: Day,
  knownAt: z.iso.datetime().nullable(),
  settings: z.array(SettingRow),
});
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

/** What saying a value changes of the setting itself. */
export const SettingChanged = z.strictObject({
  key: z.string(),
  /** Null: back to the default. */
  value: z.string().nullable(),
  from: Day.nullable(),
  /** The first day on which another value, said for later days, holds again; null = for good. */
  until: Day.nullable(),
  /** The values of the first day; "" for none. */
  before: z.string(),
  after: z.string(),
  /** Closed months among its days: they stay as they were closed. */
  closedMonths: z.array(Month),
  text: z.string(),
});
export type SettingChanged = z.infer<typeof SettingChanged>;

const Sums = z.strictObject({ effortSeconds: z.number().int(), costMinor: Minor, revenueMinor: Minor });

/** Months of the books with and without it, derived by the functions that derive the books. */
export const BooksEffect = z.strictObject({
  kind: z.literal("books"),
  currencyBefore: z.string().nullable(),
  currencyAfter: z.string().nullable(),
  months: z.array(z.strictObject({ month: Month, before: Sums, after: Sums })),
  clientsMoved: Count,
  /** Whose effort, cost or revenue moves, by how far net contribution does; at most `mostMoved`. */
  clients: z.array(z.strictObject({ id: z.string(), name: z.string(), before: Sums, after: Sums })),
});
export type BooksEffect = z.infer<typeof BooksEffect>;

/** What is told of clients, with and without it. */
export const ToldEffect = z.strictObject({
  kind: z.enum(["risk", "alerts", "ladder", "maintenance", "signals"]),
  /** Clients (of alerts: alerts, of signals: signals) by what is told. */
  counts: z.array(z.strictObject({ name: z.string(), before: Count, after: Count })),
  clientsMoved: Count,
  /** Of whom something else is told; at most `mostMoved`. */
  clients: z.array(
    z.strictObject({ id: z.string(), name: z.string(), before: z.string(), after: z.string() }),
  ),
});
export type ToldEffect = z.infer<typeof ToldEffect>;

/** Clients told of in one effect of a preview. */
export const mostMoved = 50;

/** What a value would change, worked out without saying it. */
export const SettingPreview = z.strictObject({
  asOf: Day,
  change: SettingChanged,
  effects: z.array(z.discriminatedUnion("kind", [BooksEffect, ToldEffect])),
  /** What was not worked out, for people; empty where all of it was. */
  notes: z.array(z.string()),
});
export type SettingPreview = z.infer<typeof SettingPreview>;

export const SaySetting = z.strictObject({
  requestId: RequestId,
  key: z.string().min(1).max(64),
  /** Null: back to the default. */
  value: z.string().min(1).max(2000).nullable(),
  from: Day.nullable().optional(),
  /** Why, or where the value comes from. */
  reason: z.string().trim().min(1).max(500),
});
export type SaySetting = z.infer<typeof SaySetting>;

export const SettingSaid = z.strictObject({
  ...said,
  change: SettingChanged,
  /** To be sent with a `requestId` and a reason of its own, to take this back. */
  takeBack: z.strictObject({
    key: z.string(),
    value: z.string().nullable(),
    from: Day.nullable(),
  }),
});
export type SettingSaid = z.infer<typeof SettingSaid>;

import type { DirectoryEvent } from "@rapport/contracts/Directory";
import type { MonthTotals } from "@rapport/contracts/Economics";
import { inOrder } from "../../directory/eventOrder.ts";
import type { Calibration } from "../effort/EffortMonth.ts";
import { checkSetting, isSettingKey, settingDefinition } from "./checkSetting.ts";
import type { SettingKey } from "./definitions.ts";

/** A word about a setting; times UTC ms. */
export interface SettingSaid {
  readonly key: SettingKey;
  /** From which day on, `YYYY-MM-DD`; null = since ever. */
  readonly validFrom: string | null;
  /** Null = back to the default. */
  readonly value: string | null;
  readonly source: string;
  readonly recordedAt: number;
}

/** A restatement of a closed month; times UTC ms. */
export interface Restatement {
  readonly eventId: string;
  readonly reason: string;
  readonly recordedAt: number;
  /** What the month came to before it was restated, and after. */
  readonly before: MonthTotals;
  readonly totals: MonthTotals;
}

/** A closed month: what it was closed by, and every time it was restated, in order. */
export interface MonthClosing {
  /** `2026-10`. */
  readonly month: string;
  readonly closedAt: number;
  /** The latest of closing and restatements: settings, rates and overhead known by then hold. */
  readonly knownAt: number;
  /** Of the latest of them. */
  readonly calibration: Calibration;
  /** What the month came to then. */
  readonly totals: MonthTotals;
  readonly restatements: ReadonlyArray<Restatement>;
}

/** What the directory's events say about the economics. */
export interface EconomicsDirectory {
  /** In the order in which it was said. */
  readonly settings: ReadonlyArray<SettingSaid>;
  /** By month, `2026-10`. */
  readonly closings: ReadonlyMap<string, MonthClosing>;
}

type Closing = Extract<DirectoryEvent, { type: "month.closed" | "month.restated" }>;

const calibrationOf = ({ data }: Closing): Calibration => ({
  factorMicro: data.calibrationMicro,
  sdMicro: data.calibrationSdMicro,
  spreadMicro: data.calibrationSpreadMicro,
  clientMonths: data.calibrationClientMonths,
});

const closedAgain = (before: MonthClosing | undefined, event: Closing): MonthClosing => {
  const calibration = calibrationOf(event);
  const { recordedAt, id: eventId } = event;
  const { month, totals } = event.data;
  if (before === undefined)
    return { month, closedAt: recordedAt, knownAt: recordedAt, calibration, totals, restatements: [] };
  // Two who close at once: the month is closed as the first of them saw it, nothing is restated without a reason.
  if (event.type === "month.closed") return before;
  const { reason, before: was } = event.data;
  const restatement = { eventId, reason, recordedAt, before: was, totals };
  // A clock that was set back does not take knowledge back.
  const knownAt = Math.max(before.knownAt, recordedAt);
  return { ...before, knownAt, calibration, totals, restatements: [...before.restatements, restatement] };
};

/**
 * Settings and closed months after these events of the directory: a pure function of their *set*. Settings that no
 * definition knows, or whose value it does not allow, say nothing; a month that is restated without having been closed
 * counts as closed by that.
 */
export const foldEconomics = (events: Iterable<DirectoryEvent>): EconomicsDirectory => {
  const settings: Array<SettingSaid> = [];
  const closings = new Map<string, MonthClosing>();
  for (const event of inOrder(events)) {
    if (event.type === "month.closed" || event.type === "month.restated")
      closings.set(event.data.month, closedAgain(closings.get(event.data.month), event));
    if (event.type !== "setting.set") continue;
    const { key, validFrom, value, source } = event.data;
    if (!isSettingKey(key)) continue;
    const checked = value === null ? null : checkSetting(key, value);
    if (checked?.ok === false) continue;
    const from = settingDefinition(key).dated === false ? null : validFrom;
    const { recordedAt } = event;
    settings.push({ key, validFrom: from, value: checked?.value ?? null, source, recordedAt });
  }
  return { settings, closings };
};

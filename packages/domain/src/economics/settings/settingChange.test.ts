import type { MonthClosing, SettingSaid } from "./foldEconomics.ts";
import { describe, expect, it } from "vitest";
import { settingChange, settingChangeText } from "./settingChange.ts";

const word = (validFrom: string | null, value: string | null, recordedAt = 9): SettingSaid => ({
  key: "capital.cost",
  validFrom,
  value,
  source: "",
  recordedAt,
});
const closing = (month: string): readonly [string, MonthClosing] => {
  const totals = { currency: null, seconds: 0, costMinor: 0, revenueMinor: 0, cashMinor: 0 };
  const calibration = { factorMicro: 1, sdMicro: 0, spreadMicro: 0, clientMonths: 0 };
  return [month, { month, closedAt: 1, knownAt: 1, calibration, totals, restatements: [] }];
};
const text = (
  said: ReadonlyArray<SettingSaid>,
  next: SettingSaid,
  ...closed: ReadonlyArray<string>
): string =>
  settingChangeText(settingChange({ settings: said, closings: new Map(closed.map(closing)) }, next));

describe("what a setting changes", () => {
  it("is said with its days", () => {
    expect(text([], word(null, "8"))).toBe("capital.cost: 10 becomes 8 for all days.");
    expect(text([word("2026-06-01", "7")], word("2026-03-01", "8"))).toBe(
      "capital.cost: 10 becomes 8 from 2026-03-01 on, until 2026-06-01, when another value was set.",
    );
    expect(text([word(null, "8")], word(null, null))).toBe("capital.cost: 8 becomes 10 for all days.");
  });
  it("leaves alone the closed months among its days, and no others", () => {
    const said = [word("2026-06-15", "7")];
    const lines = text(said, word("2026-03-31", "8"), "2026-02", "2026-03", "2026-06", "2026-07").split("\n");
    expect(lines[1]).toBe("Months that are closed stay as they were closed: 2026-03, 2026-06.");
    expect(lines[2]).toContain("rapport month restate 2026-03");
  });
  it("says many months in short", () => {
    const months = Array.from({ length: 9 }, (_, i) => `2026-0${i + 1}`);
    expect(text([], word(null, "8"), ...months)).toContain("2026-01 to 2026-09 (9 of them)");
  });
});

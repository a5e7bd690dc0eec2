import { describe, expect, it } from "@effect/vitest";
import type { EconomicsDirectory, MonthClosing } from "@rapport/domain/economics/settings/foldEconomics";
import type { Terms } from "../terms/readTerms.ts";
import { moneyTerms } from "./moneyTerms.ts";

const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const calibration = { factorMicro: 1_000_000, sdMicro: 0, spreadMicro: 0, clientMonths: 0 };
const closing = (month: string, knownAt: number): readonly [string, MonthClosing] => [
  month,
  { month, closedAt: knownAt, knownAt, calibration, totals: null, restatements: [] } as never,
];
const rate = (revision: number, recordedAt: number, text: string, posted = true) => ({
  key: "csv\nbooks\nfx:EUR",
  revision,
  recordedAt,
  posted,
  value: { id: `e${revision}`, on: "2026-01-01", from: "EUR", to: "GBP", rate: text },
});
const said: EconomicsDirectory = {
  settings: [
    { key: "capital.cost", validFrom: null, value: "8", source: "bank", recordedAt: at("2026-01-02") },
    { key: "capital.cost", validFrom: null, value: "12", source: "bank", recordedAt: at("2026-04-01") },
  ],
  closings: new Map([closing("2026-01", at("2026-02-03")), closing("2026-02", at("2026-05-01"))]),
};
const terms = (exchangeRates: Terms["exchangeRates"]): Terms => ({
  said,
  exchangeRates,
  costRates: [],
  overheads: [],
  staff: { people: new Map() } as never,
  reportingCurrency: "GBP",
});

describe("the terms of the money book", () => {
  const of = moneyTerms(
    terms([rate(1, at("2026-01-01"), "0.80"), rate(2, at("2026-04-01"), "0.90")]),
    "2026-06-01",
  );
  const pounds = (day: string) => of.ratesOn(day).convert(day, 10_000, "EUR", "GBP");

  it("are in a closed month those that were known when it was closed, in the others what is known", () => {
    // January was closed before the rate and the setting were corrected, February after.
    expect(["2026-01-31", "2026-02-01", "2026-03-01"].map(pounds)).toEqual([8_000, 9_000, 9_000]);
    expect(
      ["2026-01-31", "2026-02-01", "2026-03-01"].map((day) => of.settingsOn(day).get("capital.cost")),
    ).toEqual(["8", "12", "12"]);
  });

  it("leave what had no rate when its month was closed without one until it is restated", () => {
    const late = moneyTerms(terms([rate(1, at("2026-03-01"), "0.80")]), "2026-06-01");
    expect(late.ratesOn("2026-01-31").convert("2026-01-31", 100, "EUR", "GBP")).toBe(null);
    expect(late.ratesOn("2026-02-01").convert("2026-02-01", 100, "EUR", "GBP")).toBe(80);
  });

  it("know a rate that was taken back no more", () => {
    const gone = moneyTerms(
      terms([rate(1, at("2026-01-01"), "0.80"), rate(2, at("2026-04-01"), "0.80", false)]),
      "2026-06-01",
    );
    expect(gone.ratesOn("2026-01-31").convert("2026-01-31", 100, "EUR", "GBP")).toBe(80);
    expect(gone.ratesOn("2026-03-31").convert("2026-03-31", 100, "EUR", "GBP")).toBe(null);
  });
});

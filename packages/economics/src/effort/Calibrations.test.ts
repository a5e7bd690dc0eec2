import { assert, describe, it } from "@effect/vitest";
import { calibrate } from "@rapport/domain/economics/effort/calibrate";
import type { MonthTerms } from "../terms/termsOfMonth.ts";
import { Calibrations } from "./Calibrations.ts";

const terms = (month: string, over: Partial<MonthTerms> = {}): MonthTerms => ({
  month,
  knownAt: 0,
  closed: false,
  restatements: 0,
  calibration: null,
  people: [],
  workingDays: [],
  overheads: [],
  unconverted: [],
  reportingCurrency: "GBP",
  settingsOn: () =>
    new Map([
      ["calibration.months", "2"],
      ["calibration.prior_sd", "0.35"],
    ]),
  hash: "",
  ...over,
});
const seen = (loggedSeconds: number) => ({ loggedSeconds, estimatedSeconds: 10_000 });
const months = new Map([
  [202510, [seen(5_000)]],
  [202511, [seen(20_000)]],
  [202512, [seen(30_000)]],
  [202601, [seen(1_000)]],
]);
const factorOf = (...logged: ReadonlyArray<number>) => calibrate(logged.map(seen), 0.35).factorMicro;

describe("the calibration of a month", () => {
  it("looks at as many months before it as the setting says, over the turn of the year", () => {
    const calibrations = new Calibrations(months, new Map());
    assert.strictEqual(
      calibrations.of(202601, terms("2026-01")).factorMicro,
      factorOf(20_000, 30_000),
      "neither October, nor January itself",
    );
    assert.strictEqual(calibrations.of(202510, terms("2025-10")).factorMicro, 1_000_000);
  });

  it("adds up the days of a client when a month was derived", () => {
    const calibrations = new Calibrations(new Map(), new Map());
    const day = (party: string, loggedSeconds: number) => ({
      party,
      day: "",
      loggedSeconds,
      estimatedSeconds: 5_000,
    });
    calibrations.set(202512, [day("a", 10_000), day("b", 15_000), day("a", 10_000), day("b", 15_000)]);
    assert.strictEqual(calibrations.of(202601, terms("2026-01")).factorMicro, factorOf(20_000, 30_000));
  });

  it("is that of the closing for a closed month", () => {
    const closed = { factorMicro: 1_234_000, sdMicro: 1, spreadMicro: 2, clientMonths: 3 };
    const calibrations = new Calibrations(months, new Map([[202601, closed]]));
    assert.deepStrictEqual(calibrations.of(202601, terms("2026-01", { calibration: closed })), closed);
  });

  it("stands while factor and uncertainty do to a thousandth, however many client-months they are from", () => {
    const now = new Calibrations(months, new Map()).of(202601, terms("2026-01"));
    const used = new Calibrations(months, new Map([[202601, { ...now, clientMonths: 99 }]]));
    assert.isTrue(used.isUsed(202601, now));
    assert.isFalse(used.isUsed(202601, { ...now, factorMicro: now.factorMicro + 1000 }));
    assert.isFalse(used.isUsed(202602, now));
    assert.strictEqual(now.sdMicro % 1000, 0);
  });
});

import { assert, describe, it } from "@effect/vitest";
import { activityHistories, activityHistory } from "./activityHistories.ts";
import { businessDaysOf } from "./businessDays.ts";
import { latenessRecord } from "./lateness.ts";
import { fitLatePayment, lateChance } from "./latePayment.ts";

const week = (businessDays: number, activeDays: number) => ({ businessDays, activeDays });

describe("histories of active weeks", () => {
  it("count opportunities after the first contact, and the last with contact", () => {
    const weeks = [week(5, 0), week(5, 2), week(5, 0), week(5, 1), week(5, 0)];
    assert.deepStrictEqual(activityHistories(weeks), [
      null,
      { active: 0, lastActive: 0, opportunities: 0 },
      { active: 0, lastActive: 0, opportunities: 1 },
      { active: 1, lastActive: 2, opportunities: 2 },
      { active: 1, lastActive: 2, opportunities: 3 },
    ]);
    assert.isNull(activityHistory([week(5, 0)]));
    assert.isNull(activityHistory([]));
  });
  it("weeks without a business day are none, unless they wrote all the same", () => {
    const still = [week(5, 1), week(5, 1), week(0, 0), week(0, 0), week(5, 0)];
    assert.deepStrictEqual(activityHistory(still), { active: 1, lastActive: 1, opportunities: 2 });
    const wrote = [week(5, 1), week(0, 1), week(0, 0)];
    assert.deepStrictEqual(activityHistory(wrote), { active: 1, lastActive: 1, opportunities: 1 });
  });
});

describe("business days of a week", () => {
  const calendar = { workingDays: [1, 2, 3, 4, 5], holidays: ["2026-12-25", "2026-12-26"] };
  it("are working days without holidays and agreed breaks", () => {
    assert.strictEqual(businessDaysOf("2026-12-14", calendar, []), 5);
    assert.strictEqual(businessDaysOf("2026-12-21", calendar, []), 4);
    assert.strictEqual(businessDaysOf("2026-12-21", calendar, [{ from: "2026-12-24", to: "2027-01-01" }]), 3);
    assert.strictEqual(businessDaysOf("2026-12-28", calendar, [{ from: "2026-12-24", to: "2027-01-01" }]), 0);
    assert.strictEqual(businessDaysOf("2026-12-21", { ...calendar, workingDays: [5, 6, 7] }, []), 1);
  });
});

describe("how clients pay", () => {
  const invoice = (party: string, issuedOn: number, settledOn: number | null) => ({
    party,
    issuedOn,
    dueOn: issuedOn + 30,
    settledOn,
  });
  const invoices = [
    invoice("slow", 0, 40),
    invoice("slow", 100, 140),
    invoice("slow", 200, null),
    invoice("prompt", 0, 20),
    invoice("prompt", 100, 125),
  ];
  const record = latenessRecord(invoices);
  it("is drawn to everybody, and known from before the day alone", () => {
    // Everybody: 4 paid and the 4 taken for granted, of which 2 and 1 late, by 20 and 4 days.
    assert.deepStrictEqual(record.before("slow", 210), {
      settled: 2,
      late: 2,
      open: 1,
      lateRate: (2 + 4 * (3 / 8)) / 6,
      meanDaysLate: (20 + 4 * ((20 + 4) / 8)) / 6,
      meanDaysAfterDue: (20 + 4 * ((20 - 15 + 4) / 8)) / 6,
    });
    const dayOfPayment = record.before("slow", 140);
    assert.deepStrictEqual([dayOfPayment.settled, dayOfPayment.open], [1, 1]);
    // Everybody: 3 paid before that day and the 4, of which 1 and 1 late.
    assert.approximately(dayOfPayment.lateRate, (1 + 4 * (2 / 7)) / 5, 1e-12);
    assert.strictEqual(record.before("nobody", 0).lateRate, 0.25);
  });
  it("without invoices the chance is the late rate; who pays late has the higher one", () => {
    const untaught = fitLatePayment([], 500);
    assert.strictEqual(untaught.invoices, 0);
    const slow = record.before("slow", 210);
    assert.approximately(lateChance(untaught, slow), slow.lateRate, 1e-12);
    const many = Array.from({ length: 40 }, (_, n) => [
      invoice("slow", 10 * n, 10 * n + 45),
      invoice("prompt", 10 * n, 10 * n + 25),
    ]).flat();
    const model = fitLatePayment(many, 500);
    assert.isAbove(model.invoices, 20);
    const known = latenessRecord(many);
    assert.isAbove(lateChance(model, known.before("slow", 500)), 0.85);
    assert.isBelow(lateChance(model, known.before("prompt", 500)), 0.15);
  });
});

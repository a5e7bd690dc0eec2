import { assert, describe, it } from "@effect/vitest";
import { measured, rateBetween, slideWindow } from "./ProgressRate.ts";

describe("ProgressRate", () => {
  it("tells rate, time to go and share", () => {
    const rate = rateBetween({ atMs: 1000, done: 100 }, { atMs: 3000, done: 300 }, 1000);
    assert.deepStrictEqual(rate, { perSecond: 100, etaMs: 7000, share: 0.3 });
  });

  it("says nothing it does not know", () => {
    const still = rateBetween({ atMs: 1000, done: 5 }, { atMs: 9000, done: 5 }, 10);
    assert.deepStrictEqual(still, { perSecond: null, etaMs: null, share: 0.5 });
    const endless = rateBetween({ atMs: 0, done: 0 }, { atMs: 1000, done: 50 }, null);
    assert.deepStrictEqual(endless, { perSecond: 50, etaMs: null, share: null });
    assert.strictEqual(rateBetween({ atMs: 0, done: 0 }, { atMs: 0, done: 10 }, 10).etaMs, 0);
    assert.strictEqual(rateBetween({ atMs: 0, done: 0 }, { atMs: 0, done: 0 }, 0).share, 1);
  });

  it("goes by bytes where they are told", () => {
    const base = { label: "read", unit: "messages", done: 3, total: null } as const;
    assert.deepStrictEqual(measured(base), { done: 3, total: null });
    assert.deepStrictEqual(measured({ ...base, bytesDone: 10, bytesTotal: 40 }), { done: 10, total: 40 });
    assert.deepStrictEqual(measured({ ...base, bytesDone: 10, bytesTotal: null }), { done: 3, total: null });
  });

  it("keeps the window's far edge", () => {
    let samples: ReadonlyArray<{ atMs: number; done: number }> = [];
    for (const atMs of [0, 1000, 2000, 3000, 4000])
      samples = slideWindow(samples, { atMs, done: atMs }, 1500);
    assert.deepStrictEqual(
      samples.map((s) => s.atMs),
      [2000, 3000, 4000],
    );
    samples = slideWindow(samples, { atMs: 60_000, done: 1 }, 1500);
    assert.deepStrictEqual(
      samples.map((s) => s.atMs),
      [4000, 60_000],
    );
  });
});

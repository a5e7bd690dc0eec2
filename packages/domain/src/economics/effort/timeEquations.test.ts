import { assert, describe, it } from "@effect/vitest";
import { timeEquations } from "./timeEquations.ts";

const defaults = timeEquations(new Map());
const read = (words: number): number => defaults.read(words, false);

describe("timeEquations", () => {
  it("takes mail by its words", () => {
    assert.strictEqual(read(0), 30);
    assert.strictEqual(read(238), 90);
    assert.strictEqual(defaults.read(238, true), 45);
    // 100 words: 0.5 + 100 ÷ 19 = 5.76 minutes.
    assert.strictEqual(defaults.write(100), 346);
    assert.strictEqual(defaults.write(200), Math.round((0.5 + 200 / 19) * 60));
    assert.strictEqual(defaults.write(276), Math.round((1.5 + 200 / 19) * 60));
    assert.strictEqual(defaults.write(100_000), 45 * 60);
    assert.strictEqual(defaults.interruption, 60);
    assert.strictEqual(defaults.interruptionGapMs, 30 * 60_000);
  });

  it("takes meetings by our answers", () => {
    assert.strictEqual(defaults.attends(60, "accepted"), 3600);
    assert.strictEqual(defaults.attends(60, "tentative"), 1800);
    assert.strictEqual(defaults.attends(60, "none"), 1800);
    assert.strictEqual(defaults.attends(60, "declined"), 0);
    assert.strictEqual(defaults.prepares(60), 900);
    assert.strictEqual(defaults.followUp, 600);
    assert.strictEqual(defaults.cancelled(60), 450 + 300);
    assert.strictEqual(defaults.moved, 300);
  });

  it("takes tickets by handling, changes of hands and returns", () => {
    assert.strictEqual(defaults.handling(1), 180);
    assert.strictEqual(defaults.handling(2), 900);
    assert.strictEqual(defaults.reassigned(1), Math.round(180 * 0.23));
    assert.strictEqual(defaults.reopened(2), 990);
    assert.strictEqual(defaults.escalated, 3600);
  });

  it("goes by what is set", () => {
    const set = timeEquations(
      new Map([
        ["mail.read.base", "1"],
        ["mail.read.speed", "120"],
        ["ticket.reassigned", "0.5"],
        ["ticket.complex", "20"],
      ]),
    );
    assert.strictEqual(set.read(120, false), 120);
    assert.strictEqual(set.handling(5), 1200);
    assert.strictEqual(set.reassigned(5), 0);
    assert.strictEqual(set.write(100), 346);
  });
});

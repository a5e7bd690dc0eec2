import Sentiment from "sentiment";
import { describe, expect, it } from "@effect/vitest";
import { toneOf } from "./Tone.ts";

const tone = (text: string): number => toneOf(text).toneMilli ?? 0;

describe("toneOf", () => {
  it("is above zero for praise, below for blame, and turns with a negation", () => {
    expect(tone("This is great and we love it")).toBeGreaterThan(200);
    expect(tone("This is terrible and we hate it")).toBeLessThan(-200);
    expect(tone("This is not good")).toBeLessThan(0);
    expect(tone("This isn’t really good")).toBeLessThan(0);
    expect(tone("It is not bad")).toBeGreaterThan(0);
  });

  it("stays within its bounds and carries its error", () => {
    const much = toneOf(`${"I am happy and it is superb, wonderful. ".repeat(200)}`);
    expect(much).toEqual({ toneMilli: 1000, toneErrorMilli: 740 });
    expect(toneOf("The work is good").toneErrorMilli).toBe(570);
  });

  it("says nothing where no word carries tone, and nothing of other languages", () => {
    const none = { toneMilli: null, toneErrorMilli: null };
    expect(toneOf("The meeting is at ten on the third floor")).toEqual(none);
    expect(toneOf("Das ist super und wir sind happy mit dem Projekt und nicht traurig")).toEqual(none);
    expect(toneOf("素晴らしい great 仕事でした、ありがとうございました")).toEqual(none);
    expect(toneOf("")).toEqual(none);
  });

  it.each([
    "this is good work, I am glad. But the end is bad!\nThe rest is excellent.",
    "this is\tgood and the rest\t is\tbad \u00a0 terrible, the best\r\nof all\u00a0good things (great)",
    "the plan is great 😍 and you are the best; ~awful~ `lost` {win} to be $good",
    "  the   the the good,good.bad  ",
  ])("cuts words and adds up as the package it has its words from: %j", (text) => {
    const { score, tokens } = new Sentiment().analyze(text);
    expect(score).not.toBe(0);
    const tone = Math.max(-1, Math.min(1, (0.6 * score) / Math.sqrt(tokens.length)));
    expect(toneOf(text).toneMilli).toBe(Math.round(tone * 1000));
  });
});

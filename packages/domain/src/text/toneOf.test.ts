import { describe, expect, it } from "@effect/vitest";
import { toneOf } from "./toneOf.ts";

const tone = (text: string): number => toneOf(text).toneMilli ?? Number.NaN;

describe("toneOf", () => {
  it("is above zero for praise and below for blame", () => {
    expect(tone("This is great and we love it, thanks a lot!")).toBeGreaterThan(500);
    expect(tone("This is terrible and we hate it")).toBeLessThan(-500);
    expect(Math.abs(tone("The meeting is at ten on the third floor."))).toBeLessThan(250);
  });

  it("is surer of what is plain", () => {
    const plain = toneOf("Thank you so much, this is awesome!");
    const open = toneOf("That is a surprise to all of us");
    expect(plain.toneErrorMilli).toBeLessThan(open.toneErrorMilli ?? 0);
  });

  it("says nothing of other languages, nor of nothing", () => {
    const none = { toneMilli: null, toneErrorMilli: null };
    expect(toneOf("Das ist super und wir sind happy mit dem Projekt und nicht traurig")).toEqual(none);
    expect(toneOf("素晴らしい great 仕事でした、ありがとうございました")).toEqual(none);
    expect(toneOf(" \n")).toEqual(none);
  });

  it.each([
    ["one endless word", "x".repeat(500_000)],
    ["nothing but at signs", `hello ${"@".repeat(500_000)}`],
    ["back ticks that do not close", "`a ".repeat(200_000)],
    ["addresses one after the other", "the a@b ".repeat(100_000)],
  ])("is bounded: %s", (_name, text) => {
    const { toneMilli, toneErrorMilli } = toneOf(text);
    expect(toneMilli === null || Math.abs(toneMilli) <= 1000).toBe(true);
    expect(toneErrorMilli === null || toneErrorMilli <= 1000).toBe(true);
    // What is behind the bound changes nothing.
    expect(toneOf(`${text} terrible terrible`)).toEqual({ toneMilli, toneErrorMilli });
  });
});

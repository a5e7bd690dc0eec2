import { describe, expect, it } from "@effect/vitest";
import { linearTextModel } from "./LinearTextModel.ts";
import { textGrams } from "./textGrams.ts";
import { trainTextModel } from "./trainTextModel.ts";

describe("textGrams", () => {
  it("has words and their neighbours, each once", () => {
    expect([...textGrams("No, no!")]).toEqual(["no", "^ no", "no no", "!", "no !", "! $"]);
  });
  it("has no particular name, address, number or code", () => {
    const grams = textGrams(
      "@kim wrote to a.b@c.example about `x = 1` on https://d.example/e in 2026, and I saw Robin",
    );
    expect([...grams].filter((gram) => !gram.includes(" "))).toEqual(
      "xname wrote to xmail about xcode on xurl in 0 and i saw xproper".split(" "),
    );
  });
});

describe("trainTextModel", () => {
  const texts = [
    ...Array.from({ length: 6 }, (_, n) => ({
      text: `please send the plan ${"so ".repeat(n)}`,
      label: "yes",
    })),
    ...Array.from({ length: 6 }, (_, n) => ({ text: `the plan was sent ${"so ".repeat(n)}`, label: "no" })),
  ];
  const training = { leastTexts: 2, penalty: 0.01, mostGrams: 50, rounds: 200 };

  it("learns what tells classes apart, and nothing from what does not", () => {
    const file = trainTextModel(texts, training);
    const model = linearTextModel(file);
    expect(file.classes).toEqual(["no", "yes"]);
    expect(model("please send it")[1]).toBeGreaterThan(0.9);
    expect(model("it was sent")[0]).toBeGreaterThan(0.9);
    expect(Math.abs(file.weightsMilli["plan"]?.[0] ?? 0)).toBeLessThan(file.weightsMilli["was"]?.[0] ?? 0);
  });

  it("is the same for the same texts, and stationary: more rounds change nothing", () => {
    const file = trainTextModel(texts, { ...training, penalty: 1 });
    expect(trainTextModel(texts, { ...training, penalty: 1 })).toEqual(file);
    expect(trainTextModel(texts, { ...training, penalty: 1, rounds: 2_000 })).toEqual(file);
  });

  it("leaves names out, at the beginning of a sentence too", () => {
    const named = texts.map(({ text, label }) => ({ text: `Robin, ${text} and ask Robin`, label }));
    const grams = Object.keys(trainTextModel(named, training).weightsMilli);
    expect(grams).toContain("ask xproper");
    expect(grams.filter((gram) => gram.includes("robin"))).toEqual([]);
  });

  it("keeps the grams that tell the most", () => {
    const all = trainTextModel(texts, training).weightsMilli;
    const few = trainTextModel(texts, { ...training, mostGrams: 4 }).weightsMilli;
    const spread = (gram: string): number => Math.abs((all[gram]?.[0] ?? 0) - (all[gram]?.[1] ?? 0));
    const least = Math.min(...Object.keys(few).map(spread));
    const left = Object.keys(all).filter((gram) => !(gram in few));
    expect(Object.keys(few)).toHaveLength(4);
    expect(left.length).toBeGreaterThan(0);
    for (const gram of left) expect(spread(gram)).toBeLessThanOrEqual(least);
  });
});

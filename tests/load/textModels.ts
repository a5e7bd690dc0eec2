import { writeFileSync } from "node:fs";
import { asksFor } from "@rapport/domain/text/asksFor";
import { toneOf } from "@rapport/domain/text/toneOf";
import { trainTextModel } from "@rapport/domain/text/trainTextModel";
import { crossValidated, f1Scores, labelledTexts, modelText, recipes } from "./textModels/training.ts";

/**
 * How good and how fast the text models are that ship: F1 by five-fold cross-validation, texts per CPU second, the
 * slowest text. `node tests/load/textModels.ts [--write]`; with `--write` it learns them anew and writes their files.
 */
const write = process.argv.includes("--write");
const shown = (value: number): string => value.toFixed(3);

for (const recipe of recipes) {
  const texts = labelledTexts(recipe);
  if (texts === null)
    throw new Error(`${recipe.set} is not there; RAPPORT_CORPUS names the folder that holds it`);
  const scores = f1Scores(crossValidated(texts, recipe.training));
  const macro = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  console.log(
    `${recipe.name}: ${texts.length} texts, F1 ${scores.map(shown).join(" ")}, macro ${shown(macro)}`,
  );
  if (write) writeFileSync(recipe.file, modelText(trainTextModel(texts, recipe.training)));
}

const short = recipes.flatMap((recipe) => labelledTexts(recipe) ?? []).map(({ text }) => text);
const long = [
  "a b ".repeat(50_000),
  "x".repeat(200_000),
  "@".repeat(200_000),
  "1.".repeat(100_000),
  "`".repeat(99_999),
];
const cpuMs = (): number => process.cpuUsage().user / 1000;
for (const text of short) void [toneOf(text), asksFor(text)];
const from = cpuMs();
for (let round = 0; round < 5; round += 1) for (const text of short) void [toneOf(text), asksFor(text)];
console.log(
  `${Math.round((5 * short.length * 1000) / (cpuMs() - from))} short texts per CPU second, tone and requests`,
);
const slowest = Math.max(
  ...[...short, ...long].map((text) => {
    const at = performance.now();
    void [toneOf(text), asksFor(text)];
    return performance.now() - at;
  }),
);
console.log(`slowest text ${slowest.toFixed(1)} ms`);

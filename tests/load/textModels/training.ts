import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { linearTextModel, type TextModelFile } from "@rapport/domain/text/LinearTextModel";
import { type LabelledText, type TextTraining, trainTextModel } from "@rapport/domain/text/trainTextModel";

/** The labelled sets do not ship: beside the checkout, or where RAPPORT_CORPUS says. */
const corpus =
  process.env["RAPPORT_CORPUS"] ?? fileURLToPath(new URL("../../../../shared/data", import.meta.url));

/** A model that ships: its file, the set it is learnt from, and how. */
export interface TextModelRecipe {
  readonly name: "tone" | "request";
  readonly file: string;
  readonly set: string;
  readonly training: TextTraining;
}

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`../../../packages/domain/src/text/models/${name}.json`, import.meta.url));

export const recipes: ReadonlyArray<TextModelRecipe> = [
  {
    name: "tone",
    file: fileOf("tone"),
    set: `${corpus}/tone-dev/sa4se-gh.train.jsonl`,
    training: { leastTexts: 3, penalty: 0.1, mostGrams: 4000, rounds: 500 },
  },
  {
    name: "request",
    file: fileOf("request"),
    set: `${corpus}/tone-dev/email-intent.train.jsonl`,
    training: { leastTexts: 3, penalty: 0.1, mostGrams: 3000, rounds: 300 },
  },
];

/** The labelled texts, in the order of the file; null where it is not there. */
export const labelledTexts = ({ set }: TextModelRecipe): ReadonlyArray<LabelledText> | null =>
  existsSync(set)
    ? readFileSync(set, "utf8")
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map((line) => {
          const { text, label } = JSON.parse(line) as LabelledText;
          return { text, label };
        })
    : null;

const folds = 5;

/** Every text with the class that a model gives it which has not seen its fold; the n-th text is in fold 7919·n mod 10007 mod 5. */
export const crossValidated = (
  texts: ReadonlyArray<LabelledText>,
  training: TextTraining,
): ReadonlyArray<LabelledText & { readonly given: string; readonly chances: ReadonlyArray<number> }> => {
  const foldOf = (n: number): number => ((n * 7919) % 10_007) % folds;
  const models = Array.from({ length: folds }, (_, fold) => {
    const file = trainTextModel(
      texts.filter((_text, n) => foldOf(n) !== fold),
      training,
    );
    return { file, model: linearTextModel(file) };
  });
  return texts.map((text, n) => {
    const { file, model } = models[foldOf(n)]!;
    const chances = model(text.text);
    return { ...text, chances, given: file.classes[chances.indexOf(Math.max(...chances))]! };
  });
};

/** F1 of each class, in alphabetical order. */
export const f1Scores = (
  rows: ReadonlyArray<{ readonly label: string; readonly given: string }>,
): ReadonlyArray<number> =>
  [...new Set(rows.map(({ label }) => label))].toSorted().map((of) => {
    const hit = rows.filter(({ label, given }) => label === of && given === of).length;
    const missed = rows.filter(({ label, given }) => (label === of) !== (given === of)).length;
    return (2 * hit) / (2 * hit + missed);
  });

/** As the file is kept: one gram a line. */
export const modelText = ({ classes, interceptsMilli, weightsMilli }: TextModelFile): string => {
  const grams = Object.entries(weightsMilli).map(
    ([gram, weights]) => `    ${JSON.stringify(gram)}: [${weights.join(", ")}]`,
  );
  return `{\n  "classes": ${JSON.stringify(classes).replaceAll(",", ", ")},\n  "interceptsMilli": [${interceptsMilli.join(", ")}],\n  "weightsMilli": {\n${grams.join(",\n")}\n  }\n}\n`;
};

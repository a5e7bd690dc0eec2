import { isEnglish } from "../mail/English.ts";
import { linearTextModel } from "./LinearTextModel.ts";
import model from "./models/tone.json" with { type: "json" };

/** Tone in thousandths, -1000 to 1000, and its standard error; both null for text that is not English. */
export interface Tone {
  readonly toneMilli: number | null;
  readonly toneErrorMilli: number | null;
}

const chancesOf = linearTextModel(model);
const negative = model.classes.indexOf("neg");
const positive = model.classes.indexOf("pos");

/**
 * The tone of an English text by a linear model learnt on 4,985 labelled comments of developers (model card:
 * docs/models.md): the chance that a reader calls it positive less the chance that one calls it negative. The error is
 * the standard deviation of a reader's label (-1, 0, 1) by the same chances; in cross-validation readers differed by
 * .43 from the tone, where the model expects .48. On the long mails of business it knows less than that: tone is
 * for aggregates, with its uncertainty.
 */
export const toneOf = (text: string): Tone => {
  if (text.trim() === "" || !isEnglish(text)) return { toneMilli: null, toneErrorMilli: null };
  const chances = chancesOf(text);
  const [up, down] = [chances[positive] ?? 0, chances[negative] ?? 0];
  const tone = up - down;
  return {
    toneMilli: Math.round(1000 * tone) + 0,
    toneErrorMilli: Math.round(1000 * Math.sqrt(Math.max(0, up + down - tone * tone))),
  };
};

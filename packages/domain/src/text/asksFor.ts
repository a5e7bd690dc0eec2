import { linearTextModel } from "./LinearTextModel.ts";
import model from "./models/request.json" with { type: "json" };

const chancesOf = linearTextModel(model);
const yes = model.classes.indexOf("Yes");

/** Bounded: what comes after so many sentences is not looked at. */
const mostSentences = 200;
const sentenceEnd = /(?<=[.!?])\s+|\n+/;

/**
 * Whether a sentence of an English text asks its reader for something, by a linear model learnt on 3,657 labelled
 * sentences of business mail (model card: docs/models.md).
 */
export const asksFor = (text: string): boolean =>
  text
    .split(sentenceEnd, mostSentences)
    .some((sentence) => sentence.trim() !== "" && (chancesOf(sentence)[yes] ?? 0) >= 0.5);

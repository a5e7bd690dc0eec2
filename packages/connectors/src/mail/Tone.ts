import emojis from "sentiment/build/emoji.json" with { type: "json" };
import labels from "sentiment/languages/en/labels.json" with { type: "json" };
import { isEnglish } from "@rapport/domain/mail/English";

/** Tone in thousandths, -1000 to 1000, and its standard error; both null where nothing carried tone. */
export interface Tone {
  readonly toneMilli: number | null;
  readonly toneErrorMilli: number | null;
}

const negators = new Set(
  "not no never don't dont doesn't doesnt didn't didnt isn't isnt wasn't wasnt aren't won't wont can't cant cannot couldn't shouldn't wouldn't hasn't haven't hadn't without nor neither hardly barely".split(
    " ",
  ),
);
/** A negator up to two words before turns a word's valence, to 0.74 of it, as VADER found (2014). */
const negationReach = 2;
const negationWeight = -0.74;

/** Valences of AFINN and, as the package adds them, of emoji. */
const valences: ReadonlyMap<string, number> = new Map(Object.entries({ ...labels, ...emojis }));

const oddSpace = /[^\S\n ]/;
const token = /[^\n .,/#!?$%^&*;:{}=_`"~()]+/g;

/** The words as the package `sentiment` cuts them: a tab or other odd space separates only beside another space. */
const tokensOf = (text: string): ReadonlyArray<string> => {
  const lower = text.toLowerCase();
  if (!oddSpace.test(lower)) return lower.match(token) ?? [];
  return lower
    .replace(/[\n.,/#!?$%^&*;:{}=_`"~()]/g, " ")
    .replace(/\s\s+/g, " ")
    .trim()
    .split(" ");
};

const isNegated = (tokens: ReadonlyArray<string>, at: number): boolean => {
  for (let before = Math.max(0, at - negationReach); before < at; before += 1)
    if (negators.has(tokens[before] ?? "")) return true;
  return false;
};

const scale = 0.6;
/** Measured against human labels (see `toneOf`), by the number of words that carried tone: 1, 2, 3, more. */
const errorMilli = [570, 650, 690, 740] as const;

/**
 * The tone of an English text by the AFINN lexicon (Nielsen 2011; package `sentiment`) with negation:
 * 0.6 times the sum of valences over the root of the number of words, kept within -1 and 1. Null for text that
 * is not English or in which no word carries tone.
 *
 * The error is the root mean square difference between this tone and human labels (-1, 0, 1) on 3,778
 * labelled developers' comments that held at least one tone word (Novielli et al. 2020), by the number of
 * such words. It does not shrink with more words: a lexicon errs by what it cannot see (macro F1 .640, chance
 * .33). So tone is for aggregates, and an average of n messages carries error/√n at best. VADER reached .566
 * at 24 times the time.
 */
export const toneOf = (text: string): Tone => {
  const none = { toneMilli: null, toneErrorMilli: null };
  if (!isEnglish(text)) return none;
  const tokens = tokensOf(text.replaceAll("’", "'"));
  let score = 0;
  let toned = 0;
  // From the last to the first, as the package adds up.
  for (let at = tokens.length - 1; at >= 0; at -= 1) {
    const valence = valences.get(tokens[at] ?? "");
    if (valence === undefined) continue;
    toned += 1;
    score += isNegated(tokens, at) ? valence * negationWeight : valence;
  }
  if (toned === 0) return none;
  const tone = Math.max(-1, Math.min(1, (scale * score) / Math.sqrt(tokens.length)));
  return {
    toneMilli: Math.round(tone * 1000) + 0,
    toneErrorMilli: errorMilli[Math.min(toned, errorMilli.length) - 1] ?? errorMilli[3],
  };
};

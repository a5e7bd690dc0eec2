const replacements: ReadonlyArray<readonly [RegExp, string]> = [
  // Bounded repeats: a hostile text of one endless word must not cost its square.
  [/(?:https?:\/\/|www\.)\S{1,2000}/g, " xurl "],
  [/`[^`]{0,2000}`/g, " xcode "],
  [/[^\s@]{1,64}@[^\s@]{1,255}/g, " xmail "],
  [/@[\w-]{1,64}/g, " xname "],
  [/\d{1,2000}/g, "0"],
];

/** Words, numbers as one, smileys, runs of end marks, emoji. */
const token =
  /[a-zà-ÿ]+(?:'[a-z]+)?|0|[:;=8][-^']?[)(dp/\\|[\]]+|[?!.]+|[\u{1F300}-\u{1FAFF}\u{2600}-\u{27BF}]/gu;

/** A capital within a sentence: a name of somebody or something. `I` and what is all capitals stay. */
const proper = /(?<=[\p{L}\d,;:] )\p{Lu}\p{Ll}[\p{L}'-]*/gu;

/** What is behind it is not read: the time a text takes is bounded. */
const mostChars = 20_000;

/**
 * The words of a text and its pairs of neighbouring words, each once, with `^` and `$` for its ends: what the linear
 * text models weigh. Addresses, names after @ or within a sentence, code and numbers stand for all of their kind, so that
 * a model learns no particular one. Reads the first 20,000 characters.
 */
export const textGrams = (text: string): ReadonlySet<string> => {
  const read = text.slice(0, mostChars).replaceAll("’", "'");
  let plain = read.replace(proper, "xproper").toLowerCase();
  for (const [pattern, by] of replacements) plain = plain.replace(pattern, by);
  const grams = new Set<string>();
  let before = "^";
  for (const [word] of plain.matchAll(token)) {
    grams.add(word).add(`${before} ${word}`);
    before = word;
  }
  return grams.add(`${before} $`);
};

/** Words that stand with a capital within sentences more often than without one: mostly names. In lower case. */
export const properWords = (texts: Iterable<string>): ReadonlySet<string> => {
  const balance = new Map<string, number>();
  const count = (word: string, by: number) => balance.set(word, (balance.get(word) ?? 0) + by);
  for (const text of texts) {
    for (const [word] of text.matchAll(proper)) count(word.toLowerCase(), 1);
    for (const [word] of text.matchAll(/(?<![\p{L}\d])\p{Ll}[\p{L}'-]*/gu)) count(word, -1);
  }
  return new Set([...balance].flatMap(([word, more]) => (more > 0 ? [word] : [])));
};

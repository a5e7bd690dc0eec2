const listed = (words: string): ReadonlySet<string> => new Set(words.split(" "));

/** The commonest words of each language that the others do not have. */
const english = listed(
  "the and you that is are was were have has had this with for not but they your our from will would can could should if it i we my an of to be as at by or on so what there their about when been which do does did just please thanks",
);
const others = listed(
  "der die das und ist nicht ich sie wir mit für auf ein eine einen den dem des von zu bei auch noch wird sind haben kann bitte danke le la les des une est pas vous nous je pour dans que qui avec sur ce cette sont mais merci et du au el los las una que es por para con no se su del como pero gracias más il che di non per una sono come della het een van en dat ik niet op voor met zijn och att det som är på inte jag och não uma você os og ikke jeg på det er",
);
const shared = listed("des que la no per en on die do so was an as con me i is has der not van");

/** How many of ours and theirs a word is: 1, -1, and nothing for what several languages have. */
const votes: ReadonlyMap<string, number> = new Map(
  [
    ...[...others].map((word) => [word, -1] as const),
    ...[...english].map((word) => [word, 1] as const),
  ].filter(([word]) => !shared.has(word)),
);

/** Of lower-case text; long s is a letter too. */
const words = /[a-zß-ÿœſ]+/g;
const notAscii = /[^\p{ASCII}]/u;
const notLatin = /[^\p{Script=Latin}]+/gu;
const notLetter = /\P{L}+/gu;

const isMostlyLatin = (text: string): boolean => {
  if (!notAscii.test(text)) return /[a-z]/i.test(text);
  const letters = text.replace(notLetter, "");
  return letters.length > 0 && letters.replace(notLatin, "").length >= letters.length * 0.8;
};

/**
 * Whether a text is English enough for an English lexicon: letters mostly Latin, and more English function
 * words than those of German, French, Spanish, Italian, Dutch, Portuguese and the Nordic languages. A few
 * words without any function word pass when they are plain ASCII. Reads the first 3,000 characters.
 */
export const isEnglish = (text: string): boolean => {
  const sample = text.slice(0, 3_000);
  if (!isMostlyLatin(sample)) return false;
  const found = sample.toLowerCase().match(words) ?? [];
  let ours = 0;
  let theirs = 0;
  for (const word of found) {
    const vote = votes.get(word);
    if (vote === 1) ours += 1;
    else if (vote === -1) theirs += 1;
  }
  if (ours + theirs === 0) return found.length <= 8 && !notAscii.test(sample.replace(/[‘’“”–—…\s]/gu, ""));
  return ours > theirs && ours >= Math.min(found.length * 0.08, 10);
};

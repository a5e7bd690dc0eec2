import { foldedName } from "../directory/foldedName.ts";

/** What the directory knows that a title may name: project codes in lower case, and clients' names, folded. */
export interface KnownNames {
  readonly codes: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

export const nothingKnown: KnownNames = { codes: new Set(), names: new Set() };

/** In brackets these say something of the meeting, not which project it is about. */
const labels = new Set([
  "canceled", "cancelled", "confirmed", "confidential", "draft", "ext", "external", "final", "fw", "fwd", "fyi",
  "hold", "important", "internal", "online", "onsite", "optional", "private", "re", "recorded", "remote",
  "rescheduled", "tba", "tbc", "tbd", "tentative", "test", "update", "updated", "urgent", "virtual", "zoom",
]); // prettier-ignore

const bracketed = /\[([\p{L}\p{N}][\p{L}\p{N}._/-]{1,39})\]/gu;
const hashed = /(?:^|[\s(,;:])#([\p{L}][\p{L}\p{N}._/-]{1,39})/gu;

/** A word in brackets is a code when it looks like no word: in capitals, or with a digit or a hyphen in it. */
const looksLikeCode = (text: string): boolean =>
  /[\p{N}_/.-]/u.test(text) ? /\p{L}/u.test(text) : text === text.toUpperCase() && text.length <= 12;

const written = (title: string): ReadonlyArray<string> => [
  ...[...title.matchAll(bracketed)].map(([, code]) => code!).filter(looksLikeCode),
  ...[...title.matchAll(hashed)].map(([, code]) => code!.replace(/[./-]+$/, "")),
];

const maxTitle = 500;
const maxNameWords = 8;
const maxParties = 10;
const word = /[\p{L}\p{N}](?:[\p{L}\p{N}._/&'’+-]*[\p{L}\p{N}])?|[&+]/gu;

/** Every run of words of the title that the directory knows, the longest first. */
const knownIn = (title: string, known: KnownNames): { codes: Array<string>; names: Array<string> } => {
  const codes: Array<string> = [];
  const names: Array<string> = [];
  const folded = foldedName(title);
  const words = [...folded.matchAll(word)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  for (let count = Math.min(maxNameWords, words.length); count >= 1; count--)
    for (let first = 0; first + count <= words.length; first++) {
      const { to } = words[first + count - 1]!;
      const text = folded.slice(words[first]!.from, to);
      if (count === 1 && known.codes.has(text)) codes.push(text);
      // A name may end in a sign: `Bolt!`, `Acme Inc.`
      for (const one of [text, folded.slice(words[first]!.from, to + 1)])
        if (known.names.has(one)) names.push(one);
    }
  return { codes, names };
};

/**
 * The parties that the title of a meeting names: `project:CODE` for codes written as `[CODE]` or `#code` and for
 * codes the directory knows, `name:CLIENT` for clients' names it knows; in lower case, each once, codes first. The
 * title itself goes no further.
 */
export const titleParties = (title: string, known: KnownNames): ReadonlyArray<string> => {
  const text = title.slice(0, maxTitle);
  const found = knownIn(text, known);
  const codes = [...found.codes, ...written(text).map(foldedName)].filter(
    (code) => !labels.has(code) || known.codes.has(code),
  );
  const parties = [...codes.map((code) => `project:${code}`), ...found.names.map((name) => `name:${name}`)];
  return [...new Set(parties)].slice(0, maxParties);
};

import { maySayWord, mayTakeBackWord } from "@rapport/contracts/http/access/sayableWords";
import type { Word } from "@rapport/contracts/http/words/Say";
import type { HistoryWord } from "@rapport/domain/decisions/words/Words";
import { wordBy } from "@rapport/domain/decisions/words/WordEvent";
import type { Reader } from "../access/Reader.ts";

/** Who says something: by what name, and what they may say and see. */
export interface Asker {
  readonly by: string;
  readonly money: boolean;
  readonly maySay: (word: Word) => boolean;
  /** Whether they may take back that word: whoever may say such words, and who said it. */
  readonly mayTakeBack: (word: HistoryWord) => boolean;
}

/** The asker of a request; null where nobody is signed in, who says nothing. */
export const askerOf = (reader: Reader | null): Asker | null => {
  if (reader === null) return null;
  const { name, role, money } = reader;
  return {
    by: name,
    money,
    maySay: ({ kind }) => maySayWord(role, kind),
    mayTakeBack: ({ event }) => mayTakeBackWord(role, name, wordBy(event)),
  };
};

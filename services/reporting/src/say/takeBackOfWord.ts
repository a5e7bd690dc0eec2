import type { Word } from "@rapport/contracts/http/words/Say";
import type { DirectoryState } from "@rapport/directory/DirectoryState";
import type { WordSaying } from "@rapport/domain/decisions/history/wordText";
import type { Words } from "@rapport/domain/decisions/words/Words";
import { agreedOn } from "./agreedOn.ts";
import { wordsOfClient } from "./wordSaying.ts";

/** How a word is taken back: what is to be said for it (null where nothing can), and that in words. */
export interface TakeBack {
  readonly word: Word | null;
  readonly text: string;
}

/** The reason that a word to take back brings along; whoever takes it back may give another. */
const mistaken = "said by mistake";

const undo = (wordId: string): TakeBack => ({
  word: { kind: "undo", wordId, reason: mistaken },
  text: "Taking it back leaves both in the history.",
});

/** What takes a word back, by what had been said before it. */
export const takeBackOfWord = (
  saying: WordSaying,
  before: { readonly state: DirectoryState; readonly words: Words },
): TakeBack => {
  switch (saying.type) {
    case "decision.made":
      return undo(saying.data.decisionId);
    case "rung.waived":
      return undo(saying.data.waiverId);
    case "play.started":
      return undo(saying.data.playId);
    case "verdict.given":
      return undo(saying.data.verdictId);
    case "alert.snoozed":
      return undo(saying.data.snoozeId);
    case "cause.noted":
      return undo(saying.data.noteId);
    case "client.flagged": {
      const { clientId: client, flag, on } = saying.data;
      if ((wordsOfClient(before, client)?.flags.has(flag) ?? false) === on)
        return { word: null, text: "It was so before; there is nothing to take back." };
      return {
        word: { kind: "flag", client, flag, set: !on, reason: mistaken },
        text: on ? "Saying that it is so no longer takes it back." : "Saying that it is so takes it back.",
      };
    }
    case "break.agreed": {
      const { clientId: client, from, to, off } = saying.data;
      return {
        word: { kind: "break", client, from, to, set: off, reason: mistaken },
        text: "Saying the opposite of the same days takes it back.",
      };
    }
    case "client.agreed": {
      const { clientId: client, validFrom: on } = saying.data;
      const then = agreedOn(before.words, before.state.countedAs.get(client) ?? client, on);
      return {
        word: { kind: "agreed", client, on, ...then },
        text: "Saying what was agreed before, from the same day on, takes it back.",
      };
    }
    case "client.ended":
      return {
        word: {
          kind: "client_resume",
          client: saying.data.clientId,
          on: saying.data.noticeOn,
          reason: mistaken,
        },
        text: "Saying that the client goes on from the day of the notice takes it back.",
      };
    case "client.resumed": {
      const end = wordsOfClient(before, saying.data.clientId)?.end ?? null;
      if (end === null) return { word: null, text: "Nobody had said that it ends." };
      const { cause, noticeOn, endsOn, reason } = end;
      return {
        word: { kind: "client_end", client: saying.data.clientId, cause, noticeOn, endsOn, reason },
        text: "Saying the end again takes it back.",
      };
    }
    case "play.ended":
      return { word: null, text: "What is said of its end last holds." };
    default:
      return { word: null, text: "Both stay in the history. Say it again to have it again." };
  }
};

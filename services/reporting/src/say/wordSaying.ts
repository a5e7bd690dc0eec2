import type { Word } from "@rapport/contracts/http/words/Say";
import type { WordSaying } from "@rapport/domain/decisions/history/wordText";
import { wordId } from "@rapport/domain/decisions/words/WordEvent";
import type { ClientWords, HistoryWord, Words } from "@rapport/domain/decisions/words/Words";
import type { DirectoryState } from "@rapport/directory/DirectoryState";
import { resolveClient } from "@rapport/directory/resolveClient";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Data, Effect } from "effect";
import { agreedOn } from "./agreedOn.ts";
import type { ShownFigure } from "./decidedOn.ts";

/** Days that hold when nobody says otherwise: a verdict a quarter, a snooze four weeks. */
const usualDays = { verdict: 91, snooze: 28 } as const;

const dayMs = 86_400_000;
const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** Whoever speaks may not say that; `what` is the kind of word. */
export class NotTheirs extends Data.TaggedError("NotTheirs")<{ readonly what: Word["kind"] }> {}

/** What a word is made from: who says it today (UTC), under what name, and what was said before. */
export interface Speech {
  readonly by: string;
  readonly today: string;
  /** Names the word, if it is one of those that have a name; unique. */
  readonly id: string;
  readonly state: DirectoryState;
  readonly words: Words;
  /** Whether whoever speaks may take that word back. */
  readonly mayTakeBack: (word: HistoryWord) => boolean;
  /** The figures a decision is made on: of that client, as of that day. */
  readonly figuresOn: (
    clientId: string,
    day: string,
  ) => Effect.Effect<ReadonlyArray<ShownFigure>, WarehouseError>;
}

type Said = Effect.Effect<WordSaying, Refusal | NotTheirs | WarehouseError>;
type OfKind<K extends Word["kind"]> = Extract<Word, { kind: K }>;
type OfClient = Exclude<Word, { kind: "undo" | "play_end" }>;

const inOrder = (first: string, then: string, what: string): Effect.Effect<void, Refusal> =>
  then < first
    ? Effect.fail(usageError(`${what}: ${then} is before ${first}`, "Name a later day."))
    : Effect.void;

/** What is known of a client by words, merges followed. */
export const wordsOfClient = (
  { state, words }: Pick<Speech, "state" | "words">,
  id: string,
): ClientWords | undefined => words.clients.get(state.countedAs.get(id) ?? id);

const decision = (word: OfKind<"decision">, clientId: string, speech: Speech): Said =>
  Effect.gen(function* () {
    const decidedOn = word.on ?? speech.today;
    const reviewOn = word.reviewOn ?? null;
    if (reviewOn !== null) yield* inOrder(decidedOn, reviewOn, "The day to look at it again");
    const evidence = yield* speech.figuresOn(speech.state.countedAs.get(clientId) ?? clientId, decidedOn);
    const { action, reason } = word;
    return {
      type: "decision.made",
      data: {
        decisionId: `d-${speech.id}`,
        clientId,
        action,
        decidedOn,
        decidedBy: speech.by,
        reason,
        reviewOn,
        evidence: [...evidence].slice(0, 50),
      },
    };
  });

const verdict = (word: OfKind<"verdict">, clientId: string, { by, id, today }: Speech): Said => {
  const givenOn = word.on ?? today;
  const expiresOn = word.expiresOn ?? daysAfter(givenOn, usualDays.verdict);
  const data = { verdictId: `v-${id}`, clientId, verdict: word.verdict, givenOn, givenBy: by };
  return Effect.as(inOrder(givenOn, expiresOn, "The last day it holds"), {
    type: "verdict.given",
    data: { ...data, reason: word.reason, expiresOn },
  });
};

const clientEnd = (word: OfKind<"client_end">, clientId: string, { today }: Speech): Said => {
  const noticeOn = word.noticeOn ?? today;
  const endsOn = word.endsOn ?? noticeOn;
  return Effect.as(inOrder(noticeOn, endsOn, "The last day is before that of the notice"), {
    type: "client.ended",
    data: { clientId, cause: word.cause, noticeOn, endsOn, reason: word.reason ?? "" },
  });
};

const clientResume = (word: OfKind<"client_resume">, clientId: string, speech: Speech): Said =>
  (wordsOfClient(speech, clientId)?.end ?? null) === null
    ? Effect.fail(
        usageError(
          `Nobody has said that ${speech.state.clients.get(clientId)?.name ?? clientId} ends`,
          "What contracts say is taken back where they are kept.",
        ),
      )
    : Effect.succeed({
        type: "client.resumed",
        data: { clientId, on: word.on ?? speech.today, reason: word.reason ?? "" },
      });

/** What is not said again stays as it was. */
const kept = <T>(said: T | undefined, before: T): T => (said === undefined ? before : said);

const agreed = (word: OfKind<"agreed">, clientId: string, { state, today, words }: Speech): Said => {
  const { responseMinutes, checkInDays, capMinutesPerMonth, workingHoursOnly, on: validFrom = today } = word;
  if (
    [responseMinutes, checkInDays, capMinutesPerMonth, workingHoursOnly].every((term) => term === undefined)
  )
    return Effect.fail(
      usageError("Nothing is named that was agreed", "Name what is, or null for no longer."),
    );
  const before = agreedOn(words, state.countedAs.get(clientId) ?? clientId, validFrom);
  return Effect.succeed({
    type: "client.agreed",
    data: {
      clientId,
      validFrom,
      responseMinutes: kept(responseMinutes, before.responseMinutes),
      checkInDays: kept(checkInDays, before.checkInDays),
      capMinutesPerMonth: kept(capMinutesPerMonth, before.capMinutesPerMonth),
      workingHoursOnly: kept(workingHoursOnly, before.workingHoursOnly),
    },
  });
};

const ofClient = (word: OfClient, clientId: string, speech: Speech): Said => {
  const { by, id, today } = speech;
  switch (word.kind) {
    case "decision":
      return decision(word, clientId, speech);
    case "verdict":
      return verdict(word, clientId, speech);
    case "client_end":
      return clientEnd(word, clientId, speech);
    case "client_resume":
      return clientResume(word, clientId, speech);
    case "waiver": {
      const { action, reason, until = null } = word;
      const data = { waiverId: `w-${id}`, clientId, action, waivedBy: by, reason, until };
      return Effect.succeed({ type: "rung.waived", data });
    }
    case "play_start": {
      const { action, reason, on: startedOn = today } = word;
      const data = { playId: `p-${id}`, clientId, action, startedOn, startedBy: by, reason };
      return Effect.succeed({ type: "play.started", data });
    }
    case "snooze": {
      const { alert: kind = null, until = daysAfter(today, usualDays.snooze), reason } = word;
      const data = { snoozeId: `s-${id}`, clientId, kind, until, snoozedBy: by, reason };
      return Effect.as(inOrder(today, until, "The last quiet day"), { type: "alert.snoozed", data });
    }
    case "flag": {
      const { flag, set: on, reason } = word;
      return Effect.succeed({ type: "client.flagged", data: { clientId, flag, on, reason } });
    }
    case "cause": {
      const { cause, reason, on: notedOn = today, aboutEvent = null } = word;
      const data = { noteId: `c-${id}`, clientId, cause, notedOn, notedBy: by, reason, aboutEvent };
      return Effect.succeed({ type: "cause.noted", data });
    }
    case "agreed":
      return agreed(word, clientId, speech);
    case "break": {
      const { from, to, reason = "", set } = word;
      return Effect.as(inOrder(from, to, "The last day"), {
        type: "break.agreed",
        data: { clientId, from, to, reason, off: !set },
      });
    }
  }
};

const playEnd = ({ playId, outcome, on, reason = "" }: OfKind<"play_end">, speech: Speech): Said => {
  const plays = [...speech.words.clients.values()].flatMap((one) => one.plays);
  const found = plays.find((play) => play.id === playId);
  if (found === undefined)
    return Effect.fail(
      usageError(`There is no play "${playId}", or it was taken back`, "The list of plays names them."),
    );
  const endedOn = on ?? speech.today;
  return Effect.as(inOrder(found.startedOn, endedOn, "A play cannot end before it begins"), {
    type: "play.ended",
    data: { playId, endedOn, outcome, reason },
  });
};

const undo = (word: OfKind<"undo">, { by, words, mayTakeBack }: Speech): Said => {
  const found = words.all.findLast(({ event }) => wordId(event) === word.wordId);
  if (found === undefined)
    return Effect.fail(
      usageError(
        `There is no decision, waiver, play, verdict, snooze or cause "${word.wordId}"`,
        "The client's history names them.",
      ),
    );
  if (!mayTakeBack(found)) return Effect.fail(new NotTheirs({ what: "undo" }));
  return found.undone === null
    ? Effect.succeed({
        type: "word.undone",
        data: { wordId: word.wordId, undoneBy: by, reason: word.reason },
      })
    : Effect.fail(usageError(`${word.wordId} was taken back on ${found.undone.on} by ${found.undone.by}`));
};

/** The event that a word comes to. Refused where what was said before does not admit it. */
export const wordSaying = (word: Word, speech: Speech): Said => {
  if (word.kind === "undo") return undo(word, speech);
  if (word.kind === "play_end") return playEnd(word, speech);
  return Effect.flatMap(resolveClient(speech.state, word.client), ({ id }) => ofClient(word, id, speech));
};

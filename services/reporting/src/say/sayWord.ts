import { hash } from "node:crypto";
import type { SayWord, WordSaid } from "@rapport/contracts/http/words/Say";
import { saidBefore, wordsOf } from "@rapport/directory/DirectoryReader";
import type { DirectoryState } from "@rapport/directory/DirectoryState";
import { clientName } from "@rapport/directory/DirectoryState";
import type { WordSaying } from "@rapport/domain/decisions/history/wordText";
import { wordId as nameOfWord, isWordEvent } from "@rapport/domain/decisions/words/WordEvent";
import { usageError } from "@rapport/runtime/Failure";
import { Clock, Effect } from "effect";
import type { ReportReads } from "../Reports.ts";
import { decidedOn } from "./decidedOn.ts";
import { digestOf } from "./digestOf.ts";
import { saidAnswer } from "./saidAnswer.ts";
import type { SayingLogShape } from "./SayingLog.ts";
import type { Asker } from "./Asker.ts";
import { takeBackOfWord } from "./takeBackOfWord.ts";
import { NotTheirs, wordSaying } from "./wordSaying.ts";

const hexOf = (text: string): string => hash("sha256", text, "hex");

/** Of whom a word is: of words about words the client of these. */
const clientOf = (saying: WordSaying, state: DirectoryState, earlier: ReturnType<typeof wordsOf>) => {
  const about =
    saying.type === "word.undone"
      ? saying.data.wordId
      : saying.type === "play.ended"
        ? saying.data.playId
        : null;
  const id =
    about === null
      ? "clientId" in saying.data
        ? saying.data.clientId
        : ""
      : (earlier.all.findLast(({ event }) => nameOfWord(event) === about)?.clientId ?? "");
  return id === "" ? null : { id, name: clientName(state, id) };
};

/** A span or a currency that reports refuse leaves a decision without figures; it is a decision all the same. */
const figuresOn = (reports: ReportReads, client: string, day: string) =>
  decidedOn(reports, client, day).pipe(
    Effect.catchTags({
      InvalidCurrency: () => Effect.succeed([]),
      InvalidSpan: () => Effect.succeed([]),
      InvalidCursor: () => Effect.succeed([]),
    }),
  );

/** Says a word of a client into the log, once for each request, and answers what that changes. */
export const sayWord = (place: SayingLogShape, reports: ReportReads) =>
  Effect.fn("say.word")(function* ({ requestId, word }: SayWord, asker: Asker) {
    if (!asker.maySay(word)) return yield* new NotTheirs({ what: word.kind });
    const { by } = asker;
    const now = yield* Clock.currentTimeMillis;
    const today = new Date(now).toISOString().slice(0, 10);
    const said = yield* place.speaker.sayOnce({ requestId, by, digest: digestOf(word) }, (directory) =>
      wordSaying(word, {
        by,
        today,
        id: hexOf(`word ${requestId}`).slice(0, 10),
        state: directory.state,
        words: wordsOf(directory),
        mayTakeBack: asker.mayTakeBack,
        figuresOn: (client, day) => figuresOn(reports, client, day),
      }),
    );
    const { event } = said;
    // Only words are said under the names of requests for words.
    if (!isWordEvent(event)) return yield* usageError(`Request ${requestId} said no word`);
    const earlier = saidBefore(said.now, said);
    const before = { state: earlier.state, words: wordsOf(earlier) };
    const takeBack = takeBackOfWord(event, before);
    return {
      ...(yield* saidAnswer(said, by, earlier.state, place)),
      wordId: nameOfWord(event),
      client: clientOf(event, said.now.state, before.words),
      evidence: event.type === "decision.made" && asker.money ? event.data.evidence : [],
      takeBack: takeBack.word,
      takeBackText: takeBack.text,
    } satisfies WordSaid;
  });

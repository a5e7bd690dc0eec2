import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { fromZod } from "./FromZod.ts";
import { clientId, Cursor, limitOf, whenRead } from "./parameters.ts";
import { ClientNotFound, readProblems } from "./Problems.ts";
import { HistoryPage } from "./words/History.ts";
import { PlaysAnswer } from "./words/Plays.ts";
import { SayWord, WordSaid } from "./words/Say.ts";
import { sayProblems } from "./words/sayProblems.ts";
import { VerdictsAnswer } from "./words/Verdicts.ts";

const history = HttpApiEndpoint.get("history", "/clients/:id/history", {
  params: clientId,
  query: { ...whenRead, limit: Schema.optional(limitOf(500)), cursor: Schema.optional(Cursor) },
  success: fromZod(HistoryPage),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({
    summary: "What was decided, judged, agreed and taken back about a client, and its alerts",
  }),
);

const verdicts = HttpApiEndpoint.get("verdicts", "/verdicts", {
  query: whenRead,
  success: fromZod(VerdictsAnswer),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({ summary: "People's verdicts beside the machine's scores, disagreements first" }),
);

const plays = HttpApiEndpoint.get("plays", "/plays", {
  query: whenRead,
  success: fromZod(PlaysAnswer),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({ summary: "Before and after of what was done, beside clients like them" }),
);

const sayWord = HttpApiEndpoint.post("sayWord", "/words", {
  payload: fromZod(SayWord),
  success: fromZod(WordSaid),
  error: sayProblems,
}).annotateMerge(
  OpenApi.annotations({ summary: "Decide, waive, judge, snooze, flag, note, agree, end, or take back" }),
);

/** What people said of clients, and what came of what they did. */
export class WordsGroup extends HttpApiGroup.make("words")
  .add(history, verdicts, plays, sayWord)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Words" })) {}

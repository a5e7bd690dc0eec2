import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { Reports } from "../Reports.ts";
import { problemOfClient, problemOfCursor, problemsOfRead } from "./failures.ts";
import { readingFrom } from "./reading.ts";
import { problemOfNoLog } from "./sayFailures.ts";

/** What people said of clients, over HTTP. */
export const WordsHandlers = HttpApiBuilder.group(
  RapportApi,
  "words",
  Effect.fn(function* (handlers) {
    const reading = readingFrom(yield* Reports);
    return handlers.handleAll({
      history: ({ params, query }) =>
        reading(query, (reports) => reports.history(params.id, query)).pipe(
          Effect.catchTags({
            ...problemsOfRead,
            UnknownClient: problemOfClient,
            InvalidCursor: problemOfCursor,
          }),
        ),
      verdicts: ({ query }) =>
        reading(query, (reports) => reports.verdicts(query.asOf)).pipe(Effect.catchTags(problemsOfRead)),
      plays: ({ query }) =>
        reading(query, (reports) => reports.plays(query.asOf)).pipe(Effect.catchTags(problemsOfRead)),
      sayWord: () => problemOfNoLog,
    });
  }),
);

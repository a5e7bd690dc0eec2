import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { forReader } from "../access/forReader.ts";
import { Reports } from "../Reports.ts";
import { SayingLog } from "../say/SayingLog.ts";
import { sayWord } from "../say/sayWord.ts";
import { playsWithoutMoney } from "../words/playsWithoutMoney.ts";
import { problemOfClient, problemOfCursor, problemsOfRead } from "./failures.ts";
import { readingFrom } from "./reading.ts";
import { problemsOfSaying, sayingInto } from "./sayFailures.ts";

/** What people said of clients, over HTTP. */
export const WordsHandlers = HttpApiBuilder.group(
  RapportApi,
  "words",
  Effect.fn(function* (handlers) {
    const reports = yield* Reports;
    const reading = readingFrom(reports);
    const saying = sayingInto(yield* SayingLog);
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
        reading(query, (reports) => reports.plays(query.asOf)).pipe(
          Effect.flatMap(forReader(playsWithoutMoney)),
          Effect.catchTags(problemsOfRead),
        ),
      sayWord: ({ payload }) =>
        saying((place, asker) => sayWord(place, reports)(payload, asker)).pipe(
          Effect.catchTags(problemsOfSaying),
        ),
    });
  }),
);

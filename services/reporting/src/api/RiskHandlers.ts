import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { Reports } from "../Reports.ts";
import {
  problemOfClient,
  problemOfCursor,
  problemOfModel,
  problemOfSpan,
  problemsOfRead,
} from "./failures.ts";
import { readingFrom } from "./reading.ts";

const ofList = { ...problemsOfRead, InvalidCursor: problemOfCursor };
const ofClient = { ...problemsOfRead, UnknownClient: problemOfClient };
const ofSpan = { ...problemsOfRead, InvalidSpan: problemOfSpan };
const ofModel = { ...problemsOfRead, UnknownModel: problemOfModel };

/** Risk over HTTP: parameters in, figures out, errors as problems. */
export const RiskHandlers = HttpApiBuilder.group(
  RapportApi,
  "risk",
  Effect.fn(function* (handlers) {
    const reading = readingFrom(yield* Reports);
    return handlers.handleAll({
      risk: ({ query }) => reading(query, (reports) => reports.risk(query)).pipe(Effect.catchTags(ofList)),
      clientRisk: ({ params, query }) =>
        reading(query, (reports) => reports.clientRisk(params.id, query.asOf)).pipe(
          Effect.catchTags(ofClient),
        ),
      backtest: ({ query }) =>
        reading(query, (reports) => reports.backtest(query)).pipe(Effect.catchTags(problemsOfRead)),
      whatChanged: ({ query }) =>
        reading(query, (reports) => reports.whatChanged(query)).pipe(Effect.catchTags(ofSpan)),
      riskModels: ({ query }) =>
        reading(query, (reports) => reports.riskModels(query.asOf)).pipe(Effect.catchTags(problemsOfRead)),
      riskModel: ({ params, query }) =>
        reading(query, (reports) => reports.riskModel(params.model, query.asOf)).pipe(
          Effect.catchTags(ofModel),
        ),
    });
  }),
);

import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { Reports } from "../Reports.ts";
import {
  problemOfClient,
  problemOfCurrency,
  problemOfCursor,
  problemOfSpan,
  problemsOfRead,
} from "./failures.ts";
import { readingFrom } from "./reading.ts";

const ofSpan = { ...problemsOfRead, InvalidSpan: problemOfSpan };
const ofMoney = { ...ofSpan, InvalidCurrency: problemOfCurrency };
const ofList = { ...problemsOfRead, InvalidCursor: problemOfCursor };
const ofPage = { ...ofSpan, InvalidCursor: problemOfCursor, UnknownClient: problemOfClient };
const ofMoneyPage = { ...ofPage, InvalidCurrency: problemOfCurrency };

/** The economics over HTTP: parameters in, figures out, errors as problems. */
export const EconomicsHandlers = HttpApiBuilder.group(
  RapportApi,
  "economics",
  Effect.fn(function* (handlers) {
    const reading = readingFrom(yield* Reports);
    return handlers.handleAll({
      profitability: ({ query }) =>
        reading(query, (reports) => reports.profitability(query)).pipe(Effect.catchTags(ofMoneyPage)),
      effort: ({ query }) =>
        reading(query, (reports) => reports.effort(query)).pipe(Effect.catchTags(ofMoneyPage)),
      whaleCurve: ({ query }) =>
        reading(query, (reports) => reports.whaleCurve(query)).pipe(Effect.catchTags(ofMoney)),
      lifetimeValues: ({ query }) =>
        reading(query, (reports) => reports.lifetimeValues(query)).pipe(Effect.catchTags(ofList)),
      reconcile: ({ query }) =>
        reading(query, (reports) => reports.reconcile(query)).pipe(Effect.catchTags(problemsOfRead)),
      evidence: ({ params, query }) =>
        reading(query, (reports) => reports.evidence(params.id, query)).pipe(Effect.catchTags(ofPage)),
    });
  }),
);

import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { Reports } from "../Reports.ts";
import { problemOfCurrency, problemOfSpan, problemsOfRead } from "./failures.ts";
import { readingFrom } from "./reading.ts";

const ofMoney = { ...problemsOfRead, InvalidCurrency: problemOfCurrency };
const ofSpan = { ...ofMoney, InvalidSpan: problemOfSpan };

/** Retention over HTTP: parameters in, figures out, errors as problems. */
export const RetentionHandlers = HttpApiBuilder.group(
  RapportApi,
  "retention",
  Effect.fn(function* (handlers) {
    const reading = readingFrom(yield* Reports);
    return handlers.handleAll({
      retention: ({ query }) =>
        reading(query, (reports) => reports.retention(query)).pipe(Effect.catchTags(ofSpan)),
      renewals: ({ query }) =>
        reading(query, (reports) => reports.renewals(query)).pipe(Effect.catchTags(ofMoney)),
    });
  }),
);

import { RapportApi } from "@rapport/contracts/http/Api";
import * as Problem from "@rapport/contracts/http/Problems";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { forReader } from "../access/forReader.ts";
import { maintenanceWithoutMoney } from "../decisions/maintenanceReasons.ts";
import type { InvalidQuestion } from "../decisions/WhatIfErrors.ts";
import { Reports } from "../Reports.ts";
import {
  instanceOf,
  problemOfClient,
  problemOfCurrency,
  problemOfCursor,
  problemOfSpan,
  problemsOfRead,
} from "./failures.ts";
import { readingFrom } from "./reading.ts";

const problemOfQuestion = (error: InvalidQuestion) =>
  Effect.flatMap(instanceOf, (instance) =>
    Effect.fail(
      new Problem.BadRequest({
        detail: `${error.message}. ${error.action}`,
        instance,
        errors: [{ path: ["query", error.parameter], message: error.problem }],
      }),
    ),
  );

/** What to do about clients over HTTP. */
export const DecisionsHandlers = HttpApiBuilder.group(
  RapportApi,
  "decisions",
  Effect.fn(function* (handlers) {
    const reading = readingFrom(yield* Reports);
    return handlers.handleAll({
      quadrant: ({ query }) =>
        reading(query, (reports) => reports.quadrant(query)).pipe(
          Effect.catchTags({
            ...problemsOfRead,
            InvalidSpan: problemOfSpan,
            InvalidCurrency: problemOfCurrency,
          }),
        ),
      ladder: ({ query }) =>
        reading(query, (reports) => reports.ladder(query)).pipe(
          Effect.catchTags({
            ...problemsOfRead,
            InvalidCursor: problemOfCursor,
            UnknownClient: problemOfClient,
          }),
        ),
      maintenance: ({ query }) =>
        reading(query, (reports) => reports.maintenance(query)).pipe(
          Effect.flatMap(forReader(maintenanceWithoutMoney)),
          Effect.catchTags(problemsOfRead),
        ),
      whatIf: ({ params, query }) =>
        reading(query, (reports) => reports.whatIf(params.id, query)).pipe(
          Effect.catchTags({
            ...problemsOfRead,
            UnknownClient: problemOfClient,
            InvalidQuestion: problemOfQuestion,
          }),
        ),
    });
  }),
);

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

const ofClient = { ...problemsOfRead, UnknownClient: problemOfClient };

/** The page of one client over HTTP: parameters in, figures out, errors as problems. */
export const ClientPageHandlers = HttpApiBuilder.group(
  RapportApi,
  "clientPage",
  Effect.fn(function* (handlers) {
    const reading = readingFrom(yield* Reports);
    return handlers.handleAll({
      clientList: ({ query }) =>
        reading(query, (reports) => reports.clientList(query)).pipe(
          Effect.catchTags({
            ...problemsOfRead,
            InvalidCurrency: problemOfCurrency,
            InvalidCursor: problemOfCursor,
            InvalidSpan: problemOfSpan,
          }),
        ),
      clientDays: ({ params, query }) =>
        reading(query, (reports) => reports.clientDays(params.id, query)).pipe(
          Effect.catchTags({ ...ofClient, InvalidSpan: problemOfSpan }),
        ),
      clientAccount: ({ params, query }) =>
        reading(query, (reports) => reports.clientAccount(params.id, query.asOf)).pipe(
          Effect.catchTags(ofClient),
        ),
      clientThreads: ({ params, query }) =>
        reading(query, (reports) => reports.clientThreads(params.id, query.asOf)).pipe(
          Effect.catchTags(ofClient),
        ),
      clientEvents: ({ params, query }) =>
        reading(query, (reports) => reports.clientEvents(params.id, query)).pipe(Effect.catchTags(ofClient)),
    });
  }),
);

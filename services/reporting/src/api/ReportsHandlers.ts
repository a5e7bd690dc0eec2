import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { Reports } from "../Reports.ts";
import { monthsCsv } from "../render/renderMonths.ts";
import { problemOfClient, problemOfCursor, problemsOfRead } from "./failures.ts";
import { readingFrom } from "./reading.ts";

const ofClient = { ...problemsOfRead, UnknownClient: problemOfClient };
const ofList = { ...problemsOfRead, InvalidCursor: problemOfCursor };

/** The reports over HTTP: parameters in, figures out, errors as problems. */
export const ReportsHandlers = HttpApiBuilder.group(
  RapportApi,
  "reports",
  Effect.fn(function* (handlers) {
    const reading = readingFrom(yield* Reports);
    return handlers.handleAll({
      clients: ({ query }) =>
        reading(query, (reports) => reports.clients(query)).pipe(Effect.catchTags(ofList)),
      client: ({ params, query }) =>
        reading(query, (reports) => reports.client(params.id, query.asOf)).pipe(Effect.catchTags(ofClient)),
      timeline: ({ params, query }) =>
        reading(query, (reports) => reports.timeline(params.id, query)).pipe(
          Effect.catchTags({ ...ofClient, InvalidCursor: problemOfCursor }),
        ),
      clientMonths: ({ params, query }) =>
        reading(query, (reports) => reports.clientMonths(params.id, query)).pipe(Effect.catchTags(ofClient)),
      months: ({ query }) =>
        reading(query, (reports) => reports.months(query)).pipe(Effect.catchTags(ofList)),
      monthsCsv: ({ query }) =>
        reading(query, (reports) => reports.months({ ...query, limit: Number.MAX_SAFE_INTEGER })).pipe(
          Effect.map((page) => monthsCsv(page.items)),
          Effect.catchTags({ ...problemsOfRead, InvalidCursor: Effect.die }),
        ),
      unattributed: ({ query }) =>
        reading(query, (reports) => reports.unattributed(query.asOf, query.limit)).pipe(
          Effect.catchTags(problemsOfRead),
        ),
      coverage: ({ query }) =>
        reading(query, (reports) => reports.coverage(query.asOf)).pipe(Effect.catchTags(problemsOfRead)),
      freshness: ({ query }) =>
        reading(query, (reports) => reports.freshness).pipe(Effect.catchTags(problemsOfRead)),
      sources: ({ query }) =>
        reading(query, (reports) => reports.sources).pipe(Effect.catchTags(problemsOfRead)),
    });
  }),
);

import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { Reports } from "../Reports.ts";
import { problemOfClient, problemOfCursor, problemsOfRead } from "./failures.ts";
import { readingFrom } from "./reading.ts";

const ofClient = { ...problemsOfRead, UnknownClient: problemOfClient };
const ofList = { ...ofClient, InvalidCursor: problemOfCursor };

/** Signals over HTTP: parameters in, signals out, errors as problems. */
export const SignalsHandlers = HttpApiBuilder.group(
  RapportApi,
  "signals",
  Effect.fn(function* (handlers) {
    const reading = readingFrom(yield* Reports);
    return handlers.handleAll({
      signals: ({ query }) =>
        reading(query, (reports) => reports.signals(query)).pipe(Effect.catchTags(ofList)),
      handOver: ({ params, query }) =>
        reading(query, (reports) => reports.handOver(params.id, query)).pipe(Effect.catchTags(ofClient)),
    });
  }),
);

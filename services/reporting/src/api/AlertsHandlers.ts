import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { Reports } from "../Reports.ts";
import { problemOfCursor, problemsOfRead } from "./failures.ts";
import { readingFrom } from "./reading.ts";

/** Alerts over HTTP. */
export const AlertsHandlers = HttpApiBuilder.group(
  RapportApi,
  "alerts",
  Effect.fn(function* (handlers) {
    const reading = readingFrom(yield* Reports);
    return handlers.handleAll({
      alerts: ({ query }) =>
        reading(query, (reports) => reports.alerts(query)).pipe(
          Effect.catchTags({ ...problemsOfRead, InvalidCursor: problemOfCursor }),
        ),
    });
  }),
);

import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { previewLink } from "../links/previewLink.ts";
import { proposeLinks } from "../links/proposeLinks.ts";
import { sayLink } from "../links/sayLink.ts";
import { Reports } from "../Reports.ts";
import { SayingLog } from "../say/SayingLog.ts";
import { problemsOfRead } from "./failures.ts";
import { readingFrom } from "./reading.ts";
import { problemsOfAsking, problemsOfLog, sayingInto } from "./sayFailures.ts";

/** Whose a party is, over HTTP. */
export const LinksHandlers = HttpApiBuilder.group(
  RapportApi,
  "links",
  Effect.fn(function* (handlers) {
    const reading = readingFrom(yield* Reports);
    const saying = sayingInto(yield* SayingLog);
    return handlers.handleAll({
      preview: ({ query: { knownAt, asOf, ...link } }) =>
        saying((place) => reading({ knownAt }, (reports) => previewLink(place)(link, reports, asOf))).pipe(
          Effect.catchTags({ ...problemsOfRead, ...problemsOfLog }),
        ),
      proposals: ({ query: { knownAt, asOf, limit } }) =>
        saying((place) => reading({ knownAt }, (reports) => proposeLinks(place)(reports, asOf, limit))).pipe(
          Effect.catchTags({ ...problemsOfRead, ...problemsOfLog }),
        ),
      sayLink: ({ payload }) =>
        saying((place, asker) => sayLink(place)(payload, asker)).pipe(
          Effect.catchTags({ ...problemsOfLog, ...problemsOfAsking }),
        ),
    });
  }),
);

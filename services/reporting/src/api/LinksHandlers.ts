import { RapportApi } from "@rapport/contracts/http/Api";
import { Effect } from "effect";
import { HttpApiBuilder } from "effect/http-api";
import { problemOfNoLog } from "./sayFailures.ts";

/** Whose a party is, over HTTP. */
export const LinksHandlers = HttpApiBuilder.group(
  RapportApi,
  "links",
  Effect.fn(function* (handlers) {
    return handlers.handleAll({
      preview: () => problemOfNoLog,
      proposals: () => problemOfNoLog,
      sayLink: () => problemOfNoLog,
    });
  }),
);

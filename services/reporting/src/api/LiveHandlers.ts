import { RapportApi } from "@rapport/contracts/http/Api";
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest";
import { Effect } from "effect";
import { HttpServerResponse } from "effect/http";
import { HttpApiBuilder } from "effect/http-api";
import { LiveFeed } from "../live/LiveFeed.ts";
import { problemOfWarehouse } from "./failures.ts";

/** The stream of what moved. Sent as it was made once for all, so that a thousand readers cost little more than one. */
export const LiveHandlers = HttpApiBuilder.group(
  RapportApi,
  "live",
  Effect.fn(function* (handlers) {
    const feed = yield* LiveFeed;
    return handlers.handleRaw("live", ({ request }) =>
      feed
        .listen(() => NodeHttpServerRequest.toServerResponse(request).destroy())
        .pipe(
          Effect.map((events) =>
            HttpServerResponse.stream(events, {
              contentType: "text/event-stream",
              // A proxy that collects before it passes on would keep the events to itself.
              headers: { "x-accel-buffering": "no" },
            }),
          ),
          Effect.catchTags({ WarehouseError: problemOfWarehouse }),
        ),
    );
  }),
);

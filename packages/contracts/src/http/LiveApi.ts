import { HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api";
import { fromZod } from "./FromZod.ts";
import { LiveEvent } from "./live/Live.ts";
import { WarehouseAway } from "./Problems.ts";

const live = HttpApiEndpoint.get("live", "/live", {
  success: HttpApiSchema.StreamSse({ data: fromZod(LiveEvent) }),
  error: WarehouseAway,
}).annotateMerge(
  OpenApi.annotations({ summary: "Server-sent events: that figures changed, and how fresh they are" }),
);

/** Tells when it is worth while to ask again. */
export class LiveGroup extends HttpApiGroup.make("live")
  .add(live)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Live" })) {}

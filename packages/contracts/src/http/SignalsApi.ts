import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { signalKinds } from "../views/signals/SignalView.ts";
import { fromZod } from "./FromZod.ts";
import { Cursor, limitOf, whenRead } from "./parameters.ts";
import { ClientNotFound, readProblems } from "./Problems.ts";
import { SignalsPage } from "./signals/Signals.ts";

const Text = Schema.String.check(Schema.isMaxLength(320));

const signals = HttpApiEndpoint.get("signals", "/signals", {
  query: {
    ...whenRead,
    kind: Schema.optional(
      Schema.Literals(signalKinds).annotate({ description: "Only of this kind. Default: all." }),
    ),
    client: Schema.optional(Text.annotate({ description: "Only of this client: its id or name." })),
    owner: Schema.optional(
      Text.annotate({ description: "Only of clients that this member (id) looks after on the as-of day." }),
    ),
    limit: Schema.optional(limitOf(1000)),
    cursor: Schema.optional(Cursor),
  },
  success: fromZod(SignalsPage),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({
    summary: "What somebody who looks after clients would notice, each with its reason and its events",
  }),
);

/** Signals of the practice. */
export class SignalsGroup extends HttpApiGroup.make("signals")
  .add(signals)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Signals" })) {}

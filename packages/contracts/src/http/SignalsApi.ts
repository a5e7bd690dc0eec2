import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { signalKinds } from "../views/signals/SignalView.ts";
import { fromZod } from "./FromZod.ts";
import { clientId, Cursor, limitOf, whenRead } from "./parameters.ts";
import { ClientNotFound, readProblems } from "./Problems.ts";
import { HandOverAnswer } from "./signals/HandOver.ts";
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

const handOver = HttpApiEndpoint.get("handOver", "/clients/:id/hand-over", {
  params: clientId,
  query: {
    ...whenRead,
    without: Schema.optional(
      Text.annotate({ description: "A member (id) who is left out, as though they had gone already." }),
    ),
  },
  success: fromZod(HandOverAnswer),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({
    summary:
      "What somebody who takes an account over needs: people, what waits, promises, meetings, money, risks",
  }),
);

/** Signals of the practice. */
export class SignalsGroup extends HttpApiGroup.make("signals")
  .add(signals, handOver)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Signals" })) {}

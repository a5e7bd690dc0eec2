import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { AlertKindName, AlertsAnswer, AlertStateName } from "./alerts/Alerts.ts";
import { fromZod } from "./FromZod.ts";
import { Cursor, daySpan, limitOf, whenRead } from "./parameters.ts";
import { readProblems } from "./Problems.ts";

const Text = Schema.String.check(Schema.isMaxLength(320));

const alerts = HttpApiEndpoint.get("alerts", "/alerts", {
  query: {
    ...whenRead,
    from: Schema.optional(
      daySpan.from.schema.annotate({
        description: "Only alerts raised on this day (YYYY-MM-DD) or later. Default: all.",
        format: "date",
      }),
    ),
    standing: Schema.optional(
      Schema.Literals(["true", "false"]).annotate({ description: "true: only what still stands." }),
    ),
    state: Schema.optional(
      Schema.Literals(AlertStateName.options).annotate({
        description: "Only those told, dropped or snoozed.",
      }),
    ),
    kind: Schema.optional(Schema.Literals(AlertKindName.options)),
    owner: Schema.optional(Text.annotate({ description: "Only this member's (id)." })),
    limit: Schema.optional(limitOf(500)),
    cursor: Schema.optional(Cursor),
  },
  success: fromZod(AlertsAnswer),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({
    summary: "What has changed about clients that somebody should know, with what was dropped",
  }),
);

/** Alerts; `rapport alerts watch` delivers them. */
export class AlertsGroup extends HttpApiGroup.make("alerts")
  .add(alerts)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Alerts" })) {}

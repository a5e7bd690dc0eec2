import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { LadderPage } from "./decisions/Ladder.ts";
import { MaintenanceAnswer } from "./decisions/Maintenance.ts";
import { QuadrantAnswer } from "./decisions/Quadrant.ts";
import { WhatIfAnswer, whatIfAsks } from "./decisions/WhatIf.ts";
import { fromZod } from "./FromZod.ts";
import { clientId, Cursor, daySpan, inCurrency, limitOf, whenRead } from "./parameters.ts";
import { ClientNotFound, readProblems } from "./Problems.ts";

const Text = Schema.String.check(Schema.isMaxLength(320));
const Amount = Schema.NumberFromString.check(Schema.isFinite());

const quadrant = HttpApiEndpoint.get("quadrant", "/quadrant", {
  query: { ...whenRead, ...daySpan, ...inCurrency },
  success: fromZod(QuadrantAnswer),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({ summary: "Risk against net contribution: save, protect, fix or let go" }),
);

const ladder = HttpApiEndpoint.get("ladder", "/ladder", {
  query: {
    ...whenRead,
    client: Schema.optional(Text.annotate({ description: "Only this client: its id or name." })),
    owner: Schema.optional(
      Text.annotate({ description: "Only clients that this member (id) looks after; `none`: nobody." }),
    ),
    limit: Schema.optional(limitOf(500)),
    cursor: Schema.optional(Cursor),
  },
  success: fromZod(LadderPage),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({ summary: "What could be done about each client, with options and their figures" }),
);

const maintenance = HttpApiEndpoint.get("maintenance", "/maintenance", {
  query: whenRead,
  success: fromZod(MaintenanceAnswer),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({ summary: "Who takes much and brings little, who gets too much or too little" }),
);

const whatIf = HttpApiEndpoint.get("whatIf", "/clients/:id/what-if", {
  params: clientId,
  query: {
    ...whenRead,
    ask: Schema.Literals(whatIfAsks).annotate({
      description:
        "drop; price (with `percent` or `revenue`, the price for the margin aimed at without either); cap (with `hours`); tier (with `tier`); hand_over (to `band`).",
    }),
    percent: Schema.optional(
      Amount.annotate({ description: "Of price: what is added to it, of a hundred." }),
    ),
    revenue: Schema.optional(
      Amount.annotate({ description: "Of price: the revenue of a year, in the reporting currency." }),
    ),
    hours: Schema.optional(Amount.annotate({ description: "Of cap: hours a month." })),
    tier: Schema.optional(Text.annotate({ description: "The tier to move to." })),
    band: Schema.optional(Text.annotate({ description: "The role band that takes the work over." })),
  },
  success: fromZod(WhatIfAnswer),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({ summary: "What would become of a year if a client were dropped, repriced, …" }),
);

/** What to do about each client. People decide: `rapport decide` records it. */
export class DecisionsGroup extends HttpApiGroup.make("decisions")
  .add(quadrant, ladder, maintenance, whatIf)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Decisions" })) {}

import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { fromZod } from "./FromZod.ts";
import { AsOf, clientId, Cursor, limitOf, whenRead } from "./parameters.ts";
import { ClientNotFound, ModelNotFound, readProblems } from "./Problems.ts";
import { BacktestAnswer } from "./risk/Backtest.ts";
import { RiskBand } from "./risk/head.ts";
import { ModelAnswer, ModelsAnswer } from "./risk/Models.ts";
import { ClientRiskAnswer, RiskPage } from "./risk/Risk.ts";
import { WhatChangedAnswer } from "./risk/WhatChanged.ts";

const Text = Schema.String.check(Schema.isMaxLength(320));

const risk = HttpApiEndpoint.get("risk", "/risk", {
  query: {
    ...whenRead,
    band: Schema.optional(
      Schema.Literals(RiskBand.options).annotate({ description: "Only clients of this band." }),
    ),
    owner: Schema.optional(
      Text.annotate({ description: "Only clients that this member (id) looks after on the as-of day." }),
    ),
    segment: Schema.optional(Text.annotate({ description: "Only clients of this segment." })),
    limit: Schema.optional(limitOf(500)),
    cursor: Schema.optional(Cursor),
  },
  success: fromZod(RiskPage),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({
    summary: "Clients by how likely they are to give notice, with reasons and their events",
  }),
);

const clientRisk = HttpApiEndpoint.get("clientRisk", "/clients/:id/risk", {
  params: clientId,
  query: whenRead,
  success: fromZod(ClientRiskAnswer),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({ summary: "One client's score: everything it adds up from, and where that is told" }),
);

const backtest = HttpApiEndpoint.get("backtest", "/backtest", {
  query: {
    ...whenRead,
    horizonWeeks: Schema.optional(
      limitOf(52).annotate({ description: "Weeks ahead, 1 to 52. Default: 13, as the model foretells." }),
    ),
    budgetPercent: Schema.optional(
      limitOf(100).annotate({ description: "Of clients, how many can be looked at. Default: 10." }),
    ),
  },
  success: fromZod(BacktestAnswer),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({ summary: "How well it was foretold who leaves, beside what is simpler" }),
);

const whatChanged = HttpApiEndpoint.get("whatChanged", "/what-changed", {
  query: {
    ...whenRead,
    since: AsOf.annotate({
      description: "The day before (YYYY-MM-DD): what was known at its end, and the scores of then.",
      format: "date",
    }),
  },
  success: fromZod(WhatChangedAnswer),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({
    summary: "What moved each client's risk since a day: behaviour, late data, model or settings",
  }),
);

const models = HttpApiEndpoint.get("riskModels", "/risk-models", {
  query: whenRead,
  success: fromZod(ModelsAnswer),
  error: readProblems,
}).annotateMerge(OpenApi.annotations({ summary: "The models that scores were and are made with" }));

const model = HttpApiEndpoint.get("riskModel", "/risk-models/:model", {
  params: { model: Text.annotate({ description: "Its name, or `current`." }) },
  query: whenRead,
  success: fromZod(ModelAnswer),
  error: [ModelNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({ summary: "What each feature does in a model, and what was believed before" }),
);

/** Who is likely to leave, why, how well that is foretold, and what has changed. */
export class RiskGroup extends HttpApiGroup.make("risk")
  .add(risk, clientRisk, backtest, whatChanged, models, model)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Risk" })) {}

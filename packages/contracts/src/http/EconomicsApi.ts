import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { EffortFigures, EffortPage } from "./economics/Effort.ts";
import { evidenceMetrics, EvidencePage } from "./economics/Evidence.ts";
import { economicsGroups, HolderState } from "./economics/head.ts";
import { LifetimePage } from "./economics/LifetimeValue.ts";
import { ProfitabilityFigures, ProfitabilityPage } from "./economics/Profitability.ts";
import { ReconciliationAnswer } from "./economics/Reconciliation.ts";
import { WhaleCurveAnswer, whaleMeasures } from "./economics/WhaleCurve.ts";
import { fromZod } from "./FromZod.ts";
import { clientId, Cursor, daySpan, inCurrency, limitOf, MonthText, whenRead } from "./parameters.ts";
import { ClientNotFound, readProblems } from "./Problems.ts";

const Text = Schema.String.check(Schema.isMaxLength(320));

/** What rows are about, which, and which way round. */
export const rowSelection = {
  ...whenRead,
  ...daySpan,
  ...inCurrency,
  groupBy: Schema.optional(
    Schema.Literals(economicsGroups).annotate({ description: "What a row is. Default: client." }),
  ),
  state: Schema.optional(
    Schema.Literals(HolderState.options).annotate({
      description:
        "Only what belongs to clients, to unlinked organisations, to nobody (`unattributed`), to us (`internal`), or capacity nobody took (`unused`). Default: all.",
    }),
  ),
  client: Schema.optional(
    Text.annotate({ description: "Only this client: its id or name, or a party no client claims." }),
  ),
  owner: Schema.optional(
    Text.annotate({ description: "Only clients that this member (id) looks after on the as-of day." }),
  ),
  segment: Schema.optional(Text.annotate({ description: "Only clients of this segment." })),
  order: Schema.optional(
    Schema.Literals(["asc", "desc"]).annotate({
      description: "Default: asc by name, desc by figures. Rows without the figure come last.",
    }),
  ),
};
const selection = { ...rowSelection, limit: Schema.optional(limitOf(5000)), cursor: Schema.optional(Cursor) };

/** What the lists can be ordered by; not by intervals, which are worked out for the rows of a page alone. */
export const profitabilityOrders = [
  "name",
  ...ProfitabilityFigures.omit({
    contributionLowMinor: true,
    contributionHighMinor: true,
    lossProbabilityPercent: true,
  }).keyof().options,
] as const;
export type ProfitabilityOrder = (typeof profitabilityOrders)[number];
export const effortOrders = [
  "name",
  ...EffortFigures.omit({ effortLowSeconds: true, effortHighSeconds: true }).keyof().options,
] as const;
export type EffortOrder = (typeof effortOrders)[number];

const profitability = HttpApiEndpoint.get("profitability", "/profitability", {
  query: {
    ...selection,
    sort: Schema.optional(
      Schema.Literals(profitabilityOrders).annotate({ description: "Default: contributionMinor." }),
    ),
  },
  success: fromZod(ProfitabilityPage),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(OpenApi.annotations({ summary: "Revenue, cost to serve and net contribution" }));

const effort = HttpApiEndpoint.get("effort", "/effort", {
  query: {
    ...selection,
    sort: Schema.optional(Schema.Literals(effortOrders).annotate({ description: "Default: effortSeconds." })),
  },
  success: fromZod(EffortPage),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(OpenApi.annotations({ summary: "Our time: logged, estimated, and what nobody logged" }));

const whaleCurve = HttpApiEndpoint.get("whaleCurve", "/whale-curve", {
  query: {
    ...whenRead,
    ...daySpan,
    ...inCurrency,
    on: Schema.optional(Schema.Literals(whaleMeasures).annotate({ description: "Default: contribution." })),
  },
  success: fromZod(WhaleCurveAnswer),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({ summary: "Clients cumulated from the most to the least, and concentration" }),
);

const reconcile = HttpApiEndpoint.get("reconcile", "/reconcile", {
  query: { ...whenRead, month: MonthText("The", "") },
  success: fromZod(ReconciliationAnswer),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({ summary: "A month's books beside the control totals of the sources" }),
);

const lifetimeValues = HttpApiEndpoint.get("lifetimeValues", "/lifetime-values", {
  query: {
    ...whenRead,
    order: Schema.optional(
      Schema.Literals(["asc", "desc"]).annotate({ description: "By value. Default: desc." }),
    ),
    limit: Schema.optional(limitOf(500)),
    cursor: Schema.optional(Cursor),
  },
  success: fromZod(LifetimePage),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({ summary: "What clients are worth over the next three years, served as they are" }),
);

const evidence = HttpApiEndpoint.get("evidence", "/clients/:id/evidence", {
  params: {
    id: clientId.id.annotate({
      description:
        "The client's id, a party that no client claims, or `internal`, `unused` or `unattributed` for what is nobody's.",
    }),
  },
  query: {
    ...whenRead,
    ...daySpan,
    state: Schema.optional(
      Schema.Literals(HolderState.options).annotate({
        description:
          "Of a party that stands in rows of two states, which: an organisation is `unattributed` while it is in no conversation.",
      }),
    ),
    metric: Schema.Literals(evidenceMetrics).annotate({
      description: "The figure, by its name without the unit.",
    }),
    limit: Schema.optional(limitOf(1000)),
    cursor: Schema.optional(Cursor),
  },
  success: fromZod(EvidencePage),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({
    summary: "The events that a figure is the sum of, each with its place in the sources",
  }),
);

/** Effort, cost, revenue and what is left, each figure with its evidence. */
export class EconomicsGroup extends HttpApiGroup.make("economics")
  .add(profitability, effort, whaleCurve, lifetimeValues, reconcile, evidence)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Economics" })) {}

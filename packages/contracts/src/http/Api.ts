import { Schema } from "effect";
import { HttpApi, HttpApiEndpoint, HttpApiGroup, HttpApiSchema, OpenApi } from "effect/http-api";
import { z } from "zod";
import { AlertsGroup } from "./AlertsApi.ts";
import { ClientAnswer, ClientPage } from "./ClientFigures.ts";
import { ClientPageGroup } from "./ClientPageApi.ts";
import { CoverageAnswer } from "./Coverage.ts";
import { FreshnessAnswer, ReadyAnswer, SourcesAnswer } from "./Freshness.ts";
import { DataGroup } from "./DataApi.ts";
import { DecisionsGroup } from "./DecisionsApi.ts";
import { EconomicsGroup } from "./EconomicsApi.ts";
import { ExportsGroup } from "./Exports.ts";
import { fromZod } from "./FromZod.ts";
import { LinksGroup } from "./LinksApi.ts";
import { LiveGroup } from "./LiveApi.ts";
import { ClientNotFound, Problems, readProblems, WarehouseAway } from "./Problems.ts";
import { ClientMonths, MonthsPage } from "./Months.ts";
import { clientId, Cursor, limitOf, monthSpan, whenRead } from "./parameters.ts";
import { RetentionGroup } from "./RetentionApi.ts";
import { RiskGroup } from "./RiskApi.ts";
import { SessionGroup } from "./SessionApi.ts";
import { SignalsGroup } from "./SignalsApi.ts";
import { timelineKinds, TimelinePage } from "./Timeline.ts";
import { UnattributedAnswer } from "./Unattributed.ts";
import { ViewsGroup } from "./ViewsApi.ts";
import { WordsGroup } from "./WordsApi.ts";

/** What the list of clients can be ordered by; a leading `-` turns it round. Rows without the figure come last. */
export const clientOrders = [
  "name",
  "messages",
  "lastContact",
  "silence",
  "responseOurs",
  "responseTheirs",
  "tone",
] as const;
export type ClientOrder = (typeof clientOrders)[number];
export const ClientSort = Schema.Literals([
  ...clientOrders,
  ...clientOrders.map((o) => `-${o}` as const),
]).annotate({
  description: "Order; a leading `-` turns it round. Default `-messages`.",
});
export type ClientSort = typeof ClientSort.Type;

const clients = HttpApiEndpoint.get("clients", "/clients", {
  query: {
    ...whenRead,
    search: Schema.optional(
      Schema.String.check(Schema.isMaxLength(200)).annotate({
        description: "Part of the name, id or a linked domain or address, in any case.",
      }),
    ),
    sort: Schema.optional(ClientSort),
    limit: Schema.optional(limitOf(500)),
    cursor: Schema.optional(Cursor),
  },
  success: fromZod(ClientPage),
  error: readProblems,
}).annotateMerge(OpenApi.annotations({ summary: "All clients and unlinked organisations in conversation" }));

const client = HttpApiEndpoint.get("client", "/clients/:id", {
  params: clientId,
  query: whenRead,
  success: fromZod(ClientAnswer),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(OpenApi.annotations({ summary: "The figures of one client" }));

const timeline = HttpApiEndpoint.get("timeline", "/clients/:id/timeline", {
  params: clientId,
  query: {
    ...whenRead,
    kind: Schema.optional(
      Schema.Literals(timelineKinds).annotate({
        description: "Only this. Default: everything but `time`.",
      }),
    ),
    limit: Schema.optional(limitOf(500)),
    cursor: Schema.optional(Cursor),
  },
  success: fromZod(TimelinePage),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(OpenApi.annotations({ summary: "What passed between us and one client, newest first" }));

const clientMonths = HttpApiEndpoint.get("clientMonths", "/clients/:id/months", {
  params: clientId,
  query: { ...whenRead, ...monthSpan },
  success: fromZod(ClientMonths),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(OpenApi.annotations({ summary: "One client month by month, over all sources" }));

const months = HttpApiEndpoint.get("months", "/months", {
  query: {
    ...whenRead,
    ...monthSpan,
    limit: Schema.optional(limitOf(5000)),
    cursor: Schema.optional(Cursor),
  },
  success: fromZod(MonthsPage),
  error: readProblems,
}).annotateMerge(OpenApi.annotations({ summary: "All clients and what no client claims, month by month" }));

const monthsCsv = HttpApiEndpoint.get("monthsCsv", "/months.csv", {
  query: { ...whenRead, ...monthSpan },
  success: Schema.String.pipe(HttpApiSchema.asText({ contentType: "text/csv; charset=utf-8" })),
  error: readProblems,
}).annotateMerge(
  OpenApi.annotations({ summary: "The same as CSV, whole: one line per client, month and currency" }),
);

const unattributed = HttpApiEndpoint.get("unattributed", "/unattributed", {
  query: { ...whenRead, limit: Schema.optional(limitOf(1000)) },
  success: fromZod(UnattributedAnswer),
  error: readProblems,
}).annotateMerge(OpenApi.annotations({ summary: "What no client claims, by our time, money and messages" }));

const coverage = HttpApiEndpoint.get("coverage", "/coverage", {
  query: whenRead,
  success: fromZod(CoverageAnswer),
  error: readProblems,
}).annotateMerge(OpenApi.annotations({ summary: "Where all messages went, and what to link next" }));

/** What does not look at a day of its own. */
const knownAtAlone = { knownAt: whenRead.knownAt };

const freshness = HttpApiEndpoint.get("freshness", "/freshness", {
  query: knownAtAlone,
  success: fromZod(FreshnessAnswer),
  error: readProblems,
}).annotateMerge(OpenApi.annotations({ summary: "How far each source has been read" }));

const sources = HttpApiEndpoint.get("sources", "/sources", {
  query: knownAtAlone,
  success: fromZod(SourcesAnswer),
  error: readProblems,
}).annotateMerge(OpenApi.annotations({ summary: "What the sources hold, equal to `rapport inspect`" }));

export class ReportsGroup extends HttpApiGroup.make("reports")
  .add(clients, client, timeline, clientMonths, months, monthsCsv, unattributed, coverage, freshness, sources)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Reports" })) {}

const health = HttpApiEndpoint.get("health", "/healthz", {
  success: fromZod(z.strictObject({ status: z.literal("ok") })),
}).annotateMerge(OpenApi.annotations({ summary: "The process lives" }));
const ready = HttpApiEndpoint.get("ready", "/readyz", {
  success: fromZod(ReadyAnswer),
  error: WarehouseAway,
}).annotateMerge(OpenApi.annotations({ summary: "The warehouse answers" }));

export class SystemGroup extends HttpApiGroup.make("system")
  .add(health, ready)
  .annotateMerge(OpenApi.annotations({ title: "System" })) {}

/** The HTTP API of reporting. No body or subject of a message is ever in it. */
export class RapportApi extends HttpApi.make("rapport")
  .add(
    ReportsGroup,
    ClientPageGroup,
    ExportsGroup,
    ViewsGroup,
    EconomicsGroup,
    DecisionsGroup,
    RiskGroup,
    RetentionGroup,
    SignalsGroup,
    AlertsGroup,
    WordsGroup,
    DataGroup,
    LinksGroup,
    SessionGroup,
    LiveGroup,
    SystemGroup,
  )
  .middleware(Problems)
  .annotateMerge(
    OpenApi.annotations({
      title: "Rapport",
      version: "1.0.0",
      description:
        "Figures of client relationships. Every read takes `asOf` and `knownAt`. Errors are RFC 9457 problems (application/problem+json).",
    }),
  ) {}

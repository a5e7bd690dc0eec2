import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { ClientAccount } from "./client/Account.ts";
import { ClientListPage, listSorts } from "./client/ClientList.ts";
import { ClientDays } from "./client/Days.ts";
import { EventsAnswer } from "./client/Events.ts";
import { ClientThreads } from "./client/Threads.ts";
import { fromZod } from "./FromZod.ts";
import { clientId, Cursor, daySpan, inCurrency, limitOf, whenRead } from "./parameters.ts";
import { ClientNotFound, readProblems } from "./Problems.ts";
import { RiskBand } from "./risk/head.ts";

const clientList = HttpApiEndpoint.get("clientList", "/client-list", {
  query: {
    ...whenRead,
    ...daySpan,
    ...inCurrency,
    search: Schema.optional(
      Schema.String.check(Schema.isMaxLength(200)).annotate({
        description: "Part of the name, id or a linked domain or address, in any case.",
      }),
    ),
    band: Schema.optional(Schema.Literals(RiskBand.options).annotate({ description: "Only of this band." })),
    kind: Schema.optional(
      Schema.Literals(["client", "all"]).annotate({
        description: "`all`: also organisations in conversation that no client claims. Default: client.",
      }),
    ),
    sort: Schema.optional(
      Schema.Literals(listSorts).annotate({
        description: "Order; a leading `-` turns it round. Default `-risk`.",
      }),
    ),
    limit: Schema.optional(limitOf(1000)),
    cursor: Schema.optional(Cursor),
  },
  success: fromZod(ClientListPage),
  error: readProblems,
}).annotateMerge(OpenApi.annotations({ summary: "Clients at a glance: risk, money, effort and contact" }));

const clientDays = HttpApiEndpoint.get("clientDays", "/clients/:id/days", {
  params: clientId,
  query: { ...whenRead, ...daySpan },
  success: fromZod(ClientDays),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(OpenApi.annotations({ summary: "What passed between us and one client, day by day" }));

const clientAccount = HttpApiEndpoint.get("clientAccount", "/clients/:id/account", {
  params: clientId,
  query: whenRead,
  success: fromZod(ClientAccount),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({ summary: "Who knows whom, what is agreed, meetings and open bills of one client" }),
);

const clientThreads = HttpApiEndpoint.get("clientThreads", "/clients/:id/threads", {
  params: clientId,
  query: whenRead,
  success: fromZod(ClientThreads),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({ summary: "What waits for an answer of ours or of theirs, the oldest first" }),
);

const clientEvents = HttpApiEndpoint.get("clientEvents", "/clients/:id/events", {
  params: clientId,
  query: {
    ...whenRead,
    ids: Schema.String.check(Schema.isPattern(/^[0-9a-f]{32}(,[0-9a-f]{32}){0,99}$/)).annotate({
      description: "Ids of events as other answers give them, at most 100, with commas between them.",
    }),
  },
  success: fromZod(EventsAnswer),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({ summary: "The events that a figure or reason of a client rests on, by their ids" }),
);

/** What the page of one client shows beside its figures. */
export class ClientPageGroup extends HttpApiGroup.make("clientPage")
  .add(clientList, clientDays, clientAccount, clientThreads, clientEvents)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Client page" })) {}

import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { ClientDays } from "./client/Days.ts";
import { EventsAnswer } from "./client/Events.ts";
import { ClientThreads } from "./client/Threads.ts";
import { fromZod } from "./FromZod.ts";
import { clientId, daySpan, whenRead } from "./parameters.ts";
import { ClientNotFound, readProblems } from "./Problems.ts";

const clientDays = HttpApiEndpoint.get("clientDays", "/clients/:id/days", {
  params: clientId,
  query: { ...whenRead, ...daySpan },
  success: fromZod(ClientDays),
  error: [ClientNotFound, ...readProblems],
}).annotateMerge(OpenApi.annotations({ summary: "What passed between us and one client, day by day" }));

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
  .add(clientDays, clientThreads, clientEvents)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Client page" })) {}

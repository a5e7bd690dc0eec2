import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { fromZod } from "./FromZod.ts";
import { LinkPreview, LinkProposals, LinkSaid, SayLink } from "./links/Links.ts";
import { DateText, limitOf, whenRead } from "./parameters.ts";
import { LogAway, readProblems } from "./Problems.ts";
import { sayProblems } from "./words/sayProblems.ts";

const Text = Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(320));

const preview = HttpApiEndpoint.get("preview", "/links/preview", {
  query: {
    ...whenRead,
    kind: Schema.Literals(["link", "unlink"]),
    client: Text.annotate({ description: "The client's id or name." }),
    party: Text.annotate({ description: "A party key such as `billing:C-7`, a domain or an address." }),
    from: Schema.optional(DateText.annotate({ description: "The first day it counts.", format: "date" })),
    to: Schema.optional(
      DateText.annotate({ description: "The first day it does not count any more.", format: "date" }),
    ),
  },
  success: fromZod(LinkPreview),
  error: [LogAway, ...readProblems],
}).annotateMerge(OpenApi.annotations({ summary: "What linking a party to a client would move" }));

const proposals = HttpApiEndpoint.get("proposals", "/links/proposals", {
  query: { ...whenRead, limit: Schema.optional(limitOf(1000)) },
  success: fromZod(LinkProposals),
  error: [LogAway, ...readProblems],
}).annotateMerge(
  OpenApi.annotations({ summary: "Whose the parties that no client claims may be, by exact matches" }),
);

const sayLink = HttpApiEndpoint.post("sayLink", "/links", {
  payload: fromZod(SayLink),
  success: fromZod(LinkSaid),
  error: sayProblems,
}).annotateMerge(OpenApi.annotations({ summary: "Link a party to a client, or take the link back" }));

/** Whose a party is. */
export class LinksGroup extends HttpApiGroup.make("links")
  .add(preview, proposals, sayLink)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Links" })) {}

import { Schema } from "effect";
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api";
import { LooksPage, PeopleAnswer } from "./access/People.ts";
import { SessionAnswer, SignedOut } from "./access/Session.ts";
import { fromZod } from "./FromZod.ts";
import { Cursor, limitOf } from "./parameters.ts";

const session = HttpApiEndpoint.get("session", "/session", {
  success: fromZod(SessionAnswer),
}).annotateMerge(OpenApi.annotations({ summary: "Who is asking, and what they may do" }));

const signOut = HttpApiEndpoint.delete("signOut", "/session", {
  success: fromZod(SignedOut),
}).annotateMerge(OpenApi.annotations({ summary: "Ends this session" }));

const people = HttpApiEndpoint.get("people", "/access/people", {
  success: fromZod(PeopleAnswer),
}).annotateMerge(OpenApi.annotations({ summary: "Accounts, tokens and who is signed in" }));

const looks = HttpApiEndpoint.get("looks", "/access/looks", {
  query: {
    client: Schema.optional(
      Schema.String.check(Schema.isMaxLength(320)).annotate({ description: "Only at this client." }),
    ),
    name: Schema.optional(
      Schema.String.check(Schema.isMaxLength(320)).annotate({ description: "Only by this person or token." }),
    ),
    limit: Schema.optional(limitOf(500)),
    cursor: Schema.optional(Cursor),
  },
  success: fromZod(LooksPage),
}).annotateMerge(OpenApi.annotations({ summary: "Who looked at which client, latest first" }));

/** Who asks, and who asked. */
export class SessionGroup extends HttpApiGroup.make("session")
  .add(session, signOut, people, looks)
  .prefix("/v1")
  .annotateMerge(OpenApi.annotations({ title: "Access" })) {}

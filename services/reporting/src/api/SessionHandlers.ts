import { RapportApi } from "@rapport/contracts/http/Api";
import type { Person } from "@rapport/contracts/http/access/People";
import { mayAskOf } from "@rapport/contracts/http/access/verdictOn";
import { BadRequest, NotSignedIn } from "@rapport/contracts/http/Problems";
import { Clock, Effect } from "effect";
import { HttpEffect, HttpServerResponse } from "effect/http";
import { HttpApiBuilder } from "effect/http-api";
import { Access } from "../access/Access.ts";
import type { AccessStore } from "../access/AccessStore.ts";
import { cookiesOf, sessionFlags } from "../access/cookies.ts";
import { CurrentReader } from "../access/Reader.ts";
import { instanceOf } from "./failures.ts";

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());
const signInAt = "/session";

/** Whoever asks. The guard lets nobody else through; a route served without it answers nobody. */
const reading = Effect.gen(function* () {
  const reader = yield* CurrentReader;
  if (reader === null) return yield* new NotSignedIn({ detail: "Nobody is signed in.", signInAt });
  return reader;
});

const peopleOf = ({ accounts, tokens }: AccessStore): ReadonlyArray<Person> => [
  ...accounts.list().map(({ name, role, money, createdMs, seenMs }) => ({
    kind: "account" as const,
    name,
    role,
    money,
    createdAt: iso(createdMs)!,
    lastSeenAt: iso(seenMs),
    endsAt: null,
  })),
  ...tokens.list().map(({ name, role, money, createdMs, seenMs, endsMs }) => ({
    kind: "token" as const,
    name,
    role,
    money,
    createdAt: iso(createdMs)!,
    lastSeenAt: iso(seenMs),
    endsAt: iso(endsMs),
  })),
];

const session = Effect.map(reading, ({ name, role, money, kind, idleUntilMs, endsAtMs }) => ({
  name,
  role,
  money,
  kind,
  may: [...mayAskOf({ role, money })],
  idleUntil: iso(idleUntilMs),
  endsAt: iso(endsAtMs),
}));

/** Who asks, and who asked. */
export const SessionHandlers = (listensOn: string) =>
  HttpApiBuilder.group(
    RapportApi,
    "session",
    Effect.fn(function* (handlers) {
      const { store, publicUrl } = yield* Access;
      const cookies = cookiesOf(listensOn, publicUrl);
      return handlers.handleAll({
        session: () => session,
        signOut: () =>
          Effect.gen(function* () {
            const reader = yield* reading;
            // A token is taken back by `rapport token remove`, not by whoever holds it.
            if (reader.kind !== "token") store.sessions.end(reader.hash);
            yield* HttpEffect.appendPreResponseHandler((_, response) =>
              Effect.succeed(
                HttpServerResponse.expireCookieUnsafe(response, cookies.session, sessionFlags(cookies)),
              ),
            );
            return { signedOut: true as const, signInAt };
          }),
        people: () =>
          Effect.map(Clock.currentTimeMillis, (nowMs) => ({
            people: [...peopleOf(store)],
            sessions: [...store.sessions.list(nowMs)],
          })),
        looks: ({ query }) =>
          Effect.gen(function* () {
            const page = store.looks.page(query);
            if (page !== null) return page;
            return yield* new BadRequest({
              detail: "The cursor is not from the page before.",
              instance: yield* instanceOf,
              errors: [{ path: ["query", "cursor"], message: "not a cursor of this list" }],
            });
          }),
      });
    }),
  );

import { Clock, Effect } from "effect";
import { HttpServerRequest, HttpServerResponse } from "effect/http";
import { z } from "zod";
import type { Entrance } from "../signIn.ts";
import { safeAddress } from "../sameOrigin.ts";
import { goOnPage } from "../signInPage.ts";

const Kept = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), to: z.string() });

const keptOf = (cookie: string | undefined): z.infer<typeof Kept> | null => {
  try {
    return Kept.parse(JSON.parse(Buffer.from(cookie ?? "", "base64url").toString("utf8")));
  } catch {
    return null;
  }
};

const away = "The firm's own sign-in does not answer. Try again in a moment.";
const failed = "The firm's own sign-in did not let you in. Try again.";
const noRole =
  "You are known, and none of your groups has a role in Rapport. Whoever looks after it can give one a role.";

/** The way to the firm's own sign-in, and from there back. */
export const makeOidcSignIn = (
  { access, cookies, oidcFlags, begin, refuse }: Entrance,
  listensOn: string,
) => {
  const { oidc } = access;
  const base = (request: HttpServerRequest.HttpServerRequest): URL =>
    access.publicUrl ?? new URL(`http://${request.headers["host"] ?? listensOn}`);
  const missing = refuse("/", "This Rapport has accounts of its own alone.", 404);

  const toFirm = Effect.gen(function* () {
    if (oidc === null) return missing;
    const request = yield* HttpServerRequest.HttpServerRequest;
    const url = new URL(request.url, base(request));
    const to = safeAddress(url.searchParams.get("to"));
    const begun = yield* Effect.result(
      Effect.tryPromise(() => oidc.begin(new URL("/session/oidc/back", base(request)))),
    );
    if (begun._tag === "Failure") {
      yield* Effect.logWarning("the firm's own sign-in does not answer", begun.failure);
      return refuse(to, away, 503);
    }
    const { url: signInUrl, kept } = begun.success;
    const cookie = Buffer.from(JSON.stringify({ ...kept, to }), "utf8").toString("base64url");
    return HttpServerResponse.redirect(signInUrl.href, { status: 303 }).pipe(
      HttpServerResponse.setCookieUnsafe(cookies.oidc, cookie, oidcFlags),
    );
  });

  const fromFirm = Effect.gen(function* () {
    if (oidc === null) return missing;
    const request = yield* HttpServerRequest.HttpServerRequest;
    const kept = keptOf(request.cookies[cookies.oidc]);
    if (kept === null) return refuse("/", failed, 403);
    const forget = HttpServerResponse.expireCookieUnsafe(cookies.oidc, oidcFlags);
    const to = safeAddress(kept.to);
    const calledBack = new URL(request.url, base(request));
    const person = yield* Effect.result(Effect.tryPromise(() => oidc.finish(calledBack, kept)));
    if (person._tag === "Failure") {
      yield* Effect.logWarning("the firm's own sign-in let somebody not in", person.failure);
      return forget(refuse(to, failed, 403));
    }
    const { name, grants } = person.success;
    if (grants === null) return forget(refuse(to, noRole, 403));
    const nowMs = yield* Clock.currentTimeMillis;
    const who = { name, ...grants, kind: "oidc" as const };
    return forget(
      begin(
        request,
        who,
        null,
        nowMs,
      )(HttpServerResponse.text(goOnPage(to), { contentType: "text/html; charset=utf-8" })),
    );
  });

  return { toFirm, fromFirm };
};

import { Clock, Effect, Option } from "effect";
import { HttpServerRequest, HttpServerResponse } from "effect/http";
import type { AccessOptions } from "./Access.ts";
import { cookiesOf, oidcFlags, sessionFlags } from "./cookies.ts";
import { linkMinutes } from "./Links.ts";
import { makeOidcSignIn } from "./oidc/oidcSignIn.ts";
import { RateLimit } from "./RateLimits.ts";
import type { Reader } from "./Reader.ts";
import { isSameOrigin, safeAddress } from "./sameOrigin.ts";
import { goOnPage, signInPage } from "./signInPage.ts";

type Request = HttpServerRequest.HttpServerRequest;
type Who = Pick<Reader, "name" | "role" | "money" | "kind">;

/** Whose session the printed link opens. */
const owner: Who = { name: "owner", role: "admin", money: true, kind: "link" };

/** Passwords are compared so many at a time: each takes 19 MiB and a processor. */
const mostChecks = 4;

const queryOf = (request: Request): URLSearchParams =>
  new URLSearchParams(request.url.split("?").slice(1).join("?"));
const htmlOf = (text: string, status = 200) =>
  HttpServerResponse.text(text, { status, contentType: "text/html; charset=utf-8" });

/** What every way in shares. */
export const makeEntrance = (access: AccessOptions, listensOn: string) => {
  const cookies = cookiesOf(listensOn, access.publicUrl);
  const { sessions } = access.store;
  const oidcHost = access.oidc?.host ?? null;
  const isIn = (request: Request, nowMs: number): boolean => {
    const secret = request.cookies[cookies.session];
    return secret !== undefined && sessions.find(secret, nowMs) !== null;
  };
  /** A new session, always: nobody goes on with one that somebody else may know. */
  const begin = (request: Request, who: Who, account: number | null, nowMs: number) => {
    const before = request.cookies[cookies.session];
    const known = before === undefined ? null : sessions.find(before, nowMs);
    if (known !== null) sessions.end(known.hash);
    const secret = sessions.begin(who, account, nowMs);
    return (response: HttpServerResponse.HttpServerResponse) =>
      HttpServerResponse.setCookieUnsafe(response, cookies.session, secret, sessionFlags(cookies));
  };
  const refuse = (to: string, problem: string | null, status: number, name = "") =>
    htmlOf(signInPage({ to, problem, name, oidcHost }), status);
  return { access, cookies, oidcFlags: oidcFlags(cookies), isIn, begin, refuse };
};
export type Entrance = ReturnType<typeof makeEntrance>;

const page = ({ isIn, refuse }: Entrance) =>
  Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest;
    const to = safeAddress(queryOf(request).get("to"));
    if (isIn(request, yield* Clock.currentTimeMillis))
      return HttpServerResponse.redirect(to, { status: 303 });
    return refuse(to, null, 200);
  });

const withLink = ({ access, isIn, begin, refuse }: Entrance) =>
  Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest;
    const query = queryOf(request);
    const to = safeAddress(query.get("to"));
    const nowMs = yield* Clock.currentTimeMillis;
    // Whoever only looks whether the link is there, or fetches it ahead, does not use it up.
    if (request.method !== "GET" || /prefetch/.test(request.headers["sec-purpose"] ?? ""))
      return HttpServerResponse.empty({ status: 204 });
    if (access.store.links.use(query.get("token") ?? "", nowMs))
      return begin(request, owner, null, nowMs)(htmlOf(goOnPage(to)));
    if (isIn(request, nowMs)) return htmlOf(goOnPage(to));
    return refuse(
      to,
      `This link was used before, or is older than ${linkMinutes} minutes. \`rapport link\` prints another.`,
      403,
    );
  });

const wrong = "Name and password do not belong together.";
const slowDown = (seconds: number) =>
  `Too many sign-ins failed. Try again in ${seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`}.`;

const fieldsOf = (request: Request) =>
  Effect.map(request.text, (text) => {
    const fields = new URLSearchParams(text);
    const field = (name: string): string => (fields.get(name) ?? "").slice(0, 1_000);
    return { name: field("name").trim(), password: field("password"), to: safeAddress(field("to")) };
  });

const withPassword = ({ access, begin, refuse }: Entrance) => {
  const names = new RateLimit(access.bounds.failedName);
  const addresses = new RateLimit(access.bounds.failedAddress);
  let checks = 0;
  return Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest;
    if (!isSameOrigin(request.headers, access.publicUrl))
      return refuse("/", "This sign-in came from another website. Sign in here.", 403);
    const { name, password, to } = yield* fieldsOf(request);
    const nowMs = yield* Clock.currentTimeMillis;
    const address = Option.getOrElse(request.remoteAddress, () => "");
    const key = `${name.toLowerCase()} ${address}`;
    const waitSeconds = Math.max(names.waitSeconds(key, nowMs), addresses.waitSeconds(address, nowMs));
    if (waitSeconds > 0 || checks >= mostChecks) {
      const after = Math.max(waitSeconds, 1);
      const answer = refuse(to, slowDown(after), 429, name);
      return HttpServerResponse.setHeader(answer, "retry-after", String(after));
    }
    checks += 1;
    const account = yield* Effect.promise(() => access.store.accounts.check(name, password, nowMs)).pipe(
      Effect.ensuring(Effect.sync(() => (checks -= 1))),
    );
    if (account === null) {
      names.take(key, nowMs);
      addresses.take(address, nowMs);
      yield* Effect.logWarning("a sign-in failed").pipe(Effect.annotateLogs({ address }));
      return refuse(to, wrong, 401, name);
    }
    const who: Who = { name: account.name, role: account.role, money: account.money, kind: "password" };
    return begin(request, who, account.id, nowMs)(HttpServerResponse.redirect(to, { status: 303 }));
  });
};

/** The ways in, each an answer to the request that is at hand. */
export const makeSignIn = (access: AccessOptions, listensOn: string) => {
  const entrance = makeEntrance(access, listensOn);
  return {
    page: page(entrance),
    withLink: withLink(entrance),
    withPassword: withPassword(entrance),
    ...makeOidcSignIn(entrance, listensOn),
  };
};

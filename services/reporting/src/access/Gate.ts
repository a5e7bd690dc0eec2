import * as Problem from "@rapport/contracts/http/Problems";
import { refused, ruleOf } from "@rapport/contracts/http/access/verdictOn";
import { unlisted } from "@rapport/contracts/http/access/accessTable";
import type { HttpServerRequest } from "effect/http";
import { Option } from "effect";
import type { AccessOptions } from "./Access.ts";
import type { CookieKind } from "./cookies.ts";
import { isProtected, matchAddress, routedPath } from "./matchAddress.ts";
import { moneyOf } from "./moneyOf.ts";
import { RateLimit } from "./RateLimits.ts";
import type { Reader } from "./Reader.ts";
import { isSameOrigin } from "./sameOrigin.ts";

/** Larger bodies are refused before they are read. */
export const mostBodyBytes = 256 * 1024;

type Refusal =
  | Problem.NotSignedIn
  | Problem.NotAllowed
  | Problem.MoneyNotAllowed
  | Problem.NotFromHere
  | Problem.TooManyRequests
  | Problem.TooLarge
  | Problem.RouteNotFound;

/** What becomes of a request: it is for all; `reader` may ask it; or it is refused. */
export type Admission =
  | { readonly kind: "open" }
  | {
      readonly kind: "admitted";
      readonly reader: Reader;
      readonly address: string | null;
      readonly client: string | null;
      /** Whether amounts are to be left out of the answer. */
      readonly hidesMoney: boolean;
      /** False once the session or token is over. */
      readonly stillIn: (nowMs: number) => boolean;
    }
  | { readonly kind: "refused"; readonly problem: Refusal; readonly waitSeconds: number | null };

const no = (problem: Refusal, waitSeconds: number | null = null): Admission => ({
  kind: "refused",
  problem,
  waitSeconds,
});

const signInAt = "/session";
const isRead = (method: string): boolean => method === "GET" || method === "HEAD";

const bearerOf = (header: string | undefined): string | null =>
  /^bearer +(\S+)$/i.exec(header?.trim() ?? "")?.[1] ?? null;

/** Looks at each request before anything answers it. */
export class Gate {
  readonly #access: AccessOptions;
  readonly #cookies: CookieKind;
  readonly #readers: RateLimit;
  readonly #strangers: RateLimit;

  constructor(access: AccessOptions, cookies: CookieKind) {
    this.#access = access;
    this.#cookies = cookies;
    this.#readers = new RateLimit(access.bounds.reader);
    this.#strangers = new RateLimit(access.bounds.stranger);
  }

  /** Who comes with this request: by token where it names one, else by cookie. */
  #findReader(request: HttpServerRequest.HttpServerRequest, nowMs: number): Reader | null {
    const { tokens, sessions } = this.#access.store;
    const header = request.headers["authorization"];
    if (header !== undefined) {
      const token = bearerOf(header);
      return token === null ? null : tokens.find(token, nowMs);
    }
    const secret = request.cookies[this.#cookies.session];
    return secret === undefined ? null : sessions.find(secret, nowMs);
  }

  admit(request: HttpServerRequest.HttpServerRequest, nowMs: number): Admission {
    const instance = request.url;
    if (Number(request.headers["content-length"] ?? 0) > mostBodyBytes)
      return no(new Problem.TooLarge({ detail: `At most ${mostBodyBytes} bytes are taken.`, instance }));
    const path = routedPath(request.url);
    if (path === null) return no(new Problem.RouteNotFound({ detail: "This address cannot be read." }));
    if (!isProtected(path)) return { kind: "open" };
    const reader = this.#findReader(request, nowMs);
    if (reader === null) return this.#turnAway(request, nowMs);
    const waitSeconds = this.#readers.take(Buffer.from(reader.hash).toString("base64"), nowMs);
    if (waitSeconds > 0)
      return no(new Problem.TooManyRequests({ detail: "Ask again a little later.", instance }), waitSeconds);
    return this.#judge(request, path, reader);
  }

  #turnAway(request: HttpServerRequest.HttpServerRequest, nowMs: number): Admission {
    const address = Option.getOrElse(request.remoteAddress, () => "");
    const waitSeconds = this.#strangers.take(address, nowMs);
    if (waitSeconds > 0)
      return no(new Problem.TooManyRequests({ detail: "Ask again a little later." }), waitSeconds);
    const detail =
      request.headers["authorization"] === undefined
        ? "Nobody is signed in, or the session is over. Sign in, or open the link that `rapport link` prints."
        : "This token is not known, or it is over. `rapport token add` makes another.";
    return no(new Problem.NotSignedIn({ detail, signInAt }));
  }

  #judge(request: HttpServerRequest.HttpServerRequest, path: string, reader: Reader): Admission {
    const instance = request.url;
    if (!isRead(request.method)) {
      const problem = this.#foreign(request);
      if (problem !== null) return no(problem);
    }
    const query = new URLSearchParams(request.url.split("?").slice(1).join("?"));
    const { address, client } = matchAddress(request.method, path);
    // The documentation says what the API is, and nothing of what is in it.
    const isDocumentation = isRead(request.method) && !path.startsWith("/v1");
    const rule = isDocumentation
      ? { ...unlisted, roles: [reader.role], money: "none" as const }
      : moneyOf(ruleOf(address ?? ""), address, query);
    const why = refused(reader, rule);
    if (why === "role") {
      const detail = `It takes one of these roles: ${rule.roles.join(", ")}; yours is ${reader.role}. Whoever looks after Rapport sets it: \`rapport user set\`.`;
      return no(new Problem.NotAllowed({ detail, instance }));
    }
    if (why === "money") {
      const detail =
        "This is about money, and you were not given sight of it. Whoever looks after Rapport may: `rapport user set --money`.";
      return no(new Problem.MoneyNotAllowed({ detail, instance }));
    }
    return {
      kind: "admitted",
      reader,
      address,
      client: client ?? query.get("client"),
      hidesMoney: !reader.money && rule.money === "fields",
      stillIn: (nowMs) => this.#findReader(request, nowMs) !== null,
    };
  }

  /** Why a request that would change something is not taken; null: it is. */
  #foreign(request: HttpServerRequest.HttpServerRequest): Refusal | null {
    const type = request.headers["content-type"];
    const hasBody =
      Number(request.headers["content-length"] ?? 0) > 0 || "transfer-encoding" in request.headers;
    const isJson = !hasBody || /^application\/json\b/i.test(type ?? "");
    if (
      request.headers["x-rapport-request"] === "1" &&
      isJson &&
      isSameOrigin(request.headers, this.#access.publicUrl)
    )
      return null;
    return new Problem.NotFromHere({
      detail:
        "What changes something is sent as application/json, with the header `x-rapport-request: 1`, and by no other website.",
      instance: request.url,
    });
  }
}

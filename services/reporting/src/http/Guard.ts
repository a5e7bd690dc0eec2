import { RouteNotFound, Unexpected } from "@rapport/contracts/http/Problems";
import { ByteSize, Cause, Clock, Effect, Metric } from "effect";
import {
  HttpIncomingMessage,
  HttpRouter,
  HttpServerError,
  HttpServerRequest,
  HttpServerRespondable,
  HttpServerResponse,
} from "effect/http";
import { Access, type AccessOptions } from "../access/Access.ts";
import { cookiesOf } from "../access/cookies.ts";
import { type Admission, Gate, mostBodyBytes } from "../access/Gate.ts";
import { endingWith, recordLook, withoutMoney } from "../access/passing.ts";
import { CurrentReader } from "../access/Reader.ts";
import { mayAsk, securityHeaders } from "./securityHeaders.ts";

const requests = Metric.counter("rapport_http_requests_total", {
  description: "HTTP requests answered, by status",
  incremental: true,
});
const seconds = Metric.histogram("rapport_http_request_duration_seconds", {
  description: "Time to answer an HTTP request",
  boundaries: Metric.exponentialBoundaries({ start: 0.005, factor: 4, count: 7 }),
});

const measured = (status: number, startedMs: number) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis;
    yield* Metric.update(Metric.withAttributes(requests, { status: String(status) }), 1);
    yield* Metric.update(seconds, (now - startedMs) / 1000);
  });

const wrongHost = new RouteNotFound({
  detail: "This server answers to localhost only. Set RAPPORT_HTTP_HOST to serve another name.",
});

const refusal = ({ problem, waitSeconds }: Extract<Admission, { kind: "refused" }>) =>
  Effect.map(HttpServerRespondable.toResponse(problem), (response) =>
    HttpServerResponse.setHeaders(response, {
      ...(waitSeconds === null ? {} : { "retry-after": String(waitSeconds) }),
      ...(problem.status === 401 ? { "www-authenticate": "Bearer" } : {}),
    }),
  );

/** Answers what whoever asks may ask, as far as they may see it. */
const admitting = <E, R>(
  access: AccessOptions,
  gate: Gate,
  request: HttpServerRequest.HttpServerRequest,
  route: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>,
) =>
  Effect.gen(function* () {
    const nowMs = yield* Clock.currentTimeMillis;
    const admission = gate.admit(request, nowMs);
    if (admission.kind === "refused") return yield* refusal(admission);
    if (admission.kind === "open") return yield* route;
    const response = yield* Effect.provideService(route, CurrentReader, admission.reader);
    yield* recordLook(access, admission, response.status, nowMs);
    return endingWith(admission.hidesMoney ? withoutMoney(response) : response, admission);
  });

/** A file that carries the hash of its content may be kept; nothing else says so of itself. */
const withHeaders = (
  response: HttpServerResponse.HttpServerResponse,
  headers: Readonly<Record<string, string>>,
) => {
  const kept = response.headers["cache-control"];
  const safe = HttpServerResponse.setHeaders(response, headers);
  return kept === undefined ? safe : HttpServerResponse.setHeader(safe, "cache-control", kept);
};

/**
 * Around every route: refuses foreign host names on loopback and whoever may not ask, turns what nobody caught into a
 * problem, counts and times, and adds the security headers.
 */
export const guard = (listensOn: string) =>
  HttpRouter.middleware(
    Effect.map(Access, (access) => {
      const gate = new Gate(access, cookiesOf(listensOn, access.publicUrl));
      const tls = access.publicUrl?.protocol === "https:";
      return (route) =>
        Effect.gen(function* () {
          const request = yield* HttpServerRequest.HttpServerRequest;
          const startedMs = yield* Clock.currentTimeMillis;
          const path = request.url.split("?")[0] ?? "/";
          const answer = mayAsk(listensOn, request.headers["host"])
            ? admitting(access, gate, request, route)
            : HttpServerRespondable.toResponse(wrongHost);
          const response = yield* answer.pipe(
            Effect.provideService(HttpIncomingMessage.MaxBodySize, ByteSize.bytes(mostBodyBytes)),
            Effect.catchCause((cause) =>
              Effect.gen(function* () {
                if (Cause.hasInterruptsOnly(cause)) return yield* Effect.failCause(cause);
                const [known, rest] = yield* HttpServerError.causeResponse(cause);
                if (known.status < 500) return known;
                yield* Effect.logError("a request failed", rest);
                return yield* HttpServerRespondable.toResponse(new Unexpected({ instance: request.url }));
              }),
            ),
          );
          yield* measured(response.status, startedMs);
          return withHeaders(response, securityHeaders(path, tls));
        });
    }),
    { global: true },
  );

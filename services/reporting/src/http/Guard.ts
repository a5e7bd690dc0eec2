import { RouteNotFound, Unexpected } from "@rapport/contracts/http/Problems";
import { Cause, Clock, Effect, Metric } from "effect";
import {
  HttpRouter,
  HttpServerError,
  HttpServerRequest,
  HttpServerRespondable,
  HttpServerResponse,
} from "effect/http";
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

/**
 * Around every route: refuses foreign host names on loopback, turns what nobody caught into a problem, counts
 * and times, and adds the security headers.
 */
export const guard = (listensOn: string) =>
  HttpRouter.middleware(
    (route) =>
      Effect.gen(function* () {
        const request = yield* HttpServerRequest.HttpServerRequest;
        const startedMs = yield* Clock.currentTimeMillis;
        const path = request.url.split("?")[0] ?? "/";
        const answer = mayAsk(listensOn, request.headers["host"])
          ? route
          : HttpServerRespondable.toResponse(wrongHost);
        const response = yield* Effect.catchCause(answer, (cause) =>
          Effect.gen(function* () {
            if (Cause.hasInterruptsOnly(cause)) return yield* Effect.failCause(cause);
            const [known, rest] = yield* HttpServerError.causeResponse(cause);
            if (known.status < 500) return known;
            yield* Effect.logError("a request failed", rest);
            return yield* HttpServerRespondable.toResponse(new Unexpected({ instance: request.url }));
          }),
        );
        yield* measured(response.status, startedMs);
        // A file that carries the hash of its content may be kept; nothing else says so of itself.
        const kept = response.headers["cache-control"];
        const headers = HttpServerResponse.setHeaders(response, securityHeaders(path));
        return kept === undefined ? headers : HttpServerResponse.setHeader(headers, "cache-control", kept);
      }),
    { global: true },
  );

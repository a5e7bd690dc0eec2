import { readFileSync } from "node:fs";
import { ClientSort } from "@rapport/contracts/http/Api";
import { AsOf } from "@rapport/contracts/http/parameters";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect, Layer, Option, Schema } from "effect";
import { HttpRouter, HttpServerRequest, HttpServerResponse } from "effect/http";
import type { InvalidCursor, UnknownClient } from "../ReportErrors.ts";
import { Reports } from "../Reports.ts";
import { dataMarks } from "../figures/dataMarks.ts";
import { timelineKinds } from "@rapport/contracts/http/Timeline";
import { backtestPage } from "./backtestPage.ts";
import { clientPage } from "./clientPage.ts";
import { clientsPage } from "./clientsPage.ts";
import { coveragePage } from "./coveragePage.ts";
import { errorPage } from "./errorPage.ts";
import { unattributedPage } from "./unattributedPage.ts";

const stylesheet = readFileSync(new URL("page.css", import.meta.url), "utf8");

const show = (body: string, status = 200): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.html(body).pipe(HttpServerResponse.setStatus(status));

/** Parameters as the forms send them: an empty field is an absent one. */
const queryOf = Effect.map(HttpServerRequest.HttpServerRequest, (request) => {
  // Not as a URL: a path such as `//` is none, and still somebody's request.
  const parameters = new URLSearchParams(request.url.replace(/^[^?]*/, ""));
  const get = (name: string) => parameters.get(name)?.trim() || undefined;
  return {
    asOf: get("asOf"),
    search: get("search"),
    sort: get("sort"),
    kind: get("kind"),
    cursor: get("cursor"),
  };
});

/** The parameters, or the name of the one that cannot be understood. */
const validQuery = Effect.flatMap(queryOf, (query) => {
  if (query.asOf !== undefined && Option.isNone(Schema.decodeOption(AsOf)(query.asOf)))
    return Effect.fail(show(errorPage("That is not a day", "The as-of day is a date like 2026-01-31."), 400));
  const sort = Schema.decodeUnknownOption(ClientSort)(query.sort);
  return Effect.succeed({
    ...query,
    sort: Option.getOrUndefined(sort),
    kind: timelineKinds.find((kind) => kind === query.kind),
  });
});

const failures = {
  WarehouseError: (error: WarehouseError) =>
    Effect.as(
      Effect.logWarning(error.message),
      show(
        errorPage(
          "The warehouse does not answer",
          "Try again in a moment. `rapport doctor` says what is wrong and what to do.",
        ),
        503,
      ),
    ),
  InvalidCursor: (_error: InvalidCursor) =>
    Effect.succeed(
      show(errorPage("This page has moved", "The list has changed: start again from its first page."), 400),
    ),
  UnknownClient: (error: UnknownClient) =>
    Effect.succeed(
      show(errorPage("There is no such client", `Nobody is called ${error.id} as of this day.`), 404),
    ),
};

const answered = <E, R>(
  page: Effect.Effect<HttpServerResponse.HttpServerResponse, E | HttpServerResponse.HttpServerResponse, R>,
) =>
  Effect.catchIf(page, HttpServerResponse.isHttpServerResponse, Effect.succeed) as Effect.Effect<
    HttpServerResponse.HttpServerResponse,
    Exclude<E, HttpServerResponse.HttpServerResponse>,
    R
  >;

const marksOf = (reports: Reports["Service"]) => Effect.map(reports.accounts, dataMarks);

const clients = (reports: Reports["Service"]) =>
  Effect.gen(function* () {
    const query = yield* validQuery;
    const [page, freshness, marks] = yield* Effect.all(
      [reports.clients(query), reports.freshness, marksOf(reports)],
      { concurrency: "unbounded" },
    );
    return show(clientsPage(page, freshness, marks, query));
  }).pipe(
    answered,
    Effect.catchTags({ WarehouseError: failures.WarehouseError, InvalidCursor: failures.InvalidCursor }),
  );

const client = (reports: Reports["Service"]) =>
  Effect.gen(function* () {
    const query = yield* validQuery;
    const { id = "" } = yield* HttpRouter.params;
    const data = yield* Effect.all(
      {
        answer: reports.client(id, query.asOf),
        months: Effect.map(reports.clientMonths(id, query), ({ months }) => months),
        timeline: reports.timeline(id, query),
        marks: marksOf(reports),
      },
      { concurrency: "unbounded" },
    );
    return show(clientPage(data, query));
  }).pipe(answered, Effect.catchTags(failures));

const coverage = (reports: Reports["Service"]) =>
  Effect.gen(function* () {
    const query = yield* validQuery;
    const [answer, marks] = yield* Effect.all([reports.coverage(query.asOf), marksOf(reports)], {
      concurrency: 2,
    });
    return show(coveragePage(answer, marks));
  }).pipe(answered, Effect.catchTags({ WarehouseError: failures.WarehouseError }));

const unattributed = (reports: Reports["Service"]) =>
  Effect.gen(function* () {
    const query = yield* validQuery;
    const [answer, marks] = yield* Effect.all([reports.unattributed(query.asOf), marksOf(reports)], {
      concurrency: 2,
    });
    return show(unattributedPage(answer, marks, query.asOf));
  }).pipe(answered, Effect.catchTags({ WarehouseError: failures.WarehouseError }));

const backtest = (reports: Reports["Service"]) =>
  Effect.gen(function* () {
    const query = yield* validQuery;
    const [answer, marks] = yield* Effect.all([reports.backtest({ asOf: query.asOf }), marksOf(reports)], {
      concurrency: 2,
    });
    return show(backtestPage(answer, marks));
  }).pipe(answered, Effect.catchTags({ WarehouseError: failures.WarehouseError }));

/** The pages, rendered here in full: they need no script in the browser. */
export const PageRoutes = Layer.unwrap(
  Effect.map(Reports, (reports) =>
    Layer.mergeAll(
      HttpRouter.add("GET", "/", clients(reports)),
      HttpRouter.add("GET", "/clients/:id", client(reports)),
      HttpRouter.add("GET", "/coverage", coverage(reports)),
      HttpRouter.add("GET", "/backtest", backtest(reports)),
      HttpRouter.add("GET", "/unattributed", unattributed(reports)),
      HttpRouter.add(
        "GET",
        "/page.css",
        Effect.succeed(HttpServerResponse.text(stylesheet, { contentType: "text/css; charset=utf-8" })),
      ),
    ),
  ),
);

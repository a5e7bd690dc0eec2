import { get as request } from "node:http";
import { assert, describe, it, layer } from "@effect/vitest";
import { ClientPage } from "@rapport/contracts/http/ClientFigures";
import { CoverageAnswer } from "@rapport/contracts/http/Coverage";
import { SourceFigures } from "@rapport/contracts/SourceFigures";
import {
  reportClient,
  reportClients,
  reportCoverage,
  reportFormats,
  reportFreshness,
  reportSources,
} from "@rapport/reporting/commandReports";
import { reportingServer } from "@rapport/reporting/ReportingServer";
import { Reports, ReportsLive } from "@rapport/reporting/Reports";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { Context, Effect, Layer, Redacted } from "effect";
import { HttpServer } from "effect/http";
import { afterAll } from "vitest";
import { ask, letIn } from "../support/access/letIn.ts";
import { startChdb } from "./support/chdb.ts";
import { officeDirectory, officeMails, unreadableMail } from "./support/officeMails.ts";
import { direct, project, reportsOn } from "./support/reporting.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const leapDay = "2024-02-29";
const loopback = { host: "127.0.0.1", port: 0 };
const options = { timeout: 60_000, excludeTestServices: true } as const;
const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* project(officeMails, [unreadableMail]);
    yield* direct(0, officeDirectory);
  }),
);
const office = filled.pipe(Layer.provideMerge(reportsOn(chdb, "http")));
const served = reportingServer(loopback).pipe(Layer.provide(letIn)).pipe(Layer.provideMerge(office));

const get = (path: string, init: RequestInit = {}) =>
  Effect.gen(function* () {
    const server = yield* HttpServer.HttpServer;
    const base = HttpServer.formatAddress(server.address);
    const response = yield* Effect.promise(() => ask(base + path, init));
    const text = yield* Effect.promise(() => response.text());
    return {
      status: response.status,
      type: response.headers.get("content-type") ?? "",
      headers: response.headers,
      text,
    };
  });
const json = (path: string) => Effect.map(get(path), (answer): unknown => JSON.parse(answer.text));

/** `fetch` does not let a caller name another host. */
const rawStatus = (port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: "/healthz", headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on("error", reject);
  });

layer(served, options)("reporting over HTTP", (it) => {
  describe("the API, the page and the command line", () => {
    it.effect("give the same figures", () =>
      Effect.gen(function* () {
        const page = ClientPage.parse(yield* json(`/v1/clients?asOf=${leapDay}`));
        const clients = yield* reportClients({ asOf: leapDay });
        assert.deepStrictEqual(JSON.parse(clients.render("json")), page);
        const one = yield* reportClient("acme & söhne <b>", leapDay);
        assert.deepStrictEqual(
          JSON.parse(one.render("json")),
          yield* json(`/v1/clients/acme?asOf=${leapDay}`),
        );
        const beta = yield* reportClient("Beta.example", leapDay);
        assert.deepStrictEqual(
          beta.data.client,
          page.items.find((c) => c.id === "domain:beta.example"),
        );
        const coverage = yield* reportCoverage(leapDay);
        assert.deepStrictEqual(
          CoverageAnswer.parse(yield* json(`/v1/coverage?asOf=${leapDay}`)),
          coverage.data,
        );
        const sources = yield* reportSources;
        const total = SourceFigures.parse(JSON.parse(sources.render("json")));
        assert.deepStrictEqual(
          { total, sources: sources.data.sources, tickets: [], meetings: null, ledger: [] },
          yield* json("/v1/sources"),
        );
        // The same day's working medians and silence, as the terminal words them.
        for (const text of [
          "2.0 h · 2.0 h",
          "7.0 h · 7.0 h",
          "quiet for 6 weeks; usual longest pause is 10 days",
        ]) {
          assert.include(clients.render("table"), text);
        }
      }),
    );

    it.effect("agree to the digit in CSV, and no name becomes a formula", () =>
      Effect.gen(function* () {
        const { data, render } = yield* reportClients({ asOf: leapDay, sort: "-messages" });
        const [head = "", ...lines] = render("csv").split("\r\n");
        const columns = head.split(",");
        const acme = lines[0]!.split(",");
        const cell = (name: string) => acme[columns.indexOf(name)];
        const figures = data.items[0]!;
        assert.strictEqual(cell("messagesShared"), String(figures.messages.shared));
        assert.strictEqual(cell("responseOursElapsedMedianHours"), "66");
        assert.strictEqual(cell("answeredTheirMessagesShare"), String(figures.answered.theirMessages.share));
        assert.strictEqual(lines.length, data.items.length);
        // "=Zero" is a client's name.
        assert.include(lines.at(-1), ",'=Zero,");
      }),
    );

    it.effect("render every report in every format", () =>
      Effect.gen(function* () {
        const reports = [
          yield* reportClients({}),
          yield* reportClient("zero"),
          yield* reportCoverage(),
          yield* reportFreshness,
          yield* reportSources,
        ];
        for (const report of reports)
          for (const format of reportFormats) assert.isAbove(report.render(format).length, 20);
      }),
    );

    it.effect("page, search and sort", () =>
      Effect.gen(function* () {
        const ids = (path: string) =>
          Effect.map(json(path), (page) => ClientPage.parse(page).items.map((c) => c.id));
        assert.deepStrictEqual(yield* ids(`/v1/clients?asOf=${leapDay}&search=BETA`), [
          "domain:beta.example",
        ]);
        assert.deepStrictEqual(yield* ids(`/v1/clients?asOf=${leapDay}&search=acme.example`), ["acme"]);
        assert.deepStrictEqual(yield* ids(`/v1/clients?asOf=${leapDay}&sort=name&limit=1`), ["zero"]);
      }),
    );
  });

  describe("errors", () => {
    const problem = (path: string, status: number, type: string) =>
      Effect.gen(function* () {
        const answer = yield* get(path);
        assert.strictEqual(answer.status, status, path);
        assert.strictEqual(answer.type, "application/problem+json");
        const body = JSON.parse(answer.text);
        assert.deepStrictEqual(
          [body.type, body.status, body.instance],
          [`urn:rapport:problem:${type}`, status, path],
        );
        assert.isString(body.title);
        assert.isString(body.detail);
      });
    it.effect("are RFC 9457 problems", () =>
      Effect.gen(function* () {
        yield* problem("/v1/clients/nobody", 404, "client-not-found");
        yield* problem("/v1/clients/domain:oneway.example", 404, "client-not-found");
        yield* problem("/v1/clients/nobody/timeline", 404, "client-not-found");
        yield* problem("/v1/clients?asOf=2024-02-30", 400, "bad-request");
        yield* problem("/v1/coverage?asOf=yesterday", 400, "bad-request");
        yield* problem("/v1/clients?limit=0", 400, "bad-request");
        yield* problem("/v1/clients?sort=rank", 400, "bad-request");
        yield* problem("/v1/clients?cursor=abc", 400, "bad-request");
        yield* problem("/v1/clients/acme/timeline?cursor=WzFd", 400, "bad-request");
        yield* problem("/v2/clients", 404, "not-found");
      }),
    );
  });

  describe("requests", () => {
    it.effect("answer to this machine's own names alone", () =>
      Effect.gen(function* () {
        const { address } = yield* HttpServer.HttpServer;
        const port = Number(HttpServer.formatAddress(address).split(":").at(-1));
        const status = yield* Effect.promise(() => rawStatus(port, "evil.example"));
        assert.strictEqual(status, 404);
        assert.strictEqual(yield* Effect.promise(() => rawStatus(port, `localhost:${port}`)), 200);
      }),
    );
  });

  describe("the system's own addresses", () => {
    it.effect("say that it lives, is ready, and how it does", () =>
      Effect.gen(function* () {
        assert.strictEqual((yield* get("/healthz")).status, 200);
        assert.strictEqual((yield* get("/readyz")).status, 200);
        assert.include((yield* get("/metrics")).text, "rapport_http_requests_total");
      }),
    );

    it.effect("document the API without reaching for another machine", () =>
      Effect.gen(function* () {
        const openapi = JSON.parse((yield* get("/openapi.json")).text);
        assert.includeMembers(Object.keys(openapi.paths), [
          "/v1/clients",
          "/v1/clients/{id}",
          "/v1/clients/{id}/timeline",
          "/v1/coverage",
          "/v1/freshness",
          "/v1/sources",
          "/healthz",
          "/readyz",
        ]);
        const responses = openapi.paths["/v1/clients/{id}"].get.responses;
        for (const status of ["400", "404", "503"])
          assert.property(responses[status].content, "application/problem+json");
        const docs = yield* get("/docs");
        assert.notMatch(docs.text, /<(script|link)[^>]+(src|href)=/);
        assert.include(docs.headers.get("content-security-policy"), "connect-src 'self'");
      }),
    );
  });
});

describe("without a warehouse", () => {
  const nowhere = { url: "http://127.0.0.1:9", password: Redacted.make(""), database: "rapport" };
  const adrift = reportingServer(loopback)
    .pipe(Layer.provide(letIn))
    .pipe(Layer.provide(ReportsLive), Layer.provide(ClickHouseWarehouse.reader(nowhere)));
  it.live("the API says 503 with a problem, and the process lives", () =>
    Effect.gen(function* () {
      const context = yield* Layer.build(adrift);
      const ask = (path: string) => Effect.provide(get(path), Context.pick(HttpServer.HttpServer)(context));
      for (const path of ["/v1/clients", "/v1/coverage", "/v1/freshness", "/v1/sources", "/readyz"]) {
        const answer = yield* ask(path);
        assert.deepStrictEqual([answer.status, answer.type], [503, "application/problem+json"], path);
        assert.strictEqual(JSON.parse(answer.text).type, "urn:rapport:problem:warehouse-away");
      }
      assert.strictEqual((yield* ask("/healthz")).status, 200);
    }).pipe(Effect.scoped),
  );
});

layer(reportsOn(chdb, "empty"), options)("before anything is read", (it) => {
  it.effect("every report is empty, and says what to do", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      assert.deepStrictEqual((yield* reports.clients({})).items, []);
      assert.strictEqual((yield* reports.coverage()).total, 0);
      assert.isNull((yield* reports.coverage()).attributed.share);
      assert.isNull((yield* reports.sources).total.responseMedianHours);
      assert.include((yield* reportClients({})).render("table"), "rapport ingest email");
      assert.strictEqual((yield* reportClients({})).render("csv").split("\r\n").length, 1);
    }),
  );
});

import { assert, layer } from "@effect/vitest";
import { ClientAnswer } from "@rapport/contracts/http/ClientFigures";
import { SourcesAnswer } from "@rapport/contracts/http/Freshness";
import { ClientMonths, MonthsPage } from "@rapport/contracts/http/Months";
import { TimelinePage } from "@rapport/contracts/http/Timeline";
import { UnattributedAnswer } from "@rapport/contracts/http/Unattributed";
import { reportClient } from "@rapport/reporting/commandReports";
import { reportingServer } from "@rapport/reporting/ReportingServer";
import { parse } from "csv-parse/sync";
import { Effect, Layer } from "effect";
import { HttpServer } from "effect/http";
import { afterAll } from "vitest";
import { ask, letIn } from "../support/access/letIn.ts";
import { startChdb } from "./support/chdb.ts";
import {
  client,
  direct,
  directoryEvents,
  firm,
  linked,
  mail,
  projectSources,
  reportsOn,
} from "./support/reporting.ts";
import { booked, books, happens, meeting, ticket } from "./support/sourceEvents.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const acme = ["billing:c-1", "domain:acme.example"];
const interactions = [
  mail({
    id: "m1",
    at: "2024-02-01T09:00:00Z",
    from: "ann@acme.example",
    to: ["me@rapport.example"],
    account: "simulated",
  }),
  ...ticket(1, acme, [
    ["2024-02-02T09:00:00Z", "them", happens.opened()],
    ["2024-02-03T09:00:00Z", "us", happens.replied()],
    ["2024-02-06T09:00:00Z", "us", happens.solved("new")],
  ]),
  meeting({ key: "a", at: "2024-02-04T09:00:00Z", invited: ["me@rapport.example", "ann@acme.example"] }),
  // Another calendar holds the same version, but knows that she declined.
  meeting({
    key: "b",
    at: "2024-02-05T09:00:00Z",
    revision: 2,
    invited: ["me@rapport.example", "ann@acme.example?"],
  }),
  meeting({
    key: "b",
    at: "2024-02-05T09:00:00Z",
    revision: 1,
    invited: ["me@rapport.example", "ann@acme.example!"],
    account: "you",
  }),
];
const ledger = [
  booked("invoice:1", "2024-02-05", acme, books.invoice("1", "2024-02-05", "GBP", 123_456, 24_691)),
  booked("payment:1", "2024-02-07", [], books.payment("2024-02-07", "GBP", -100, "1")),
  booked("time:1", "2024-02-08", acme, books.time("2024-02-08", 2, true)),
  booked("time:2", "2024-02-08", ["project:<b>new"], books.time("2024-02-08", 1, true)),
];

const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* projectSources(interactions, ledger);
    yield* direct(
      0,
      directoryEvents([firm(), client("acme", "Acme"), linked("acme", "domain:acme.example")]),
    );
  }),
);
const served = reportingServer({ host: "127.0.0.1", port: 0 })
  .pipe(Layer.provide(letIn))
  .pipe(Layer.provideMerge(filled.pipe(Layer.provideMerge(reportsOn(chdb, "work")))));
const get = (path: string) =>
  Effect.gen(function* () {
    const server = yield* HttpServer.HttpServer;
    const response = yield* Effect.promise(() => ask(HttpServer.formatAddress(server.address) + path));
    const text = yield* Effect.promise(() => response.text());
    return { status: response.status, type: response.headers.get("content-type") ?? "", text };
  });
const json = (path: string) => Effect.map(get(path), (answer): unknown => JSON.parse(answer.text));
const asOf = "asOf=2024-02-29";

layer(served, { timeout: 60_000, excludeTestServices: true })("all sources over HTTP", (it) => {
  it.effect("one timeline, newest first, each event with its place, paged without a gap", () =>
    Effect.gen(function* () {
      const whole = TimelinePage.parse(yield* json(`/v1/clients/acme/timeline?${asOf}`));
      assert.deepStrictEqual(
        whole.items.map((e) => [e.occurredAt.slice(8, 10), e.kind, e.type]),
        [
          ["07", "money", "invoice.paid"],
          ["06", "ticket", "ticket.solved"],
          ["05", "meeting", "meeting.held"],
          ["05", "money", "invoice.issued"],
          ["04", "meeting", "meeting.held"],
          ["03", "ticket", "ticket.replied"],
          ["02", "ticket", "ticket.opened"],
          ["01", "message", "email.received"],
        ],
      );
      assert.deepStrictEqual(whole.items[3]?.sources, [
        { connector: "ledger", account: "books", file: "ledger.file", position: "invoice:1" },
      ]);
      const seen: Array<unknown> = [];
      let cursor = "";
      do {
        const page = TimelinePage.parse(yield* json(`/v1/clients/acme/timeline?${asOf}&limit=3${cursor}`));
        seen.push(...page.items);
        cursor = page.nextCursor === null ? "" : `&cursor=${page.nextCursor}`;
      } while (cursor !== "");
      assert.deepStrictEqual(seen, whole.items);
      const hours = TimelinePage.parse(yield* json(`/v1/clients/acme/timeline?${asOf}&kind=time`));
      assert.deepStrictEqual(
        hours.items.map((e) => (e.kind === "time" ? e.durationSeconds : null)),
        [7200],
      );
      const absent = meetingsOf(whole);
      assert.deepStrictEqual(absent, [
        [1, true],
        [1, false],
      ]);
    }),
  );

  const meetingsOf = (page: TimelinePage) =>
    page.items.flatMap((e) => (e.kind === "meeting" ? [[e.ourHeads, e.noShow]] : []));

  it.effect("the same figures as the command line, as JSON and as CSV", () =>
    Effect.gen(function* () {
      const answer = ClientAnswer.parse(yield* json(`/v1/clients/acme?${asOf}`));
      const said = yield* reportClient("Acme", "2024-02-29");
      assert.deepStrictEqual(JSON.parse(said.render("json")), answer);
      assert.include(said.render("table"), "GBP 1,234.56 / GBP 1,481.47");
      assert.include(said.render("table"), "SIMULATED DATA: nobody in simulated exists.");
      const months = ClientMonths.parse(yield* json(`/v1/clients/acme/months?${asOf}`));
      const all = MonthsPage.parse(yield* json(`/v1/months?${asOf}`));
      assert.deepStrictEqual(
        all.items.map(({ id, name, kind, ...figures }) => [id, name, kind, figures.month]),
        [
          ["acme", "Acme", "client", "2024-02"],
          ["project:<b>new", "project:<b>new", "unattributed", "2024-02"],
        ],
      );
      const { id: _, name: _name, kind: _kind, ...first } = all.items[0]!;
      assert.deepStrictEqual(months.months, [first]);
      const csv = yield* get(`/v1/months.csv?${asOf}`);
      assert.strictEqual(csv.type, "text/csv; charset=utf-8");
      const rows: Array<Record<string, string>> = parse(csv.text, { columns: true });
      assert.deepStrictEqual(
        rows.map((row) => [
          row["id"],
          row["messages"],
          row["currency"],
          row["invoicedNetMinor"],
          row["paidMinor"],
        ]),
        [
          ["acme", "1", "GBP", "123456", "-100"],
          ["project:<b>new", "0", "", "", ""],
        ],
      );
      assert.strictEqual((yield* get("/v1/months?from=2024-13")).status, 400);
      const party = encodeURIComponent("project:<b>new");
      const unclaimed = TimelinePage.parse(yield* json(`/v1/clients/${party}/timeline?${asOf}&kind=time`));
      assert.deepStrictEqual([unclaimed.client.kind, unclaimed.items.length], ["unattributed", 1]);
      assert.strictEqual((yield* get("/v1/clients/project:none/timeline")).status, 404);
    }),
  );

  it.effect("what no client claims, and what the sources hold", () =>
    Effect.gen(function* () {
      const { items } = UnattributedAnswer.parse(yield* json(`/v1/unattributed?${asOf}`));
      assert.deepStrictEqual(
        items.map((p) => [p.party, p.loggedSeconds]),
        [["project:<b>new", 3600]],
      );
      const sources = SourcesAnswer.parse(yield* json("/v1/sources"));
      assert.deepStrictEqual(sources.meetings, {
        series: 0,
        occurrences: 2,
        cancelled: 0,
        moved: 0,
        unreadable: 0,
      });
      const [desk] = sources.tickets;
      assert.deepStrictEqual(
        [
          desk?.account,
          desk?.figures.tickets,
          desk?.figures.responseMedianHours,
          desk?.figures.openToResolvedMedianHours,
        ],
        ["acme", 1, 24, 96],
      );
      const { figures } = sources.ledger[0]!;
      assert.deepStrictEqual(
        figures.totals.map((t) => [t.kind, t.count, t.sum, t.seconds]),
        [
          ["invoice", 1, "1481.47", null],
          ["payment", 1, "-1.00", null],
          ["time", 2, null, 10_800],
        ],
      );
      assert.deepStrictEqual([figures.documents, figures.receivables[0]?.settled], [4, 0]);
    }),
  );
});

import { assert, layer } from "@effect/vitest";
import { EffortPage } from "@rapport/contracts/http/economics/Effort";
import { EvidencePage } from "@rapport/contracts/http/economics/Evidence";
import { ProfitabilityPage } from "@rapport/contracts/http/economics/Profitability";
import { QuadrantAnswer } from "@rapport/contracts/http/decisions/Quadrant";
import { ReconciliationAnswer } from "@rapport/contracts/http/economics/Reconciliation";
import { WhaleCurveAnswer } from "@rapport/contracts/http/economics/WhaleCurve";
import { reportingServer } from "@rapport/reporting/ReportingServer";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Layer } from "effect";
import { HttpServer } from "effect/http";
import { afterAll } from "vitest";
import { z } from "zod";
import { ask, letIn } from "../support/access/letIn.ts";
import { startChdb } from "./support/chdb.ts";
import { filled, invoice, restated, written } from "./support/economics/handmadeAgency.ts";
import { reportsOn } from "./support/reporting.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const served = reportingServer({ host: "127.0.0.1", port: 0 })
  .pipe(Layer.provide(letIn))
  .pipe(Layer.provideMerge(filled.pipe(Layer.provideMerge(reportsOn(chdb, "economics_api")))));
const get = (path: string) =>
  Effect.gen(function* () {
    const server = yield* HttpServer.HttpServer;
    const response = yield* Effect.promise(() => ask(HttpServer.formatAddress(server.address) + path));
    return { status: response.status, body: (yield* Effect.promise(() => response.json())) as unknown };
  });
const read = <A>(contract: z.ZodType<A>, path: string) =>
  Effect.map(get(path), ({ body }) => contract.parse(body));
const january = "from=2024-01-01&to=2024-01-31&asOf=2024-02-29";

const viewRow = query({
  name: "test-view-row",
  sql: `SELECT * FROM client_profitability_at(as_of = '2024-02-29') WHERE month = '2024-01-01' AND client = 'acme'`,
  params: z.object({}),
  row: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
});
const dayRows = query({
  name: "test-day-rows",
  sql: `
    SELECT toString(day) AS on, messages_out, effort_seconds, logged_seconds, revenue_minor, cost_minor, contribution_minor
    FROM client_day_at(as_of = '2024-01-15') WHERE client = 'acme' ORDER BY day`,
  params: z.object({}),
  row: z.record(z.string(), z.union([z.iso.date(), z.coerce.number()])),
});
/** A euro was 0.85 pounds, and later 0.8; of March nobody asks. */
const euros = `
  INSERT INTO facts_rate (event_id, type, connector, account, document, revision, status, kind, valid_from, currency, to_currency, rate)
  VALUES ('fx1', 'fx_rate.set', 'ledger', 'books', 'fx:1', 1, 'posted', 'fx', '2024-01-01', 'EUR', 'GBP', '0.85'),
    ('fx2', 'fx_rate.set', 'ledger', 'books', 'fx:2', 1, 'posted', 'fx', '2024-02-01', 'EUR', 'GBP', '0.8'),
    ('fx3', 'fx_rate.set', 'ledger', 'books', 'fx:3', 1, 'posted', 'fx', '2024-03-01', 'EUR', 'GBP', '0.1')`;
const camel = (name: string): string =>
  name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

layer(served, { timeout: 60_000, excludeTestServices: true })("the economics over HTTP", (it) => {
  it.effect("profitability of a client's month, by hand, and as the view has it", () =>
    Effect.gen(function* () {
      const page = yield* read(ProfitabilityPage, `/v1/profitability?${january}`);
      const { id, name, state, owner, ownerName, segment, ...figures } = page.items[0]!;
      assert.deepStrictEqual(
        [id, name, state, owner, ownerName, segment],
        ["acme", "Acme", "client", null, null, "retail"],
      );
      assert.deepStrictEqual(figures, {
        revenueMinor: 35_000,
        invoicedMinor: 40_000,
        creditedMinor: 0,
        passThroughMinor: -5_000,
        cashMinor: 0,
        labourMinor: 18_000,
        overheadMinor: 1_500,
        unusedCapacityMinor: 0,
        expensesMinor: 0,
        expectedLossMinor: 200,
        latePaymentMinor: 0,
        costMinor: 19_700,
        contributionMinor: 15_300,
        // Labour of the draws: 15,500, 18,000, 21,000 and, calibration twice as high, 39,000.
        contributionLowMinor: -5_700,
        contributionHighMinor: 17_800,
        lossProbabilityPercent: 25,
        marginPercent: 43.71,
        measuredCostPercent: 55.56,
        effortSeconds: 12_600,
        loggedSeconds: 7_200,
        shadowSeconds: 2_400,
        effectiveHourlyMinor: 13_125,
        targetSeconds: 13_645,
        breakEvenMinor: 19_700,
        targetPriceMinor: 24_625,
      });
      const [row] = yield* (yield* WarehouseReader).query(viewRow, {});
      const inView = Object.fromEntries(
        Object.entries(row!).map(([column, value]) => [camel(column), value]),
      );
      for (const [figure, value] of Object.entries(figures))
        assert.strictEqual(inView[figure] === null ? null : Number(inView[figure]), value, figure);
      assert.deepStrictEqual(page.restatements, [
        {
          month: "2024-01",
          at: "2024-01-01T00:00:00.007Z",
          reason: "a rate was wrong",
          before: restated,
          after: { ...restated, costMinor: 30_000 },
        },
      ]);
      assert.deepStrictEqual([page.currency, page.unconverted, page.knownAt], ["EUR", [], null]);
    }),
  );

  it.effect("totals hold what is nobody's, whatever is selected", () =>
    Effect.gen(function* () {
      const all = yield* read(ProfitabilityPage, `/v1/profitability?${january}`);
      assert.deepStrictEqual(
        all.items.map((row) => [row.state, row.id, row.contributionMinor]),
        [
          ["client", "acme", 15_300],
          ["unused", "", 1_700],
          ["unattributed", "billing:c-9", 1_000],
          ["organisation", "domain:gamma.example", -400],
          ["client", "beta", -1_000],
          ["internal", "", -5_700],
        ],
      );
      const { totals } = all;
      assert.deepStrictEqual(
        [totals.all, totals.selected, totals.client, totals.internal].map((t) => t.contributionMinor),
        [10_900, 10_900, 14_300, -5_700],
      );
      const clients = yield* read(
        ProfitabilityPage,
        `/v1/profitability?${january}&state=client&sort=costMinor&order=asc`,
      );
      assert.deepStrictEqual(
        clients.items.map((row) => row.id),
        ["beta", "acme"],
      );
      assert.deepStrictEqual(clients.totals, { ...totals, selected: totals.client });
      const retail = yield* read(ProfitabilityPage, `/v1/profitability?${january}&segment=retail`);
      assert.strictEqual(retail.total, 1);
      assert.deepStrictEqual({ ...all.items[0]!, ...retail.totals.selected }, all.items[0]);
      assert.deepStrictEqual(retail.totals.selected.costMinor, 19_700);
    }),
  );

  it.effect("the as-of day ends everything, and owners are those of it", () =>
    Effect.gen(function* () {
      const early = yield* read(ProfitabilityPage, "/v1/profitability?client=Acme&asOf=2024-01-10");
      assert.deepStrictEqual([early.from, early.to], ["2023-02-01", "2024-01-10"]);
      const [row] = early.items;
      assert.deepStrictEqual(
        [row?.costMinor, row?.revenueMinor, row?.shadowSeconds, row?.owner, row?.ownerName],
        [18_000, 0, 1_800, "eve", "eve"],
      );
      const owners = yield* read(
        ProfitabilityPage,
        `/v1/profitability?groupBy=owner&asOf=2024-02-01&state=client`,
      );
      assert.deepStrictEqual(
        owners.items.map((o) => [o.id, o.contributionMinor]),
        [
          ["eve", 13_300],
          ["", -1_000],
        ],
      );
      const byMonth = yield* read(
        ProfitabilityPage,
        "/v1/profitability?groupBy=month&client=acme&asOf=2024-02-29",
      );
      assert.deepStrictEqual(
        byMonth.items.map((m) => [m.id, m.revenueMinor, m.costMinor, m.cashMinor]),
        [
          ["2024-01", 35_000, 19_700, 0],
          ["2024-02", -2_000, 6_055, 30_000],
        ],
      );
      assert.deepStrictEqual(byMonth.unconverted, [{ currency: "XAF", documents: 1, amountMinor: 5_000 }]);
    }),
  );

  it.effect("a client's days, with what passed on them", () =>
    Effect.gen(function* () {
      const rows = yield* (yield* WarehouseReader).query(dayRows, {});
      assert.deepStrictEqual(
        rows.map((row) => Object.values(row)),
        [
          ["2024-01-05", 0, 7_200, 7_200, 0, 10_000, -10_000],
          ["2024-01-10", 1, 5_400, 0, 0, 8_000, -8_000],
          ["2024-01-15", 0, 0, 0, 35_000, 0, 35_000],
        ],
      );
    }),
  );

  it.effect("effort by kind, with what communication should have taken", () =>
    Effect.gen(function* () {
      const page = yield* read(EffortPage, `/v1/effort?${january}`);
      const { id, name: _n, state: _s, owner: _o, ownerName: _on, segment: _sg, ...figures } = page.items[0]!;
      assert.deepStrictEqual(
        { id, ...figures },
        {
          id: "acme",
          effortSeconds: 12_600,
          effortLowSeconds: 10_980,
          effortHighSeconds: 25_920,
          measuredSeconds: 7_200,
          estimatedSeconds: 5_400,
          measuredPercent: 57.14,
          loggedSeconds: 7_200,
          meetingSeconds: 3_600,
          ticketSeconds: 0,
          mailSeconds: 1_300,
          interruptionSeconds: 500,
          communicationLoggedSeconds: 7_200,
          communicationRawSeconds: 6_400,
          communicationExpectedSeconds: 9_600,
          shadowSeconds: 2_400,
          unusedSeconds: 0,
          labourMinor: 18_000,
        },
      );
      assert.deepStrictEqual(
        [page.totals.unused.unusedSeconds, page.totals.unused.effortSeconds, page.totals.all.effortSeconds],
        [-1_000, 0, 18_300],
      );
    }),
  );

  it.effect("the whale curve, what is not on it, and how much hangs on few", () =>
    Effect.gen(function* () {
      const curve = yield* read(WhaleCurveAnswer, `/v1/whale-curve?${january}`);
      assert.deepStrictEqual(
        curve.points.map((p) => [
          p.rank,
          p.id,
          p.amountMinor,
          p.cumulativeMinor,
          p.clientsPercent,
          p.cumulativePercent,
        ]),
        [
          [1, "acme", 15_300, 15_300, 50, 106.99],
          [2, "beta", -1_000, 14_300, 100, 100],
        ],
      );
      assert.deepStrictEqual(
        [curve.peak?.id, curve.totalMinor, curve.concentration?.clients],
        ["acme", 14_300, 1],
      );
      // In the last draw beta is first: −1,400 and −5,700.
      assert.deepStrictEqual(
        curve.points.map((p) => [p.cumulativeLowMinor, p.cumulativeHighMinor]),
        [
          [-1_400, 17_800],
          [-7_100, 17_200],
        ],
      );
      assert.deepStrictEqual(curve.elsewhere, [
        { state: "internal", amountMinor: -5_700 },
        { state: "organisation", amountMinor: -400 },
        { state: "unattributed", amountMinor: 1_000 },
        { state: "unused", amountMinor: 1_700 },
      ]);
      const revenue = yield* read(WhaleCurveAnswer, `/v1/whale-curve?${january}&on=revenue`);
      assert.deepStrictEqual(
        revenue.points.map((p) => [p.cumulativeLowMinor, p.cumulativeMinor]),
        [
          [35_000, 35_000],
          [38_000, 38_000],
        ],
      );
    }),
  );

  it.effect("evidence, page by page, adds to the figure and leads to the source", () =>
    Effect.gen(function* () {
      const path = `/v1/clients/Acme/evidence?metric=contribution&${january}&limit=2`;
      const items: Array<EvidencePage["items"][number]> = [];
      let sum: number | null = null;
      for (let cursor = ""; ;) {
        const page = yield* read(EvidencePage, path + cursor);
        items.push(...page.items);
        sum = page.sum;
        assert.strictEqual(page.total, 8);
        if (page.nextCursor === null) break;
        cursor = `&cursor=${page.nextCursor}`;
      }
      assert.deepStrictEqual([sum, items.reduce((total, item) => total + item.amount, 0)], [15_300, 15_300]);
      assert.deepStrictEqual(
        items.map((item) => [item.day.slice(8), item.category, item.amount]).toSorted(),
        [
          ["05", "time", -10_000],
          ["10", "interruption", -600],
          ["10", "mail_written", -2_400],
          ["10", "meeting", -5_000],
          ["15", "invoice", 40_000],
          ["15", "pass_through", -5_000],
          ["31", "expected_loss", -200],
          ["31", "overhead", -1_500],
        ],
      );
      const billed = items.find((item) => item.category === "invoice");
      assert.deepStrictEqual(
        [billed?.eventId, billed?.type, billed?.number, billed?.document, billed?.own, billed?.sources],
        [
          invoice.id,
          "invoice.issued",
          "INV-1",
          "invoice:1",
          { currency: "GBP", amountMinor: 34_000 },
          [{ connector: "ledger", account: "books", file: "ledger.file", position: "invoice:1" }],
        ],
      );
      const letter = items.find((item) => item.category === "mail_written");
      assert.deepStrictEqual(
        [letter?.messageId, letter?.sources[0]?.file, letter?.occurredAt],
        [written.data.messageId, "jan.mbox", "2024-01-10T09:00:00.000Z"],
      );
      const unused = yield* read(EvidencePage, `/v1/clients/unused/evidence?metric=unused&${january}`);
      assert.deepStrictEqual(
        [unused.sum, unused.items[0]?.eventId, unused.items[0]?.amount],
        [-1_000, null, -1_000],
      );
      // Before the conversation began, and after.
      const gamma = "/v1/clients/gamma.example/evidence?metric=cost&asOf=2024-02-29";
      const asked = yield* read(EvidencePage, gamma);
      const earlier = yield* read(EvidencePage, `${gamma}&state=unattributed`);
      assert.deepStrictEqual([asked.sum, earlier.sum], [400, 80]);
      const lost = yield* read(EvidencePage, "/v1/clients/acme/evidence?metric=unconverted&asOf=2024-02-29");
      assert.deepStrictEqual(
        [lost.unit, lost.sum, lost.items[0]?.own],
        ["own_minor", null, { currency: "XAF", amountMinor: 5_000 }],
      );
    }),
  );

  it.effect("amounts in another currency at the rate of the last day, and no others", () =>
    Effect.gen(function* () {
      yield* (yield* WarehouseWriter).command(euros);
      const [inEuro, inPounds] = [
        yield* read(ProfitabilityPage, `/v1/profitability?${january}`),
        yield* read(ProfitabilityPage, `/v1/profitability?${january}&currency=GBP`),
      ];
      assert.deepStrictEqual([inEuro.currency, inEuro.converted], ["EUR", null]);
      assert.deepStrictEqual(
        [inPounds.currency, inPounds.converted],
        ["GBP", { from: "EUR", on: "2024-01-31", rate: "0.85" }],
      );
      const [euro, pound] = [inEuro.items[0]!, inPounds.items[0]!];
      // 153.00 and -57.00 times 0.85.
      assert.deepStrictEqual([pound.contributionMinor, pound.contributionLowMinor], [13_005, -4_845]);
      assert.deepStrictEqual(
        [pound.effortSeconds, pound.marginPercent, pound.lossProbabilityPercent],
        [euro.effortSeconds, euro.marginPercent, euro.lossProbabilityPercent],
      );
      assert.deepStrictEqual(inPounds.restatements, inEuro.restatements);
      assert.deepStrictEqual(inPounds.unconverted, inEuro.unconverted);
      assert.strictEqual(inPounds.totals.all.costMinor, Math.round(inEuro.totals.all.costMinor * 0.85));
      const curve = yield* read(WhaleCurveAnswer, "/v1/whale-curve?asOf=2024-02-29&currency=GBP");
      assert.deepStrictEqual(curve.converted, { from: "EUR", on: "2024-02-29", rate: "0.8" });
      const placedIn = yield* read(QuadrantAnswer, `/v1/quadrant?${january}&currency=GBP`);
      const placed = yield* read(QuadrantAnswer, `/v1/quadrant?${january}`);
      assert.deepStrictEqual([placedIn.currency, placedIn.converted], ["GBP", inPounds.converted]);
      assert.isAbove(placed.total.revenueMinor, 0);
      assert.notStrictEqual(placedIn.total.revenueMinor, placed.total.revenueMinor);
      assert.strictEqual(placedIn.total.effortSeconds, placed.total.effortSeconds);
      const refused = yield* get(`/v1/effort?${january}&currency=USD`);
      assert.strictEqual(refused.status, 400);
      assert.include(JSON.stringify(refused.body), "Rates lead to EUR, GBP.");
    }),
  );

  it.effect("a month beside its sources, and what cannot be understood", () =>
    Effect.gen(function* () {
      const month = yield* read(ReconciliationAnswer, "/v1/reconcile?month=2024-01&asOf=2024-02-29");
      const time = month.lines.find((line) => line.measure === "time");
      // Beta's half hour and our own hour are in no source.
      assert.deepStrictEqual([time?.booked, time?.control, time?.difference], [12_600, 7_200, 5_400]);
      assert.strictEqual(time?.parties[0]?.name, "Acme");
      const problems = [
        ["/v1/profitability?from=2024-02-01&to=2024-01-01", 400],
        ["/v1/profitability?groupBy=person", 400],
        ["/v1/profitability?cursor=e30", 400],
        ["/v1/effort?client=nobody", 404],
        ["/v1/clients/acme/evidence?metric=luck", 400],
        ["/v1/clients/nobody/evidence?metric=cost", 404],
        ["/v1/reconcile", 400],
        ["/v1/reconcile?month=2024-13", 400],
      ] as const;
      for (const [path, status] of problems) assert.strictEqual((yield* get(path)).status, status, path);
    }),
  );
});

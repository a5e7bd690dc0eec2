import { assert, layer } from "@effect/vitest";
import { whaleCurve } from "@rapport/domain/economics/money/whaleCurve";
import { readReconciliation } from "@rapport/economics/reconcile/readReconciliation";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { Reports } from "@rapport/reporting/Reports";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect, Layer } from "effect";
import { afterAll } from "vitest";
import { z } from "zod";
import { startChdb } from "./support/chdb.ts";
import { acme, bolt, ledger, margins, said, whales } from "./support/defectLedger.ts";
import {
  client,
  direct,
  directoryEvents,
  firm,
  linked,
  projectSources,
  reportsOn,
} from "./support/reporting.ts";
import { booked, books } from "./support/sourceEvents.ts";

/**
 * Defects that were found in other reports of this kind, each as a case that shows it: losses shown as 0, a currency
 * counted twice, today's rate on old invoices, drafts counted on one side, entries across a period's edge dropped.
 */
const chdb = await startChdb();
afterAll(() => chdb.stop());

const derive = (at: string) =>
  Effect.flatMap(ProjectionStore, (store) =>
    store.refreshBooks({ positions: {}, sign: at, at: Date.parse(at), report: () => Effect.void }),
  );
const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* projectSources([], [...ledger, ...whales]);
    const whaleClients = margins.flatMap((_, n) => [
      client(`whale-${n}`, `Whale ${n}`),
      linked(`whale-${n}`, `billing:w-${n}`),
    ]);
    const linkedTo = ["acme", "bolt", "core"].flatMap((id, n) => [
      client(id, id),
      linked(id, `billing:c-${n + 1}`),
    ]);
    yield* direct(0, directoryEvents([firm(), said.member, ...linkedTo, ...whaleClients]));
    yield* derive("2024-06-01T00:00:00Z");
  }),
).pipe(Layer.provideMerge(reportsOn(chdb, "economics_defects")));

const monthsQuery = query({
  name: "client-months",
  sql: `
SELECT
  client, formatDateTime(month, '%Y-%m') AS month, revenue_minor AS revenue, cost_minor AS cost,
  expenses_minor AS expenses, logged_seconds AS seconds, contribution_minor AS contribution, margin_percent AS margin
FROM client_profitability_at(as_of = {asOf:Date32})
WHERE state = 'client'
ORDER BY client, month`,
  params: z.object({ asOf: z.string() }),
  row: z.object({
    client: z.string(),
    month: z.string(),
    revenue: z.coerce.number(),
    cost: z.coerce.number(),
    expenses: z.coerce.number(),
    seconds: z.coerce.number(),
    contribution: z.coerce.number(),
    margin: z.coerce.number().nullable(),
  }),
});
const monthsOf = (id: string, asOf = "2024-05-31") =>
  Effect.gen(function* () {
    const rows = yield* (yield* WarehouseReader).query(monthsQuery, { asOf });
    return rows.filter((row) => row.client === id);
  });
const whaleQuery = query({
  name: "whale",
  sql: `
SELECT client, amount_minor AS amount, cumulative_minor AS cumulative, clients_percent AS clients, cumulative_percent AS percent
FROM whale_curve_at(from_day = '2023-06-01', as_of = '2023-06-29')
WHERE measure = {measure:String}
ORDER BY rank`,
  params: z.object({ measure: z.string() }),
  row: z.object({
    client: z.string(),
    amount: z.coerce.number(),
    cumulative: z.coerce.number(),
    clients: z.coerce.number(),
    percent: z.coerce.number().nullable(),
  }),
});
const lineOf = (month: string, measure: string, currency: string) =>
  Effect.map(readReconciliation({ month, asOf: null }), ({ lines }) => {
    const line = lines.find((each) => each.measure === measure && each.currency === currency);
    return line === undefined ? null : [line.booked, line.control, line.difference];
  });

layer(filled, { timeout: 60_000, excludeTestServices: true })("reports of profitability", (it) => {
  it.effect("show a loss as a loss, in money and percent", () =>
    Effect.gen(function* () {
      const [january] = yield* monthsOf("acme");
      assert.isAbove(january!.cost, 25_000 + 12_000);
      assert.strictEqual(january!.contribution, 10_000 - january!.cost);
      assert.isBelow(january!.margin!, -270);
      const bolt = (yield* monthsOf("bolt")).find(({ month }) => month === "2024-02")!;
      assert.deepStrictEqual([bolt.revenue, bolt.contribution], [-4_000, -4_000 - bolt.cost]);
    }),
  );

  it.effect("count each document once, whatever currencies a client is invoiced in", () =>
    Effect.gen(function* () {
      const [january] = yield* monthsOf("bolt");
      // 1,000.00 euros are 800.00 pounds; 500.00 pounds are themselves.
      assert.strictEqual(january!.revenue, 80_000 + 50_000);
      assert.deepStrictEqual(yield* lineOf("2024-01", "invoices", "EUR"), [100_000, 100_000, 0]);
      assert.deepStrictEqual(yield* lineOf("2024-01", "invoices", "GBP"), [160_001, 160_001, 0]);
    }),
  );

  it.effect("convert at the day of the document, and name what no rate converts", () =>
    Effect.gen(function* () {
      const months = yield* monthsOf("bolt");
      assert.deepStrictEqual(
        months.filter(({ month }) => month !== "2024-02").map(({ month, revenue }) => [month, revenue]),
        [
          ["2024-01", 130_000],
          ["2024-03", 90_000],
        ],
      );
      const march = yield* readReconciliation({ month: "2024-03", asOf: null });
      assert.deepStrictEqual(
        march.documents.map(({ name, party, difference, reason }) => [name, party, difference, reason]),
        [["5", "bolt", -7_700, "no_exchange_rate"]],
      );
    }),
  );

  it.effect("leave drafts and what was withdrawn out on both sides", () =>
    Effect.gen(function* () {
      const [january] = yield* monthsOf("bolt");
      assert.deepStrictEqual([january!.expenses, january!.seconds], [0, 0]);
      const { lines, documents } = yield* readReconciliation({ month: "2024-01", asOf: null });
      assert.deepStrictEqual(documents, []);
      const totals = lines.map(({ measure, currency, control, difference }) => [
        measure,
        currency,
        control,
        difference,
      ]);
      const days = (from: number, amount: number) => Math.round((amount * from) / 50);
      assert.deepStrictEqual(totals.slice(0, -1), [
        ["invoices", "EUR", 100_000, 0],
        ["invoices", "GBP", 160_001, 0],
        ["expenses", "GBP", 25_000, 0],
        ["time", "", 6 * 3_600, 0],
        ["revenue", "GBP", 10_000 + 130_000 + days(16, 100_001), 0],
      ]);
      // Capacity, expenses and overhead: whatever ann's paid hours come to, nobody's part is missing.
      assert.strictEqual(lines.at(-1)!.measure, "cost");
      assert.strictEqual(lines.at(-1)!.difference, 0);
    }),
  );

  it.effect("keep what crosses the edge of a period: whole in one, or day by day in each", () =>
    Effect.gen(function* () {
      const months = yield* monthsOf("core");
      // 16, 29 and 5 of 50 days; all of the night's work on the day that it says.
      assert.deepStrictEqual(
        months.map(({ month, revenue, seconds }) => [month, revenue, seconds]),
        [
          ["2024-01", 32_000, 14_400],
          ["2024-02", 58_001, 0],
          ["2024-03", 10_000, 0],
        ],
      );
      assert.strictEqual(
        months.reduce((sum, { revenue }) => sum + revenue, 0),
        100_001,
      );
      // And up to a day within one.
      const early = yield* monthsOf("core", "2024-02-01");
      assert.strictEqual(
        early.reduce((sum, { revenue }) => sum + revenue, 0),
        Math.round((100_001 * 17) / 50),
      );
      const part = yield* readReconciliation({ month: "2024-02", asOf: "2024-02-10" });
      assert.deepStrictEqual(
        part.lines.map(({ measure, control, difference }) => [measure, control, difference]),
        [
          ["credit_notes", 4_000, 0],
          ["revenue", Math.round((100_001 * 26) / 50) - 32_000 - 4_000, 0],
          ["cost", null, null],
        ],
      );
    }),
  );

  it.effect("draw the whale curve of the reference, and as the domain does", () =>
    Effect.gen(function* () {
      const reader = yield* WarehouseReader;
      for (const measure of ["revenue", "contribution"]) {
        const points = yield* reader.query(whaleQuery, { measure });
        const known = whaleCurve(
          margins.map((margin, n) => ({ party: `whale-${n}`, minor: margin * 100_000 })),
        );
        assert.deepStrictEqual(
          points.map(({ client, amount, cumulative, clients, percent }) => [
            client,
            amount,
            cumulative,
            clients,
            percent,
          ]),
          known.points.map((point) => [
            point.party,
            point.minor,
            point.cumulativeMinor,
            point.clientsMicro / 10_000,
            point.cumulativeMicro! / 10_000,
          ]),
        );
        const peak = points.reduce((best, point) => (point.cumulative > best.cumulative ? point : best));
        assert.deepStrictEqual([peak.percent, peak.clients], [220, 50]);
      }
    }),
  );

  it.effect("give what is to come of clients that have not ended, and nothing of those that have", () =>
    Effect.gen(function* () {
      const values = yield* (yield* Reports).lifetimeValues({ asOf: "2024-06-10" });
      assert.strictEqual(values.until, "2024-05-31");
      // Five months of three clients each, and one of the ten that were last seen a year ago.
      assert.deepStrictEqual([values.endedClients, values.clientQuarters], [10, 8.33]);
      assert.deepStrictEqual(values.items.map(({ id }) => id).toSorted(), ["acme", "bolt", "core"]);
      const spring = (yield* monthsOf("bolt")).filter(({ month }) => month >= "2024-03");
      const bolt = values.items.find(({ id }) => id === "bolt")!;
      assert.deepStrictEqual(
        [bolt.quartersSeen, bolt.ownMarginMinor],
        [1, spring.reduce((sum, { contribution }) => sum + contribution, 0)],
      );
      assert.isAtMost(bolt.valueLowMinor!, bolt.valueMinor);
      assert.isAtLeast(bolt.valueHighMinor!, bolt.valueMinor);
    }),
  );

  it.effect("hold nothing against a document that is posted after all, in both at once", () =>
    Effect.gen(function* () {
      const draft = books.invoice("6", "2024-01-22", "GBP", 90_000);
      yield* projectSources([], [booked("invoice:6", "2024-01-22", bolt, draft, { revision: 2 })], 100);
      // The books were derived before it came: it is named.
      const before = yield* readReconciliation({ month: "2024-01", asOf: null });
      assert.deepStrictEqual(
        before.documents.map(({ measure, name, difference, reason }) => [measure, name, difference, reason]),
        [
          ["invoices", "6", -90_000, "not_in_books"],
          ["revenue", "6", -90_000, "not_in_books"],
        ],
      );
      yield* derive("2024-06-01T00:00:01Z");
      const after = yield* readReconciliation({ month: "2024-01", asOf: null });
      assert.deepStrictEqual(after.documents, []);
      assert.deepStrictEqual(yield* lineOf("2024-01", "invoices", "GBP"), [250_001, 250_001, 0]);
    }),
  );

  it.effect("state what may be lost of an invoice once its month has ended, without a new document", () =>
    Effect.gen(function* () {
      const june = booked("invoice:9", "2024-06-10", acme, books.invoice("9", "2024-06-10", "GBP", 40_000));
      yield* projectSources([], [june], 200);
      const lossBy = (at: string) =>
        Effect.andThen(
          derive(at),
          Effect.map(
            monthsOf("acme", "2024-06-30"),
            (months) => months.find(({ month }) => month === "2024-06")!.cost,
          ),
        );
      assert.strictEqual(yield* lossBy("2024-06-30T23:59:59Z"), 0);
      // 0.5 % of what is not due.
      assert.strictEqual(yield* lossBy("2024-07-01T00:00:00Z"), 200);
    }),
  );
});

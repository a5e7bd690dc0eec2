import { assert, layer } from "@effect/vitest";
import { viewDefinitions } from "@rapport/contracts/views/viewDefinitions";
import { predictionInterval, shadowSeconds } from "@rapport/domain/economics/effort/calibrate";
import {
  effectiveHourlyMinor,
  targetPriceMinor,
  targetSeconds,
} from "@rapport/domain/economics/money/hourlyFigures";
import { whaleCurve } from "@rapport/domain/economics/money/whaleCurve";
import { seededRandom } from "@rapport/testing/seededRandom";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect, Layer } from "effect";
import { afterAll } from "vitest";
import { z } from "zod";
import { holdView } from "./support/analystViews.ts";
import { startChdb } from "./support/chdb.ts";
import { type Told, writeEdition, writeMonths } from "./support/economics/handmadeBooks.ts";
import { client, direct, directoryEvents, firm, reportsOn } from "./support/reporting.ts";

// A figure has one definition: what the views say is held against the domain's functions, on random contributions.
const chdb = await startChdb();
afterAll(() => chdb.stop());

const random = seededRandom(5);
const ids = Array.from({ length: 30 }, (_, i) => `c${String(i).padStart(2, "0")}`);
const calibration = { factorMicro: 1_237_000, sdMicro: 41_000, spreadMicro: 198_000, clientMonths: 9 };
const target = 175_000;
const settings = new Map([["margin.target", "17.5"]]);

const effortOf = (party: string): ReadonlyArray<Told> =>
  (["time", "meeting", "ticket", "mail_written", "mail_read", "interruption"] as const).flatMap((category) =>
    random.chance(0.3)
      ? []
      : [
          {
            day: "2024-03-07",
            state: "client" as const,
            party,
            category,
            seconds: random.int(1, 90_000),
            costMinor: random.int(0, 300_000),
          },
        ],
  );
/** Some have nothing, some the same, some lose. */
const moneyOf = (party: string, i: number): ReadonlyArray<Told> => {
  const base = { day: "2024-03-12", state: "client" as const, party };
  const amount = i % 5 === 0 ? 100_000 : random.int(-50_000, 900_000);
  return i % 7 === 0
    ? []
    : [
        { ...base, category: "invoice", revenueMinor: Math.max(0, amount) },
        { ...base, category: "credit_note", revenueMinor: Math.min(0, amount) },
        { ...base, category: "expense", costMinor: random.int(0, 20_000) },
      ];
};
const told = random.shuffle(ids.flatMap((party, i) => [...effortOf(party), ...moneyOf(party, i)]));
const comparisons = ids.map((party) => ({
  party,
  day: "2024-03-07",
  logged: random.int(0, 80_000),
  estimated: random.int(0, 80_000),
}));
const draws = Array.from({ length: 20 }, () => random.int(300_000, 3_000_000));

const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* direct(0, directoryEvents([firm(), ...ids.map((id) => client(id, `Client ${id}`))]));
    yield* writeEdition(1, told);
    yield* writeMonths(1, "EUR", [
      {
        month: "2024-03",
        calibrationMicro: calibration.factorMicro,
        sdMicro: calibration.sdMicro,
        spreadMicro: calibration.spreadMicro,
        marginTargetMicro: target,
        comparisons,
        draws: { mail: draws, meeting: draws, ticket: draws, time: draws, calibration: draws },
      },
    ]);
  }),
).pipe(Layer.provideMerge(reportsOn(chdb, "economics_views")));

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
type Row = z.infer<typeof Row>;
const rowsOf = (sql: string) =>
  Effect.flatMap(WarehouseReader, (warehouse) =>
    warehouse.query(query({ name: "test-rows", sql, params: z.object({}), row: Row }), {}),
  );
const numberOf = (row: Row, column: string): number => Number(row[column]);
const maybeOf = (row: Row, column: string): number | null =>
  row[column] === null ? null : numberOf(row, column);

layer(filled, { timeout: 60_000, excludeTestServices: true })("the views for analysts", (it) => {
  it.effect("have the columns, types and order that they are documented with, and their examples run", () =>
    Effect.gen(function* () {
      // Those of signals are held against their definitions in `tests/acceptance/signals.test.ts`.
      const views = viewDefinitions.filter(({ name }) => !name.startsWith("signal_"));
      yield* Effect.forEach(views, holdView, { discard: true });
    }),
  );

  it.effect("say of every client what the domain's functions say", () =>
    Effect.gen(function* () {
      const money = yield* rowsOf(
        "SELECT * FROM client_profitability_at(as_of = '2024-03-31') ORDER BY client",
      );
      assert.isAbove(money.length, 20);
      for (const row of money) {
        const of = {
          revenueMinor: numberOf(row, "revenue_minor"),
          costMinor: numberOf(row, "cost_minor"),
          loggedSeconds: numberOf(row, "logged_seconds"),
          shadowSeconds: numberOf(row, "shadow_seconds"),
        };
        assert.deepStrictEqual(
          ["effective_hourly_minor", "target_seconds", "target_price_minor"].map((column) =>
            maybeOf(row, column),
          ),
          [effectiveHourlyMinor(of), targetSeconds(of, settings), targetPriceMinor(of, settings)],
          JSON.stringify(row),
        );
      }
      const effort = yield* rowsOf("SELECT * FROM client_effort_at(as_of = '2024-03-31') ORDER BY client");
      for (const row of effort) {
        const { logged, estimated } = comparisons.find(({ party }) => party === row["client"])!;
        const { lowSeconds, highSeconds } = predictionInterval(estimated, calibration);
        assert.deepStrictEqual(
          ["shadow_seconds", "communication_low_seconds", "communication_high_seconds"].map((c) =>
            maybeOf(row, c),
          ),
          [
            shadowSeconds({ loggedSeconds: logged, estimatedSeconds: estimated }, calibration),
            lowSeconds,
            highSeconds,
          ],
        );
        const parts = ["logged", "meeting", "ticket", "mail", "interruption"].map((kind) =>
          numberOf(row, `${kind}_seconds`),
        );
        assert.strictEqual(
          parts.reduce((a, b) => a + b),
          numberOf(row, "effort_seconds"),
        );
      }
    }),
  );

  it.effect("draw the whale curve as the domain does, with ties, zeros and losses", () =>
    Effect.gen(function* () {
      for (const measure of ["revenue", "contribution"] as const) {
        const rows = yield* rowsOf(
          `SELECT * FROM whale_curve_at(from_day = '2024-03-01', as_of = '2024-03-31') WHERE measure = '${measure}' ORDER BY rank`,
        );
        const amounts = rows.map((row) => ({
          party: String(row["client"]),
          minor: numberOf(row, "amount_minor"),
        }));
        const curve = whaleCurve(random.shuffle(amounts));
        assert.deepStrictEqual(
          rows.map((row) => [row["client"], numberOf(row, "rank"), numberOf(row, "cumulative_minor")]),
          curve.points.map((point) => [point.party, point.rank, point.cumulativeMinor]),
        );
        for (const [i, { clientsMicro, cumulativeMicro }] of curve.points.entries()) {
          assert.closeTo(numberOf(rows[i]!, "clients_percent"), clientsMicro / 10_000, 0.006);
          assert.closeTo(numberOf(rows[i]!, "cumulative_percent"), cumulativeMicro! / 10_000, 0.006);
        }
        if (measure === "revenue") {
          assert.isBelow(new Set(amounts.map(({ minor }) => minor)).size, amounts.length - 5);
          assert.isTrue(amounts.some(({ minor }) => minor === 0));
        } else assert.isTrue(amounts.some(({ minor }) => minor < 0));
      }
    }),
  );
});

import { assert, it } from "@effect/vitest";
import type { MonthTotals } from "@rapport/contracts/Economics";
import type { LedgerEvent } from "@rapport/contracts/Ledger";
import type { Saying } from "@rapport/domain/directory/InForce";
import { type MonthAfresh, monthAfresh } from "@rapport/economics/months/monthAfresh";
import { type MonthSums, totalsOf } from "@rapport/economics/months/MonthSums";
import { readLateEvents, readMonthSums } from "@rapport/economics/months/readMonthSums";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { afterAll } from "vitest";
import { z } from "zod";
import { startChdb } from "./support/chdb.ts";
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

const chdb = await startChdb();
afterAll(() => chdb.stop());

const acme = ["billing:c-1"];
const [closedAt, laterAt, restatedAt] = ["2025-01-02", "2025-01-05", "2025-01-06"].map((day) =>
  Date.parse(day),
);
const recorded = <E extends LedgerEvent>(ms: number, event: E): E => ({ ...event, recordedAt: ms });
const said = (number: number, ms: number, ...sayings: ReadonlyArray<Saying>) =>
  directoryEvents(sayings, number).map((event) => ({ ...event, occurredAt: ms, recordedAt: ms }));

const rate = (hourlyMinor: number, revision: number) =>
  booked(
    "rate:senior",
    "2024-01-01",
    [],
    {
      type: "cost_rate.set",
      data: { band: "senior", member: null, validFrom: "2024-01-01", currency: "GBP", hourlyMinor },
    },
    { revision },
  );
const exchange = (on: string, revision: number, text: string) =>
  booked(
    `fx:${on}`,
    on,
    [],
    { type: "fx_rate.set", data: { on, from: "EUR", to: "GBP", rate: text } },
    { revision },
  );
const overhead = (revision: number, amountMinor: number) =>
  booked(
    "overhead:2",
    "2024-02-01",
    [],
    {
      type: "overhead.recorded",
      data: { month: "2024-02-01", category: null, currency: "GBP", amountMinor },
    },
    { revision },
  );
const worked = (key: string, day: string, hours: number): LedgerEvent =>
  ({ ...booked(key, day, acme, books.time(day, hours, true)), members: ["member:ann"] }) as LedgerEvent;

const first: ReadonlyArray<LedgerEvent> = [
  rate(6_000, 1),
  exchange("2024-01-01", 1, "0.80"),
  overhead(1, 50_000),
  ...["2024-02", "2024-03"].flatMap((month) => [
    worked(`time:${month}`, `${month}-12`, 5),
    booked(`invoice:${month}`, `${month}-10`, acme, books.invoice(month, `${month}-10`, "EUR", 100_000)),
    booked(`gbp:${month}`, `${month}-11`, acme, books.invoice(`${month}b`, `${month}-11`, "GBP", 100)),
    booked(`other:${month}`, `${month}-11`, acme, books.invoice(`${month}c`, `${month}-11`, "GBP", 100)),
  ]),
];
const ann: Saying = {
  type: "member.registered",
  data: {
    memberId: "ann",
    name: "Ann",
    parties: [],
    band: "senior",
    role: null,
    team: null,
    calendarId: null,
    joinedAt: null,
  },
};

const derive = (sign: string) =>
  Effect.flatMap(ProjectionStore, (store) =>
    store.refreshBooks({ positions: {}, sign, at: Date.parse("2025-02-01"), report: () => Effect.void }),
  );
const monthOf = (month: string) =>
  Effect.map(readMonthSums, (months): MonthSums => months.get(month) ?? new Map());
const afresh = (month: string) => monthAfresh(month, Date.parse("2025-02-01"));
const data = ({ calibration, sums }: MonthAfresh) => ({
  calibrationMicro: calibration.factorMicro,
  calibrationSdMicro: calibration.sdMicro,
  calibrationSpreadMicro: calibration.spreadMicro,
  calibrationClientMonths: calibration.clientMonths,
  totals: totalsOf(sums, "GBP"),
});
const costOf = (sums: MonthSums): number => totalsOf(sums, "GBP").costMinor;

const closings = query({
  name: "closings",
  sql: "SELECT month, restated, reason, cost_minor, before_cost_minor FROM month_closing ORDER BY occurred_at",
  params: z.object({}),
  row: z.object({
    month: z.number(),
    restated: z.number(),
    reason: z.string(),
    cost_minor: z.coerce.number(),
    before_cost_minor: z.coerce.number(),
  }),
});

it.live("a closed month keeps its rates until it is restated; documents that come late count in it", () =>
  Effect.gen(function* () {
    yield* projectSources(
      [],
      first.map((event) => recorded(closedAt! - 1, event)),
    );
    yield* direct(0, directoryEvents([firm(), client("acme", "Acme"), linked("acme", "billing:c-1"), ann]));
    yield* derive("first");
    const february = yield* monthOf("2024-02");
    const march = yield* monthOf("2024-03");
    assert.strictEqual(february.get("time")?.costMinor, 30_000);
    assert.strictEqual(february.get("invoice")?.revenueMinor, 80_200);
    const preview = yield* afresh("2024-02");
    assert.deepStrictEqual(preview.sums, february);

    yield* direct(
      10,
      said(10, closedAt!, { type: "month.closed", data: { month: "2024-02", ...data(preview) } }),
    );
    const later = [rate(9_000, 2), exchange("2024-01-01", 2, "0.90"), overhead(2, 70_000)];
    yield* projectSources(
      [],
      later.map((event) => recorded(laterAt!, event)),
      100,
    );
    yield* direct(
      20,
      said(20, laterAt!, {
        type: "setting.set",
        data: { key: "capacity.practical", validFrom: null, value: "40", source: "" },
      }),
    );
    yield* derive("later");
    assert.deepStrictEqual(yield* monthOf("2024-02"), february);
    const open = yield* monthOf("2024-03");
    assert.strictEqual(open.get("time")?.costMinor, 45_000);
    assert.strictEqual(open.get("invoice")?.revenueMinor, 90_200);
    assert.isBelow(open.get("unused_capacity")?.seconds ?? 0, march.get("unused_capacity")?.seconds ?? 0);
    assert.deepStrictEqual(yield* readLateEvents(new Map([["2024-02", closedAt!]])), []);

    const late = booked("expense:late", "2024-02-20", acme, books.expense("2024-02-20", "GBP", 1_000));
    yield* projectSources([], [recorded(laterAt!, late)], 200);
    yield* derive("late");
    const withLate = yield* monthOf("2024-02");
    assert.strictEqual(costOf(withLate), costOf(february) + 1_000);
    assert.deepStrictEqual(yield* readLateEvents(new Map([["2024-02", closedAt!]])), [
      { month: "2024-02", category: "expense", documents: 1 },
    ]);

    const again = yield* afresh("2024-02");
    const before: MonthTotals = totalsOf(withLate, "GBP");
    const restated = { month: "2024-02", reason: "rates corrected", ...data(again), before };
    yield* direct(30, said(30, restatedAt!, { type: "month.restated", data: restated }));
    yield* derive("restated");
    const after = yield* monthOf("2024-02");
    assert.deepStrictEqual(after, again.sums);
    assert.strictEqual(after.get("time")?.costMinor, 45_000);
    assert.strictEqual(after.get("invoice")?.revenueMinor, 90_200);
    assert.strictEqual(after.get("overhead")?.costMinor, 70_000);
    assert.deepStrictEqual(yield* readLateEvents(new Map([["2024-02", restatedAt!]])), []);
    assert.deepStrictEqual(yield* (yield* WarehouseReader).query(closings, {}), [
      { month: 202402, restated: 0, reason: "", cost_minor: costOf(february), before_cost_minor: 0 },
      {
        month: 202402,
        restated: 1,
        reason: "rates corrected",
        cost_minor: costOf(after),
        before_cost_minor: costOf(withLate),
      },
    ]);
  }).pipe(Effect.provide(reportsOn(chdb, "economics_months"))),
);

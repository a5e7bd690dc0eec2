import { WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { client, direct, directoryEvents, firm } from "./reporting.ts";

/** Names as strangers choose them: each would be a formula, a line or a mark where it is not guarded. */
export const hostileNames = {
  formula: '=HYPERLINK("http://x.example","pay")',
  plus: "+44 20 7946 0000 Ltd",
  minus: "-2+3+cmd|' /C calc'!A0",
  at: "@SUM(A1:A9)",
  quoted: 'Ünï, "Quoted" & <Söhne>\nsecond line _x0041_',
  plain: "Acme Ltd",
} as const;
const ids = Object.keys(hostileNames);

/** A day's sums by hand: whole pounds and pence, losses, months on both sides of a year's end. */
const days = ["2025-12-31", "2026-01-01", "2026-01-31", "2026-02-28"];
const rows = ids.flatMap((id, i) =>
  days.flatMap((day, j) => {
    const book = (category: string, over: Readonly<Record<string, number>>) => ({
      edition: 1,
      book: category === "invoice" ? "money" : "effort",
      month: category === "invoice" ? 0 : Number(day.slice(0, 7).replace("-", "")),
      day,
      state: "client",
      party: id,
      category,
      measured: true,
      contributions: 1,
      seconds: 0,
      raw_seconds: 0,
      cost_minor: 0,
      revenue_minor: 0,
      cash_minor: 0,
      ...over,
    });
    return [
      book("invoice", { revenue_minor: 12_345 * (i + 1) + j }),
      book("time", { seconds: 5400 + 60 * i, cost_minor: 20_001 * (j + 1) }),
    ];
  }),
);

const insert = (table: string, values: ReadonlyArray<object>) =>
  Effect.flatMap(WarehouseWriter, (writer) =>
    writer.command(
      `INSERT INTO ${table} FORMAT JSONEachRow ${values.map((row) => JSON.stringify(row)).join("\n")}`,
    ),
  );

/** A directory of hostile names, and the books' sums of them, as if they had been derived. */
export const fillExports = Effect.gen(function* () {
  const looksAfter = (memberId: string, validFrom: string, validTo: number | null) => ({
    type: "ownership.changed" as const,
    data: { clientId: "plain", role: "owner", memberId, validFrom: Date.parse(validFrom), validTo },
  });
  const facts = [
    firm(),
    ...ids.map((id) => client(id, hostileNames[id as "plain"])),
    looksAfter("first", "2025-01-01", Date.parse("2026-02-15")),
    looksAfter("second", "2026-02-15", null),
  ];
  yield* direct(0, directoryEvents(facts));
  yield* insert("contribution_day", rows);
  const months = [...new Set(rows.filter(({ book }) => book === "effort").map(({ month }) => month))];
  yield* insert("economics_edition", [
    { book: "money", month: 0, edition: 1, derived_at: "2026-03-01 00:00:00.000" },
    ...months.map((month) => ({
      book: "effort",
      month,
      edition: 1,
      derived_at: "2026-03-01 00:00:00.000",
    })),
  ]);
  yield* insert(
    "effort_month",
    months.map((month) => ({
      edition: 1,
      month,
      calibration_micro: 1_000_000,
      reporting_currency: "GBP",
      margin_target_micro: 200_000,
      settings_known_at: "2299-12-31 00:00:00.000",
    })),
  );
});

/** What the rows add to, per client and month of the view. */
export const expectedMargins: ReadonlyMap<
  string,
  { readonly revenueMinor: number; readonly costMinor: number }
> = rows.reduce((sums, row) => {
  const key = `${row.party} ${row.day.slice(0, 7)}`;
  const before = sums.get(key) ?? { revenueMinor: 0, costMinor: 0 };
  return sums.set(key, {
    revenueMinor: before.revenueMinor + row.revenue_minor,
    costMinor: before.costMinor + row.cost_minor,
  });
}, new Map<string, { revenueMinor: number; costMinor: number }>());

import type { Contribution } from "@rapport/domain/economics/Contribution";
import { WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";

/** A contribution with what it says; the rest is nothing. */
export type Told = Pick<Contribution, "day" | "state" | "party" | "category"> & Partial<Contribution>;

const isMoney = new Set(["invoice", "credit_note", "pass_through", "payment", "expense", "unconverted"]);
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const numberOf = (day: string): number => Number(day.slice(0, 7).replace("-", ""));

const rowOf = (edition: number, told: Told): string => {
  const money = isMoney.has(told.category);
  const measured = told.measured ?? (money || told.category === "time");
  const event = told.eventId ?? "";
  return `(${[
    edition,
    text(money ? "money" : "effort"),
    money ? 0 : numberOf(told.day),
    text(told.day),
    text(told.state),
    text(told.party),
    text(told.category),
    measured,
    event === "" ? "toFixedString('', 32)" : text(event),
    "''",
    told.seconds ?? 0,
    told.rawSeconds ?? 0,
    told.costMinor ?? 0,
    told.revenueMinor ?? 0,
    told.cashMinor ?? 0,
    text(told.currency ?? ""),
    told.ownMinor ?? 0,
  ].join(", ")})`;
};

/** Contributions and their sums per day under an edition; `flipped`: it holds from here on. */
export const writeEdition = (edition: number, rows: ReadonlyArray<Told>, flipped = true) =>
  Effect.gen(function* () {
    const { command } = yield* WarehouseWriter;
    yield* command(`INSERT INTO contribution VALUES ${rows.map((row) => rowOf(edition, row)).join(", ")}`);
    yield* command(
      `INSERT INTO contribution_day SELECT edition, book, month, day, state, party, category, measured, count(),
        sum(seconds), sum(raw_seconds), sum(cost_minor), sum(revenue_minor), sum(cash_minor)
      FROM contribution WHERE edition = ${edition} GROUP BY ALL`,
    );
    if (flipped)
      yield* command(
        `INSERT INTO economics_edition SELECT DISTINCT book, month, edition, now64(3) FROM contribution WHERE edition = ${edition}`,
      );
  });

export interface MonthTold {
  readonly month: string;
  readonly calibrationMicro: number;
  readonly sdMicro: number;
  readonly spreadMicro: number;
  readonly marginTargetMicro: number;
  readonly comparisons: ReadonlyArray<{
    readonly party: string;
    readonly day: string;
    readonly logged: number;
    readonly estimated: number;
  }>;
  /** Multipliers per kind, millionths. */
  readonly draws: Readonly<Record<string, ReadonlyArray<number>>>;
}

/** What stands over months of the effort book, under an edition that holds. */
export const writeMonths = (edition: number, currency: string, months: ReadonlyArray<MonthTold>) =>
  Effect.gen(function* () {
    const { command } = yield* WarehouseWriter;
    for (const told of months) {
      const month = numberOf(told.month);
      yield* command(
        `INSERT INTO effort_month (edition, month, calibration_micro, calibration_sd_micro, calibration_spread_micro, reporting_currency, margin_target_micro)
        VALUES (${edition}, ${month}, ${told.calibrationMicro}, ${told.sdMicro}, ${told.spreadMicro}, ${text(currency)}, ${told.marginTargetMicro})`,
      );
      for (const one of told.comparisons)
        yield* command(
          `INSERT INTO effort_comparison (edition, month, day, party, logged_seconds, estimated_seconds)
          VALUES (${edition}, ${month}, ${text(one.day)}, ${text(one.party)}, ${one.logged}, ${one.estimated})`,
        );
      for (const [kind, draws] of Object.entries(told.draws))
        yield* command(
          `INSERT INTO effort_draw (edition, month, kind, multipliers_micro) VALUES (${edition}, ${month}, ${text(kind)}, [${draws.join(",")}])`,
        );
      yield* command(`INSERT INTO economics_edition VALUES ('effort', ${month}, ${edition}, now64(3))`);
    }
  });

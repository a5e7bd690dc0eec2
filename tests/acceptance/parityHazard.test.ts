import { calibrationError } from "@rapport/domain/statistics/calibrationError";
import type { Forecast } from "@rapport/domain/statistics/Forecast";
import { brier, logLoss } from "@rapport/domain/statistics/forecastErrors";
import { aucOf } from "@rapport/domain/statistics/ranking";
import { describe, expect, it } from "@effect/vitest";
import { type ChurnTable, churnMlc, telco } from "../load/riskData/churnTables.ts";
import { bends, crossValidated } from "../support/risk/crossValidated.ts";

const furthest = (forecasts: ReadonlyArray<Forecast>, expected: ReadonlyArray<number>): number =>
  forecasts.reduce((most, { chance }, i) => Math.max(most, Math.abs(chance - expected[i]!)), 0);

const figures = (forecasts: ReadonlyArray<Forecast>) => ({
  auc: aucOf(forecasts)!,
  brier: brier(forecasts),
  logLoss: logLoss(forecasts),
  ece: calibrationError(forecasts, 10),
});

const column = ({ names }: ChurnTable, name: string): number => names.indexOf(name);

/** Tenure and both charges bent: a sum of functions of one variable each, no products. */
const bent = (table: ChurnTable): ReadonlyArray<ReadonlyArray<number>> => {
  const [tenure, charges, total] = ["tenure", "MonthlyCharges", "TotalCharges"].map((name) =>
    column(table, name),
  );
  return table.rows.map((row) => [
    ...row,
    ...bends(row[tenure!]!, [1, 3, 6, 12, 24, 48, 60]),
    ...bends(row[charges!]!, [25, 30, 60, 70, 80, 95]),
    ...bends(row[total!]!, [100, 500, 1000, 2000, 4000]),
    Math.log1p(row[tenure!]!),
    Math.log1p(row[total!]!),
  ]);
};

/** The structure that the set was made with, in named terms: the bill, calls for service at low use, the plans. */
const namedTerms = (table: ChurnTable): ReadonlyArray<ReadonlyArray<number>> => {
  const of = (name: string) => column(table, name);
  const charges = ["total_day_charge", "total_eve_charge", "total_night_charge", "total_intl_charge"].map(of);
  const skipped = new Set(charges);
  return table.rows.map((row) => {
    const bill = charges.reduce((sum, at) => sum + row[at]!, 0);
    const calls = row[of("number_customer_service_calls")]! >= 4 ? 1 : 0;
    const [abroad, voicemail] = [row[of("international_plan")]!, row[of("voice_mail_plan")]!];
    const day = row[of("total_day_minutes")]!;
    return [
      ...row.filter((_, at) => !skipped.has(at)),
      bill,
      ...bends(bill, [65, 70, 75, 80]),
      calls,
      calls * Math.max(0, 180 - day),
      calls * (day < 160 ? 1 : 0),
      abroad * (row[of("total_intl_calls")]! <= 2 ? 1 : 0),
      abroad * (row[of("total_intl_minutes")]! > 13.1 ? 1 : 0),
      ...bends(bill, [70, 75]).map((over) => over * (1 - voicemail)),
      (1 - voicemail) * (bill > 74 ? 1 : 0),
    ];
  });
};

describe("the logistic regression against an independent one", () => {
  const table = telco();

  it.skipIf(table === null)("gives each of 7,043 customers the chance that it gave, to 1e-4", () => {
    const { rows, churned, folds, penalised, unpenalised } = table!;
    expect(furthest(crossValidated(rows, churned, folds, 1), penalised)).toBeLessThanOrEqual(1e-4);
    // Without a penalty (a grain of one, for columns that are copies of each other) the reference had stopped short: what is
    // found here is at least as likely, row for row as near as its stopping allowed.
    const free = crossValidated(rows, churned, folds, 1e-6);
    expect(furthest(free, unpenalised)).toBeLessThanOrEqual(2e-4);
  });

  it.skipIf(table === null)("with bends alone is as good as boosted trees, and calibrated", () => {
    const { auc, brier, ece } = figures(crossValidated(bent(table!), table!.churned, table!.folds, 1));
    console.log(auc, brier, ece);
    expect(auc).toBeGreaterThanOrEqual(0.85);
    expect(brier).toBeLessThanOrEqual(0.1332);
    expect(ece).toBeLessThanOrEqual(0.01);
  });

  const mlc = churnMlc();

  it.skipIf(mlc === null)("with named terms finds what a set was made with", () => {
    const found = figures(crossValidated(namedTerms(mlc!), mlc!.churned, mlc!.folds, 0.01));
    console.log(found);
    expect(found.auc).toBeGreaterThanOrEqual(0.915);
    expect(found.brier).toBeLessThanOrEqual(0.0414);
  });
});

import { Effect } from "effect";
import { z } from "zod";
import { calibrate, type ClientMonth } from "@rapport/domain/economics/effort/calibrate";
import type { Calibration, Comparison } from "@rapport/domain/economics/effort/EffortMonth";
import { settingNumber } from "@rapport/domain/economics/settings/resolveSettings";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import type { MonthTerms } from "../terms/termsOfMonth.ts";

const monthsQuery = query({
  name: "effort-calibrations",
  sql: `
SELECT
  month, calibration_micro AS factorMicro, calibration_sd_micro AS sdMicro, calibration_spread_micro AS spreadMicro,
  calibration_client_months AS clientMonths
FROM effort_month
WHERE edition IN {editions:Array(UInt64)}`,
  params: z.object({ editions: z.array(z.bigint()) }),
  row: z.object({
    month: z.number(),
    factorMicro: z.coerce.number(),
    sdMicro: z.coerce.number(),
    spreadMicro: z.coerce.number(),
    clientMonths: z.number(),
  }),
});

const comparisonsQuery = query({
  name: "effort-comparisons",
  sql: `
SELECT month, party, sum(logged_seconds) AS loggedSeconds, sum(estimated_seconds) AS estimatedSeconds
FROM effort_comparison
WHERE edition IN {editions:Array(UInt64)}
GROUP BY month, party`,
  params: z.object({ editions: z.array(z.bigint()) }),
  row: z.object({
    month: z.number(),
    party: z.string(),
    loggedSeconds: z.coerce.number(),
    estimatedSeconds: z.coerce.number(),
  }),
});

/** Numbers of months since the year 0, so that they can be counted. */
const ordinal = (month: number): number => Math.floor(month / 100) * 12 + (month % 100) - 1;

const sameCalibration = (a: Calibration, b: Calibration): boolean =>
  a.factorMicro === b.factorMicro &&
  a.sdMicro === b.sdMicro &&
  a.spreadMicro === b.spreadMicro &&
  a.clientMonths === b.clientMonths;

/** A thousandth is as well as it is known; and so a single mail more does not make a year's months anew. */
const thousandth = (micro: number): number => Math.round(micro / 1000) * 1000;

/** By what the estimates of each month are multiplied: from the months before it. */
export class Calibrations {
  /** By month, 202610. */
  readonly #months: Map<number, ReadonlyArray<ClientMonth>>;
  readonly #used: ReadonlyMap<number, Calibration>;

  constructor(
    comparisons: ReadonlyMap<number, ReadonlyArray<ClientMonth>>,
    used: ReadonlyMap<number, Calibration>,
  ) {
    this.#months = new Map(comparisons);
    this.#used = used;
  }

  /** What the month compares, now that it was derived. */
  set(month: number, comparisons: ReadonlyArray<Comparison>): void {
    const byParty = new Map<string, { loggedSeconds: number; estimatedSeconds: number }>();
    for (const { party, loggedSeconds, estimatedSeconds } of comparisons) {
      const sum = byParty.get(party) ?? { loggedSeconds: 0, estimatedSeconds: 0 };
      byParty.set(party, sum);
      sum.loggedSeconds += loggedSeconds;
      sum.estimatedSeconds += estimatedSeconds;
    }
    this.#months.set(month, [...byParty.values()]);
  }

  /** Of a closed month as it was closed; else from as many months before it as the setting says. */
  of(month: number, terms: MonthTerms): Calibration {
    if (terms.calibration !== null) return terms.calibration;
    const settings = terms.settingsOn(`${terms.month}-01`);
    const lookBack = settingNumber(settings, "calibration.months");
    const before = [...this.#months].filter(([one]) => {
      const distance = ordinal(month) - ordinal(one);
      return distance > 0 && distance <= lookBack;
    });
    const seen = calibrate(
      before.flatMap(([, clientMonths]) => clientMonths),
      settingNumber(settings, "calibration.prior_sd"),
    );
    return { ...seen, sdMicro: thousandth(seen.sdMicro), spreadMicro: thousandth(seen.spreadMicro) };
  }

  /** Whether the month stands as it was derived by this calibration; how many client-months there were is no part of it. */
  isUsed(month: number, calibration: Calibration): boolean {
    const used = this.#used.get(month);
    return (
      used !== undefined && sameCalibration({ ...used, clientMonths: calibration.clientMonths }, calibration)
    );
  }
}

/** The calibrations and comparisons of the months in these editions. */
export const readCalibrations = (
  editions: ReadonlyArray<bigint>,
): Effect.Effect<Calibrations, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const params = { editions: [...editions] };
    const used = new Map<number, Calibration>();
    for (const { month, ...calibration } of yield* reader.query(monthsQuery, params))
      used.set(month, calibration);
    const comparisons = new Map<number, Array<ClientMonth>>();
    for (const { month, loggedSeconds, estimatedSeconds } of yield* reader.query(comparisonsQuery, params)) {
      const clientMonths = comparisons.get(month) ?? [];
      comparisons.set(month, clientMonths);
      clientMonths.push({ loggedSeconds, estimatedSeconds });
    }
    return new Calibrations(comparisons, used);
  });

import { Effect } from "effect";
import type { Contribution } from "@rapport/domain/economics/Contribution";
import type { Calibration, EffortMonth, EffortSettings } from "@rapport/domain/economics/effort/EffortMonth";
import { effortDraws } from "@rapport/domain/economics/effort/effortDraws";
import { dayNumber, monthEnd } from "@rapport/domain/economics/money/days";
import { settingNumber } from "@rapport/domain/economics/settings/resolveSettings";
import { array } from "@rapport/warehouse/native/composites";
import { type Columns, encodeNativeBlock } from "@rapport/warehouse/native/NativeBlock";
import { bool, date32, dateTime64Ms, int64, uint32, uint64 } from "@rapport/warehouse/native/numbers";
import { lowCardinality, string } from "@rapport/warehouse/native/strings";
import { type WarehouseError, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import type { Part } from "../editions/Part.ts";
import type { MonthTerms } from "../terms/termsOfMonth.ts";

/** The settings of the month's last day. */
const lastDayOf = (terms: MonthTerms): EffortSettings => terms.settingsOn(monthEnd(`${terms.month}-01`));

/** A month that was derived, and by what. */
export interface DerivedMonth {
  readonly part: Part;
  readonly derived: EffortMonth;
  readonly calibration: Calibration;
  readonly terms: MonthTerms;
}

const monthRows = (months: ReadonlyArray<DerivedMonth>): Columns => {
  const columns = {
    edition: uint64(),
    month: uint32(),
    calibration_micro: uint64(),
    calibration_sd_micro: uint64(),
    calibration_spread_micro: uint64(),
    calibration_client_months: uint32(),
    capacity_seconds: int64(),
    capacity_cost_minor: int64(),
    overhead_minor: int64(),
    unrated_seconds: int64(),
    reporting_currency: lowCardinality(),
    margin_target_micro: int64(),
    settings_known_at: dateTime64Ms(),
    closed: bool(),
    restatements: uint32(),
  };
  for (const { part, derived, calibration, terms } of months) {
    columns.edition.push(part.edition);
    columns.month.push(part.month);
    columns.calibration_micro.push(calibration.factorMicro);
    columns.calibration_sd_micro.push(calibration.sdMicro);
    columns.calibration_spread_micro.push(calibration.spreadMicro);
    columns.calibration_client_months.push(calibration.clientMonths);
    columns.capacity_seconds.push(derived.capacitySeconds);
    columns.capacity_cost_minor.push(derived.capacityCostMinor);
    columns.overhead_minor.push(derived.overheadMinor);
    columns.unrated_seconds.push(derived.unratedSeconds);
    columns.reporting_currency.push(terms.reportingCurrency);
    const target = settingNumber(lastDayOf(terms), "margin.target");
    columns.margin_target_micro.push(Math.round(target * 10_000));
    columns.settings_known_at.push(terms.knownAt);
    columns.closed.push(terms.closed);
    columns.restatements.push(terms.restatements);
  }
  return columns;
};

const comparisonRows = (months: ReadonlyArray<DerivedMonth>): Columns => {
  const columns = {
    edition: uint64(),
    month: uint32(),
    day: date32(),
    party: string(),
    logged_seconds: int64(),
    estimated_seconds: int64(),
  };
  for (const { part, derived } of months)
    for (const { party, day, loggedSeconds, estimatedSeconds } of derived.comparisons) {
      columns.edition.push(part.edition);
      columns.month.push(part.month);
      columns.day.push(dayNumber(day));
      columns.party.push(party);
      columns.logged_seconds.push(loggedSeconds);
      columns.estimated_seconds.push(estimatedSeconds);
    }
  return columns;
};

const drawRows = (months: ReadonlyArray<DerivedMonth>): Columns => {
  const columns = {
    edition: uint64(),
    month: uint32(),
    kind: lowCardinality(),
    multipliers_micro: array(uint32()),
  };
  for (const { part, calibration, terms } of months)
    for (const { kind, multipliersMicro } of effortDraws(lastDayOf(terms), calibration)) {
      columns.edition.push(part.edition);
      columns.month.push(part.month);
      columns.kind.push(kind);
      columns.multipliers_micro.push(multipliersMicro);
    }
  return columns;
};

/** An overhead that nothing converts is in no total, but it is said. */
export const unconvertedRows = (terms: MonthTerms): ReadonlyArray<Contribution> =>
  terms.unconverted.map(({ eventId, day, currency, amountMinor }) => ({
    day,
    state: "internal",
    party: "",
    category: "unconverted",
    measured: true,
    eventId,
    band: "",
    seconds: 0,
    rawSeconds: 0,
    costMinor: 0,
    revenueMinor: 0,
    cashMinor: 0,
    currency,
    ownMinor: amountMinor,
  }));

/** Writes everything of these months of the effort book under their editions, but for the contributions. */
export const writeEffortMonths = (
  months: ReadonlyArray<DerivedMonth>,
): Effect.Effect<void, WarehouseError, WarehouseWriter> =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    const insert = (table: string, columns: Columns) =>
      writer.insertNative(table, encodeNativeBlock(columns));
    yield* insert("effort_comparison", comparisonRows(months));
    yield* insert("effort_draw", drawRows(months));
    yield* insert("effort_month", monthRows(months));
  });

import type { Contribution } from "@rapport/domain/economics/Contribution";
import { deriveMoney } from "@rapport/domain/economics/money/deriveMoney";
import type { MoneyDocument } from "@rapport/domain/economics/money/MoneyFacts";
import { settingNumber } from "@rapport/domain/economics/settings/resolveSettings";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";
import { editionsNamed } from "../editions/editions.ts";
import { monthNumber, monthOfNumber } from "../editions/tables.ts";
import { type Calibrations, readCalibrations } from "../effort/Calibrations.ts";
import { effortFrom } from "../effort/deriveMonth.ts";
import { momentOf } from "../facts/moments.ts";
import { type MonthFacts, readFacts } from "../facts/readFacts.ts";
import { moneyTerms } from "../money/moneyTerms.ts";
import { readMoneyDocuments } from "../money/readMoneyDocuments.ts";
import type { Terms } from "../terms/readTerms.ts";
import { type MonthTerms, termsOfMonth } from "../terms/termsOfMonth.ts";

/** What a holder comes to in a month; amounts in minor units of the reporting currency. Unused capacity is no effort. */
export interface HolderSums {
  readonly effortSeconds: number;
  readonly costMinor: number;
  readonly revenueMinor: number;
}

/** By `state party`, such as `client acme` or `unused `. */
export type SumsByHolder = ReadonlyMap<string, HolderSums>;

export interface MonthEffect {
  readonly month: string;
  readonly before: SumsByHolder;
  readonly after: SumsByHolder;
}

const noSums: HolderSums = { effortSeconds: 0, costMinor: 0, revenueMinor: 0 };

const sumsByHolder = (month: string, ...books: ReadonlyArray<Iterable<Contribution>>): SumsByHolder => {
  const sums = new Map<string, HolderSums>();
  for (const book of books)
    for (const { day, state, party, category, seconds, costMinor, revenueMinor } of book) {
      if (!day.startsWith(month)) continue;
      const holder = `${state} ${party}`;
      const sum = sums.get(holder) ?? noSums;
      sums.set(holder, {
        effortSeconds: sum.effortSeconds + (category === "unused_capacity" ? 0 : seconds),
        costMinor: sum.costMinor + costMinor,
        revenueMinor: sum.revenueMinor + revenueMinor,
      });
    }
  return sums;
};

const effortOn = (facts: MonthFacts, terms: MonthTerms, calibrations: Calibrations) =>
  effortFrom(facts, terms, calibrations.of(monthNumber(terms.month), terms));

/** The month so many before another. */
const monthsBefore = (month: string, count: number): string => {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count;
  return `${String(Math.floor(number / 12)).padStart(4, "0")}-${String((number % 12) + 1).padStart(2, "0")}`;
};

const lookBackOf = (terms: MonthTerms): number =>
  settingNumber(terms.settingsOn(`${terms.month}-01`), "calibration.months");

const sizesQuery = query({
  name: "month-sizes",
  sql: "SELECT formatDateTime(day, '%Y-%m') AS name, count() AS rows FROM contribution_current GROUP BY name",
  params: z.object({}),
  row: z.object({ name: z.string(), rows: z.coerce.number() }),
});

/** Contributions of the months whose facts are read at once, unless a single month has more: it bounds the memory. */
const rowsAtOnce = 200_000;

/** Months in order, cut into runs that are read at once: what a read costs hardly depends on how many months it is of. */
const inBatches = (
  months: ReadonlyArray<string>,
  rowsOf: ReadonlyMap<string, number>,
): ReadonlyArray<ReadonlyArray<string>> => {
  const batches: Array<Array<string>> = [];
  let rows = 0;
  for (const month of months) {
    rows += rowsOf.get(month) ?? 0;
    if (batches.length === 0 || rows > rowsAtOnce) {
      batches.push([]);
      rows = rowsOf.get(month) ?? 0;
    }
    batches.at(-1)!.push(month);
  }
  return batches;
};

/** Every contribution of the money book, by the terms. */
const moneyOf = (documents: ReadonlyArray<MoneyDocument>, terms: Terms, at: number) => [
  ...deriveMoney(documents, moneyTerms(terms, new Date(at).toISOString().slice(0, 10))),
];

/**
 * Months of the books (`2026-10`, in order) by the terms as they are and by others, derived in memory from the facts as they
 * are now; nothing is written. Of closed months both are what they were closed with. Months before them are derived too
 * where their estimates would be others, because calibration looks back at them. The books must be up to date. `at` is the clock of deriving, UTC ms.
 */
export const settingOnBooks = (
  before: Terms,
  after: Terms,
  months: ReadonlyArray<string>,
  at: number,
): Effect.Effect<ReadonlyArray<MonthEffect>, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const [first] = months;
    if (first === undefined) return [];
    const editions = (yield* editionsNamed).filter(({ book }) => book === "effort");
    const read = readCalibrations(editions.map(({ edition }) => edition));
    const [standing, moved] = [yield* read, yield* read];
    const earliest = monthsBefore(
      first,
      Math.max(...months.map((month) => lookBackOf(termsOfMonth(after, month)))),
    );
    const known = editions.map(({ month }) => monthOfNumber(month)).filter((month) => month >= earliest);
    const documents = yield* readMoneyDocuments;
    const [moneyBefore, moneyAfter] = [moneyOf(documents, before, at), moneyOf(documents, after, at)];
    const wanted = [...new Set([...known, ...months])].toSorted().filter((month) => {
      if (months.includes(month)) return true;
      return month < months.at(-1)! && termsOfMonth(before, month).hash !== termsOfMonth(after, month).hash;
    });
    const sizes = yield* (yield* WarehouseReader).query(sizesQuery, {});
    const rowsOf = new Map(sizes.map(({ name, rows }) => [name, rows]));
    const effects: Array<MonthEffect> = [];
    for (const batch of inBatches(wanted, rowsOf)) {
      const factsOf = yield* readFacts(batch[0]!, batch.at(-1)!, momentOf(at), after.staff.memberOf);
      for (const month of batch) {
        const is = termsOfMonth(after, month);
        const derived = effortOn(factsOf(month), is, moved);
        moved.set(monthNumber(month), derived.comparisons);
        if (!months.includes(month)) continue;
        const stood = effortOn(factsOf(month), termsOfMonth(before, month), standing);
        effects.push({
          month,
          before: sumsByHolder(month, stood.contributions, moneyBefore),
          after: sumsByHolder(month, derived.contributions, moneyAfter),
        });
      }
    }
    return effects;
  });

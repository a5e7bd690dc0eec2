import { Effect } from "effect";
import type { WarehouseError, WarehouseReader } from "@rapport/warehouse/Warehouse";
import { monthAfter } from "../terms/daysOfMonth.ts";
import type { Terms } from "../terms/readTerms.ts";
import { termsOfMonth } from "../terms/termsOfMonth.ts";
import { type Basis, emptyBasis, type SourceName } from "./BooksState.ts";
import { fingerprintsOf, sourceNames } from "./sources.ts";

/**
 * Every month of the effort book, in order: those with facts or overhead, and every one up to `at` (UTC ms) from the
 * first with logged time or overhead and a cost rate on, for in each of these capacity costs something.
 */
export const monthsOf = (basis: Omit<Basis, "terms">, terms: Terms, at: number): ReadonlyArray<string> => {
  const months = new Set(sourceNames.flatMap((name) => Object.keys(basis[name])));
  const overheads = terms.overheads.map(({ value }) => value.day.slice(0, 7));
  for (const month of overheads) months.add(month);
  const last = new Date(at).toISOString().slice(0, 7);
  const [begun] = [...Object.keys(basis.time), ...overheads].toSorted();
  const [rated] = terms.costRates.map(({ value }) => value.from.slice(0, 7)).toSorted();
  if (begun !== undefined && rated !== undefined)
    for (let month = begun > rated ? begun : rated; month <= last; month = monthAfter(month))
      months.add(month);
  return [...months].toSorted();
};

/**
 * What each month would be derived from now: of the sources in `moved` looked at anew, of the others as it was, of
 * everything else as the terms are. `also`: months that are in the book, whether there is anything in them or not.
 */
export const basisNow = (
  before: Basis | null,
  moved: ReadonlySet<SourceName>,
  terms: Terms,
  at: number,
  also: ReadonlyArray<string>,
): Effect.Effect<Basis, WarehouseError, WarehouseReader> =>
  Effect.gen(function* () {
    const basis = { ...emptyBasis };
    for (const name of sourceNames)
      basis[name] =
        before === null || moved.has(name) ? { ...(yield* fingerprintsOf(name, at)) } : before[name];
    const months = new Set([...monthsOf(basis, terms, at), ...also]);
    basis.terms = Object.fromEntries(
      [...months].toSorted().map((month) => [month, termsOfMonth(terms, month).hash]),
    );
    return basis;
  });

/** Whether a month would be derived from the same. */
export const sameMonth = (a: Basis, b: Basis, month: string): boolean =>
  a.terms[month] === b.terms[month] && sourceNames.every((name) => a[name][month] === b[name][month]);

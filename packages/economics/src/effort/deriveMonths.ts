import { Effect } from "effect";
import type { Contribution } from "@rapport/domain/economics/Contribution";
import type { WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { nextEdition } from "../editions/editions.ts";
import type { Part } from "../editions/Part.ts";
import { monthNumber } from "../editions/tables.ts";
import { writeParts } from "../editions/writeContributions.ts";
import { readFacts } from "../facts/readFacts.ts";
import type { SourceName } from "../state/BooksState.ts";
import type { Terms } from "../terms/readTerms.ts";
import { termsOfMonth } from "../terms/termsOfMonth.ts";
import type { Calibrations } from "./Calibrations.ts";
import { effortFrom } from "./deriveMonth.ts";
import { type DerivedMonth, unconvertedRows, writeEffortMonths } from "./writeEffortMonths.ts";

const contributionsOf = function* ({ derived, terms }: DerivedMonth): Iterable<Contribution> {
  yield* derived.contributions;
  yield* unconvertedRows(terms);
};

/**
 * Derives some months of the effort book, in order of time, from the facts as they are now, and writes them under new
 * editions. Each is calibrated by the months before it, those just derived among them. When it fails, nothing of it
 * is shown; it can be called again. `at` is the moment by which meetings were held (`momentOf`); `has` says which
 * sources have anything in these months.
 */
export const deriveMonths = (
  months: ReadonlyArray<string>,
  terms: Terms,
  calibrations: Calibrations,
  at: string,
  has: (source: SourceName) => boolean,
): Effect.Effect<ReadonlyArray<Part>, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const [first, last] = [months[0], months.at(-1)];
    if (first === undefined || last === undefined) return [];
    // Before the first fact is read: see `nextEdition`.
    const edition = yield* nextEdition;
    const factsOf = yield* readFacts(first, last, at, terms.staff.memberOf, has);
    const done: Array<DerivedMonth> = [];
    const deriving = function* () {
      for (const [i, month] of months.entries()) {
        const part: Part = { book: "effort", month: monthNumber(month), edition: edition + BigInt(i) };
        const monthTerms = termsOfMonth(terms, month);
        const calibration = calibrations.of(part.month, monthTerms);
        const derived = effortFrom(factsOf(month), monthTerms, calibration);
        calibrations.set(part.month, derived.comparisons);
        const one = { part, derived, calibration, terms: monthTerms };
        yield [part, contributionsOf(one)] as const;
        // Written by now, and the bulk of it.
        done.push({ ...one, derived: { ...derived, contributions: [] } });
      }
    };
    yield* writeParts(deriving());
    yield* writeEffortMonths(done);
    return done.map(({ part }) => part);
  });

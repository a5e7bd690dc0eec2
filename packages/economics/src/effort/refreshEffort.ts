import { Effect } from "effect";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import type { WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { nameEditions, nextEdition } from "../editions/editions.ts";
import type { Part } from "../editions/Part.ts";
import { monthNumber } from "../editions/tables.ts";
import { momentOf } from "../facts/moments.ts";
import { sameMonth } from "../state/basisNow.ts";
import { type Basis, type BooksRun, writeBooksState } from "../state/BooksState.ts";
import type { Terms } from "../terms/readTerms.ts";
import { termsOfMonth } from "../terms/termsOfMonth.ts";
import { readCalibrations } from "./Calibrations.ts";
import { deriveMonth } from "./deriveMonth.ts";

/** The effort book as it stands. */
export interface EffortBook {
  /** By month, 202610: the edition that holds, and what it was derived from; null where that is not known. */
  readonly held: ReadonlyMap<number, bigint>;
  readonly basis: Basis | null;
  /** A run that was not ended, with the editions it has kept back. */
  readonly run: BooksRun | null;
  readonly kept: ReadonlyMap<number, bigint>;
}

/** Months of one run that are worth being taken up again when it is cut short. */
const longRun = 3;

interface Month {
  readonly name: string;
  readonly number: number;
  /** The edition it may be left at, unless its calibration changes. */
  readonly standing: bigint | undefined;
}

/** Every month of the book, in order of time, with the edition that still says what it would say now. */
const plan = ({ held, basis: was, run, kept }: EffortBook, basis: Basis): ReadonlyArray<Month> =>
  Object.keys(basis.terms)
    .toSorted()
    .map((name) => {
      const number = monthNumber(name);
      const candidates = [
        [run?.basis, kept.get(number)],
        [was, held.get(number)],
      ] as const;
      const found = candidates.find(
        ([of, edition]) => of != null && edition !== undefined && sameMonth(of, basis, name),
      );
      return { name, number, standing: found?.[1] };
    });

/**
 * Brings the effort book up to `basis`: derives what has changed, month after month, because the calibration of one
 * looks at those before it; shows it when all is there. A run of several months that is cut short is taken up where
 * it was. True when anything was derived.
 */
export const refreshEffort = (
  book: EffortBook,
  basis: Basis,
  terms: Terms,
  at: number,
  report: ReportProgress,
): Effect.Effect<boolean, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const months = plan(book, basis);
    const calibrations = yield* readCalibrations(months.flatMap(({ standing }) => standing ?? []));
    const long = months.filter(({ standing }) => standing === undefined).length > longRun;
    if (long) {
      const since = book.run?.since ?? String(yield* nextEdition);
      yield* writeBooksState(null, { since, basis });
    }
    const parts: Array<Part> = [];
    let derived = 0;
    for (const [i, { name, number, standing }] of months.entries()) {
      const monthTerms = termsOfMonth(terms, name);
      const calibration = calibrations.of(number, monthTerms);
      if (standing !== undefined && calibrations.isUsed(number, calibration)) {
        if (book.held.get(number) !== standing)
          parts.push({ book: "effort", month: number, edition: standing });
        continue;
      }
      const written = yield* retrying(deriveMonth(monthTerms, terms.staff, calibration, momentOf(at)));
      calibrations.set(number, written.comparisons);
      if (long) yield* retrying(nameEditions([written.part], "kept"));
      parts.push(written.part);
      derived += 1;
      yield* report({ label: "derive", unit: "months", done: i + 1, total: months.length });
    }
    yield* retrying(nameEditions(parts));
    return derived > 0;
  });

import { Effect } from "effect";
import { retrying } from "@rapport/pipeline/FailurePolicy";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import type { WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { nameEditions, nextEdition } from "../editions/editions.ts";
import type { Part } from "../editions/Part.ts";
import { monthNumber, monthOfNumber } from "../editions/tables.ts";
import { momentOf } from "../facts/moments.ts";
import { sameMonth } from "../state/basisNow.ts";
import { type Basis, type BooksRun, writeBooksState } from "../state/BooksState.ts";
import { sourceNames } from "../state/sources.ts";
import type { Terms } from "../terms/readTerms.ts";
import { termsOfMonth } from "../terms/termsOfMonth.ts";
import { readCalibrations } from "./Calibrations.ts";
import { deriveMonths } from "./deriveMonths.ts";

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

/** Whether all that a run has kept back is still what it would be now: then the run goes on under its name. */
const keptStands = ({ run, kept }: EffortBook, basis: Basis): boolean =>
  run !== null && [...kept.keys()].every((month) => sameMonth(run.basis, basis, monthOfNumber(month)));

/** When, and how much of it at once: see `BooksDue`. */
interface Pace {
  readonly at: number;
  readonly report: ReportProgress;
  readonly factsAtOnce?: number;
}
const usualFactsAtOnce = 100_000;

/** How many facts the month has by its fingerprints. */
const factsOf = (basis: Basis, month: string): number =>
  sourceNames.reduce((sum, name) => sum + Number.parseInt(basis[name][month] ?? "0", 10), 0);

/** The months from the one at `i` on that are derived together: that do not stand, as many as fit. */
const batchFrom = (
  months: ReadonlyArray<Month>,
  i: number,
  basis: Basis,
  factsAtOnce: number,
): ReadonlyArray<Month> => {
  const batch: Array<Month> = [];
  let facts = 0;
  for (const month of months.slice(i)) {
    facts += factsOf(basis, month.name);
    if (batch.length > 0 && (month.standing !== undefined || facts > factsAtOnce)) break;
    batch.push(month);
  }
  return batch;
};

/**
 * Brings the effort book up to `basis`: derives what has changed, in order of time, because the calibration of a month
 * looks at those before it; shows it when all is there. A run of several months that is cut short is taken up where
 * it was. True when anything was derived.
 */
export const refreshEffort = (
  book: EffortBook,
  basis: Basis,
  terms: Terms,
  { at, report, factsAtOnce = usualFactsAtOnce }: Pace,
): Effect.Effect<boolean, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const months = plan(book, basis);
    const calibrations = yield* readCalibrations(months.flatMap(({ standing }) => standing ?? []));
    const goesOn = keptStands(book, basis);
    const long = goesOn || months.filter(({ standing }) => standing === undefined).length > longRun;
    if (long) {
      const since = goesOn && book.run !== null ? book.run.since : String(yield* nextEdition);
      yield* writeBooksState(null, { since, basis });
    }
    const parts: Array<Part> = [];
    let derived = 0;
    for (let i = 0; i < months.length;) {
      const { name, number, standing } = months[i]!;
      if (
        standing !== undefined &&
        calibrations.isUsed(number, calibrations.of(number, termsOfMonth(terms, name)))
      ) {
        if (book.held.get(number) !== standing)
          parts.push({ book: "effort", month: number, edition: standing });
        i += 1;
        continue;
      }
      const batch = batchFrom(months, i, basis, factsAtOnce);
      const names = batch.map((month) => month.name);
      const written = yield* retrying(
        deriveMonths(names, terms, calibrations, momentOf(at), (source) =>
          names.some((month) => basis[source][month] !== undefined),
        ),
      );
      if (long) yield* retrying(nameEditions(written, "kept"));
      parts.push(...written);
      derived += batch.length;
      i += batch.length;
      yield* report({ label: "derive the books", unit: "months", done: i, total: months.length });
    }
    yield* retrying(nameEditions(parts));
    return derived > 0;
  });

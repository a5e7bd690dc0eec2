import { type ControlDocument, documentAmounts } from "./ControlDocument.ts";
import { type Measure, measures } from "./Reconciliation.ts";

/** A document as a file has it now. `place`: file and position in it. */
export interface SourceDocument extends ControlDocument {
  readonly place: string;
}

/** A measure in one currency: what the files say, and what the warehouse holds of the same accounts. */
export interface SourceLine {
  readonly measure: Measure;
  readonly currency: string;
  readonly files: number;
  readonly fileDocuments: number;
  readonly held: number;
  readonly heldDocuments: number;
  /** held − files; 0 is reconciled. */
  readonly difference: number;
}

/**
 * Why a document differs: it was not read in (or counts in another month there); the files do not have it; or it was
 * changed since one of them.
 */
export type SourceReason = "not_ingested" | "not_in_files" | "amount_differs";

export interface SourceDifference {
  readonly measure: Measure;
  readonly currency: string;
  readonly name: string;
  readonly day: string;
  /** Where the file has it; "" for what no file has. */
  readonly place: string;
  readonly files: number;
  readonly held: number;
  readonly difference: number;
  readonly reason: SourceReason;
}

export interface SourceComparison {
  readonly lines: ReadonlyArray<SourceLine>;
  readonly documents: ReadonlyArray<SourceDifference>;
}

/** One measure of one document, on one side or both. */
interface Pair {
  readonly measure: Measure;
  readonly currency: string;
  files: number | null;
  held: number | null;
  name: string;
  day: string;
  place: string;
}

const accountOf = (key: string): string => key.split("\n").slice(0, 2).join("\n");
const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const pairsOf = (
  files: ReadonlyArray<SourceDocument>,
  held: ReadonlyArray<ControlDocument>,
): ReadonlyArray<Pair> => {
  const pairs = new Map<string, Pair>();
  const put = (document: ControlDocument, side: "files" | "held", place: string) => {
    const { key, currency, name, day } = document;
    for (const [measure, amount] of documentAmounts(document)) {
      const id = `${measures.indexOf(measure)}\n${currency}\n${key}`;
      const pair = pairs.get(id) ?? { measure, currency, files: null, held: null, name, day, place };
      pair[side] = amount;
      pairs.set(id, pair);
    }
  };
  const accounts = new Set(files.map(({ key }) => accountOf(key)));
  for (const document of files) put(document, "files", document.place);
  for (const document of held) if (accounts.has(accountOf(document.key))) put(document, "held", "");
  return [...pairs].toSorted(([a], [b]) => textOrder(a, b)).map(([, pair]) => pair);
};

const differenceOf = (pair: Pair): ReadonlyArray<SourceDifference> => {
  const [files, held] = [pair.files ?? 0, pair.held ?? 0];
  const reason =
    pair.held === null ? "not_ingested" : pair.files === null ? "not_in_files" : "amount_differs";
  return files === held ? [] : [{ ...pair, files, held, difference: held - files, reason }];
};

const lineOf = (of: ReadonlyArray<Pair>): SourceLine => {
  const sum = (side: "files" | "held") => of.reduce((total, pair) => total + (pair[side] ?? 0), 0);
  const count = (side: "files" | "held") => of.filter((pair) => pair[side] !== null).length;
  const [files, held] = [sum("files"), sum("held")];
  return {
    measure: of[0]!.measure,
    currency: of[0]!.currency,
    files,
    fileDocuments: count("files"),
    held,
    heldDocuments: count("held"),
    difference: held - files,
  };
};

/**
 * What files say beside what the warehouse holds of the accounts they belong to, both of one month: a line per
 * measure and currency, and every document that makes a difference. In a fixed order whatever the order of the input.
 */
export const compareSource = (
  files: ReadonlyArray<SourceDocument>,
  held: ReadonlyArray<ControlDocument>,
): SourceComparison => {
  const pairs = pairsOf(files, held);
  return {
    lines: [...Map.groupBy(pairs, ({ measure, currency }) => `${measure} ${currency}`).values()].map(lineOf),
    documents: pairs.flatMap(differenceOf),
  };
};

import type { InputFile } from "@rapport/connectors/files/InputFile";
import type { LedgerItem } from "@rapport/connectors/ledger/LedgerItem";
import type { DeadLetterCode, DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { RapportEvent } from "@rapport/contracts/EventCodec";
import type { LedgerFigures, LedgerKind } from "@rapport/contracts/LedgerFigures";
import { ledgerKind } from "@rapport/domain/ledger/ledgerKind";
import { BooksTally } from "./BooksTally.ts";
import { isLedgerEvent } from "./isLedgerEvent.ts";
import { sampleText } from "./sampleText.ts";
import { UnreadableTally } from "./UnreadableTally.ts";

/** How one file was read. `mapping` is null where it could not be read at all. */
export interface LedgerFileProfile {
  readonly file: string;
  readonly connector: string | null;
  readonly account: string | null;
  readonly mapping: string | null;
  readonly shape: string | null;
  readonly rows: number;
  readonly understood: number;
  readonly refused: number;
  readonly skipped: number;
  /** Documents of its rows by kind. */
  readonly kinds: Readonly<Partial<Record<LedgerKind, number>>>;
  /** Its first rows as they were understood: the position and what it says. */
  readonly sample: ReadonlyArray<{ readonly position: string; readonly text: string }>;
  /** The first of its rows, and the file itself, that were refused, with the reason. */
  readonly problems: ReadonlyArray<{ readonly position: string; readonly reason: string }>;
}

/** What files of the books were understood to be. */
export interface LedgerProfile {
  readonly figures: LedgerFigures;
  readonly files: ReadonlyArray<LedgerFileProfile>;
  readonly unreadableByCode: Readonly<Partial<Record<DeadLetterCode, number>>>;
  /** Entries whose decimal hours were rounded to the second. */
  readonly roundedDurations: number;
}

const samples = 3;
const shownProblems = 5;

type Writable<T> = { -readonly [K in keyof T]: T[K] };
interface FileTally extends Writable<LedgerFileProfile> {
  readonly kinds: Partial<Record<LedgerKind, number>>;
  readonly sample: Array<LedgerFileProfile["sample"][number]>;
  readonly problems: Array<LedgerFileProfile["problems"][number]>;
}

const newFile = (file: string): FileTally => ({
  file,
  connector: null,
  account: null,
  mapping: null,
  shape: null,
  rows: 0,
  understood: 0,
  refused: 0,
  skipped: 0,
  kinds: {},
  sample: [],
  problems: [],
});

const takeRow = (tally: FileTally, item: Extract<LedgerItem, { readonly kind: "row" }>): void => {
  tally.rows++;
  tally.understood++;
  for (const { draft } of item.documents) {
    const made = draft(null);
    const kind = ledgerKind(made.type);
    tally.kinds[kind] = (tally.kinds[kind] ?? 0) + 1;
    if (tally.sample.length < samples) tally.sample.push({ position: item.position, text: sampleText(made) });
  }
};

const takeItem = (tally: FileTally, item: LedgerItem): void => {
  if (item.kind === "start") {
    const { connector, account, mapping, shape } = item;
    Object.assign(tally, { connector, account, mapping, shape });
  } else if (item.kind === "row") takeRow(tally, item);
  else if (item.kind === "skipped") {
    tally.rows++;
    tally.skipped++;
  } else {
    if (item.row) tally.rows++;
    tally.refused++;
    if (tally.problems.length < shownProblems)
      tally.problems.push({ position: item.position, reason: item.reason });
  }
};

/** Folds what is read, and what an ingest would append, into a profile. Memory grows with the number of documents. */
export const makeLedgerProfile = () => {
  const files = new Map<string, FileTally>();
  const books = new BooksTally();
  const unreadable = new UnreadableTally();
  const letters = new Map<string, DeadLetterRaised>();
  let rounded = 0;
  return {
    onItem: ({ file }: InputFile, item: LedgerItem): void => {
      const tally = files.get(file) ?? newFile(file);
      files.set(file, tally);
      takeItem(tally, item);
      if (item.kind === "row" && item.rounded) rounded++;
      if (item.kind === "problem" && item.row) unreadable.add(item.amount);
    },
    event: (event: RapportEvent): void => {
      if (isLedgerEvent(event)) books.take(event);
    },
    letter: (letter: DeadLetterRaised): void => void letters.set(letter.id, letter),
    profile: (fileCount: number): LedgerProfile => {
      const all = [...files.values()];
      const sum = (of: (file: FileTally) => number): number =>
        all.reduce((total, file) => total + of(file), 0);
      const byCode: Partial<Record<DeadLetterCode, number>> = {};
      for (const { code } of letters.values()) byCode[code] = (byCode[code] ?? 0) + 1;
      return {
        figures: {
          files: fileCount,
          rows: sum((file) => file.rows),
          understood: sum((file) => file.understood),
          skipped: sum((file) => file.skipped),
          ...books.figures(),
          unreadable: letters.size,
          unreadableTotals: [...unreadable.totals()],
        },
        files: all,
        unreadableByCode: byCode,
        roundedDurations: rounded,
      };
    },
  };
};

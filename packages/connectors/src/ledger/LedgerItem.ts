import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import type { LedgerKind } from "@rapport/contracts/LedgerFigures";
import type { LedgerDraft } from "@rapport/domain/ledger/LedgerDraft";

/** A document as a row of the books has it. `key` names it within its connector and account. */
export interface LedgerDocument {
  readonly kind: LedgerKind;
  readonly key: string;
  /** UTC ms of the source's own last change; null where it says none. */
  readonly revision: number | null;
  /** What the next version is compared with. */
  readonly note: string | null;
  /** `before` is the note of the version before, null for the first. Only the type depends on it. */
  readonly draft: (before: string | null) => LedgerDraft;
}

interface At {
  readonly connector: string;
  readonly account: string;
  /** The line where the row begins, or the path of the JSON entry. */
  readonly position: string;
}

/** How a file is read, told once before its rows. `mapping` is its name, `shape` how it is written down. */
export interface LedgerFileStart {
  readonly kind: "start";
  readonly connector: string;
  readonly account: string;
  readonly mapping: string;
  readonly shape: string;
}

/** One row, understood. An invoice that says when it was settled is two documents. */
export interface LedgerRow extends At {
  readonly kind: "row";
  readonly documents: ReadonlyArray<LedgerDocument>;
  /** Decimal hours that were rounded to the second. */
  readonly rounded: boolean;
}

/** One row the mapping passes over. */
export interface LedgerSkipped {
  readonly kind: "skipped";
}

/** What a refused row is worth, as far as that can be read. */
export interface LedgerAmount {
  readonly kind: LedgerKind | null;
  readonly currency: string | null;
  readonly minor: number | null;
}

/** A row, or a file as a whole (`row` false), that cannot be understood. */
export interface LedgerProblem extends At {
  readonly kind: "problem";
  readonly row: boolean;
  readonly code: DeadLetterCode;
  readonly reason: string;
  readonly issues: ReadonlyArray<{ readonly path: string; readonly message: string }>;
  readonly sizeBytes: number;
  readonly sha256: string | null;
  readonly amount: LedgerAmount;
}

export type LedgerItem = LedgerFileStart | LedgerRow | LedgerSkipped | LedgerProblem;

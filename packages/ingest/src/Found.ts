import type { InteractionEvent } from "@rapport/contracts/EventCodec";
import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import type { DraftOf } from "@rapport/contracts/Draft";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import type { LedgerEvent } from "@rapport/contracts/Ledger";

/**
 * Where something was found: the tenant's `connector` and `account`, the `file` below the input's root and the
 * `position` in it (a line, a row, an id). `path` reads the file again; null for standard input.
 */
export interface FoundAt {
  readonly connector: string;
  readonly account: string;
  readonly file: string;
  readonly position: string;
  readonly path: string | null;
}

/** An event but for what the ingest adds: id, place, time of recording, document. */
export type Draft = DraftOf<Exclude<InteractionEvent, EmailEvent> | LedgerEvent>;

/** A document as a source has it now. */
export interface FoundEvent {
  readonly kind: "event";
  readonly topic: "interactions" | "ledger";
  readonly at: FoundAt;
  /** The source's name for the document, unique within (connector, account): `invoice:INV-7`. */
  readonly key: string;
  /** True where `key` names the same thing whoever tells it (an iCalendar UID): then it is one over all accounts. */
  readonly global: boolean;
  /** The source's own version, the higher the later; null where it says none. */
  readonly revision: number | null;
  /** Records of one key stay in order. */
  readonly logKey: string;
  /** What the next version of the document may need to know of this one; kept beside its revision. */
  readonly note?: string;
  /** Makes the event; `before` is the note of the version before, null for the first. Only `type` may depend on it. */
  readonly draft: (before: string | null) => Draft;
}

/** What could not be understood. `reason` is for people, `issues` name columns or fields. */
export interface FoundProblem {
  readonly kind: "problem";
  readonly at: FoundAt;
  readonly code: DeadLetterCode;
  readonly reason: string;
  readonly issues: ReadonlyArray<{ readonly path: string; readonly message: string }>;
  readonly sizeBytes: number;
  readonly sha256: string | null;
}

/** One file is done. */
export interface FoundFileEnd {
  readonly kind: "fileEnd";
  readonly file: string;
  readonly sizeBytes: number;
}

/** What a reader gives, in the order of the source. */
export type Found = FoundEvent | FoundProblem | FoundFileEnd;

import type { AuditResult } from "@rapport/contracts/http/data/Audit";
import type { DeadLetterRow, LettersReplayed } from "@rapport/contracts/http/data/DeadLetters";
import type { RunningImport } from "@rapport/contracts/http/data/Sources";
import type { EventLogError } from "@rapport/event-log/EventLog";
import { Context, type Effect } from "effect";

export interface DeadLetterDeskShape {
  /** All letters, resolved ones included, newest first. */
  readonly letters: Effect.Effect<ReadonlyArray<DeadLetterRow>, EventLogError>;
  /** Tries letters again, in the order of their places; ids without a letter are passed over. */
  readonly replay: (
    ids: ReadonlyArray<string>,
    options: { readonly dryRun: boolean },
  ) => Effect.Effect<LettersReplayed["results"], EventLogError>;
}

/** Dead letters of the log beside these reports; null where there is no log. Whoever has it provides it. */
export const DeadLetterDesk = Context.Reference<DeadLetterDeskShape | null>(
  "@rapport/reporting/data/DeadLetterDesk",
  { defaultValue: () => null },
);

export interface AuditDeskShape {
  /** The last comparison on this installation; null before the first. */
  readonly last: Effect.Effect<AuditResult | null>;
  /** UTC ms since when one runs here; null while none does. */
  readonly runningSince: Effect.Effect<number | null>;
  /** Begins one in the background, unless one runs. Answers at once. */
  readonly begin: Effect.Effect<void>;
}

/** Compares log and warehouse; null where there is no log. */
export const AuditDesk = Context.Reference<AuditDeskShape | null>("@rapport/reporting/data/AuditDesk", {
  defaultValue: () => null,
});

/** The imports that run on this installation now; null where they cannot be seen from here. */
export const ImportsRunning = Context.Reference<Effect.Effect<ReadonlyArray<RunningImport>> | null>(
  "@rapport/reporting/data/ImportsRunning",
  { defaultValue: () => null },
);

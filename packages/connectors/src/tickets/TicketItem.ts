import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import type { DraftOf } from "@rapport/contracts/Draft";
import type { TimeLoggedV1 } from "@rapport/contracts/Ledger";
import type { TicketEvent } from "@rapport/contracts/Ticket";
import type { z } from "zod";

/** An event of a ticket but for what the ingest adds. `occurredAt` is UTC ms. */
export type TicketDraft = DraftOf<TicketEvent>;
/** Time that a help desk keeps for a ticket. */
export type TimeDraft = DraftOf<z.infer<typeof TimeLoggedV1>>;

export type HelpDeskName = "zendesk" | "jira" | "freshdesk" | "github" | "csv";

interface ItemPlace {
  readonly connector: HelpDeskName;
  /** The tenant: whose help desk it is. */
  readonly account: string;
  /** In its file: the path of the record, or the line of the row. */
  readonly position: string;
}

/**
 * A document as the help desk has it. `revision` is the source's own version, finer where the rest of the input
 * tells more of it (who the people are), so that the richer of two tellings holds in whatever order they come.
 * Documents of one `logKey` stay in order.
 */
export interface TicketDocument extends ItemPlace {
  readonly kind: "document";
  readonly key: string;
  readonly revision: number;
  readonly logKey: string;
  readonly draft: TicketDraft | TimeDraft;
}

/** What cannot be understood. `reason` says to people what is wrong and what to do; `issues` name the fields. */
export interface TicketProblem extends ItemPlace {
  readonly kind: "problem";
  readonly code: DeadLetterCode;
  readonly reason: string;
  readonly issues: ReadonlyArray<{ readonly path: string; readonly message: string }>;
  readonly sizeBytes: number;
  readonly sha256: string | null;
}

/** An entry of the source was read: its name among all entries of the account. For counting. */
export interface TicketSourceEntry {
  readonly kind: "entry";
  readonly account: string;
  readonly key: string;
}

export type TicketItem = TicketDocument | TicketProblem | TicketSourceEntry;

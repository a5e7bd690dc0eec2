import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import type { EmailData } from "@rapport/contracts/EmailMessage";
import type { MailLimits } from "./MailLimits.ts";

/** What the parser needs to know besides the bytes. */
export interface MailContext {
  /** The time of recording, UTC milliseconds: a message dated later is implausible. */
  readonly nowMs: number;
  readonly limits: MailLimits;
}

/**
 * A message understood. `data` satisfies `EmailDataV1`: no subject, no body. `occurredAt` is the Date
 * header, else the newest Received line, else 0 (`data.timeSource` says which), in UTC milliseconds.
 * `contentSha256` is of the bytes given, 64 hexadecimal digits.
 */
export interface ParsedMail {
  readonly kind: "parsed";
  readonly data: EmailData;
  readonly occurredAt: number;
  readonly sentAt: number | null;
  readonly receivedAt: number | null;
  readonly contentSha256: string;
}

/** A message that could not be used, and why. */
export interface MailProblem {
  readonly kind: "problem";
  readonly code: DeadLetterCode;
  readonly reason: string;
  readonly contentSha256: string;
}

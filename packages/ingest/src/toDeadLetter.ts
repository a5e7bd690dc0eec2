import { hash } from "node:crypto";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { Source } from "@rapport/contracts/Envelope";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import { eventId } from "@rapport/contracts/EventId";
import type { NewRecord } from "@rapport/event-log/EventLog";

/** Input that gave no event: `reason` is for people, `path` absolute or null for standard input. */
export interface Refused {
  readonly code: DeadLetterRaised["code"];
  readonly reason: string;
  readonly source: Source;
  readonly path: string | null;
  readonly sizeBytes: number;
  readonly sha256: string | null;
  readonly issues?: Readonly<DeadLetterRaised["issues"]>;
  readonly readWith?: Readonly<Record<string, string>>;
  /** What else names the place, beside the source: two files of one name are two places. */
  readonly place?: string;
}

/** What is the same for all letters of one reading. `recordedAt` is UTC ms. */
export interface RaisedNow {
  readonly recordedAt: number;
  readonly codeVersion: string;
  readonly attempt?: number;
}

const maxReason = 2_000;
const maxPath = 4_096;
const maxIssues = 50;
const maxOption = 4_096;

const bounded = (readWith: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(readWith).filter(([, text]) => text.length <= maxOption));

/**
 * The dead letter of an input that was refused before the log. Its id is a function of where it was seen
 * and why, so that reading the same input again adds none.
 */
export const toDeadLetter = (refused: Refused, now: RaisedNow): DeadLetterRaised => {
  const { connector, account, file, position } = refused.source;
  const place = ["ingest", connector, account, file, position, refused.code];
  if (refused.place !== undefined) place.splice(3, 1, refused.place);
  return {
    type: "dead_letter.raised",
    version: 1,
    id: eventId("dead-letter", JSON.stringify(place), 1),
    recordedAt: now.recordedAt,
    stage: "ingest",
    code: refused.code,
    reason: refused.reason.slice(0, maxReason) || "It could not be used.",
    source: refused.source,
    path: refused.path !== null && refused.path.length <= maxPath ? refused.path : null,
    sizeBytes: refused.sizeBytes,
    sha256: refused.sha256,
    record: null,
    ...(refused.readWith === undefined ? {} : { readWith: bounded(refused.readWith) }),
    issues: [...(refused.issues ?? [])].slice(0, maxIssues),
    attempt: now.attempt ?? 1,
    codeVersion: now.codeVersion,
  };
};

/** The record that says a dead letter waits no more. `recordedAt` is UTC ms. */
export const resolvedRecord = (id: string, recordedAt: number): NewRecord =>
  recordOfEvent(id, { type: "dead_letter.resolved", version: 1, id, recordedAt });

const maxText = 4096;

/** Names of entries may be longer than a source may hold: these are named by a hash. */
export const boundedName = (text: string): string =>
  text.length <= maxText ? text : `sha256:${hash("sha256", text, "hex")}`;

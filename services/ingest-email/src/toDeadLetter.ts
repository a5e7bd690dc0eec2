import type { DeadLetterCode, DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { Source } from "@rapport/contracts/Envelope";
import { eventId } from "@rapport/contracts/EventId";
import { version } from "@rapport/runtime/Version";

/** Input that gave no event: `reason` is for people, `path` absolute or null for standard input. */
export interface Refused {
  readonly code: DeadLetterCode;
  readonly reason: string;
  readonly sighting: Source;
  readonly path: string | null;
  readonly sizeBytes: number;
  readonly sha256: string | null;
}

const maxReason = 2_000;
const maxPath = 4_096;

/**
 * The dead letter of an input that was refused before the log. Its id is a function of where it was seen
 * and why, so that reading the same input again adds none.
 */
export const toDeadLetter = (refused: Refused, recordedAt: number, attempt = 1): DeadLetterRaised => {
  const { connector, account, file, position } = refused.sighting;
  const place = JSON.stringify(["ingest", connector, account, file, position, refused.code]);
  return {
    type: "dead_letter.raised",
    version: 1,
    id: eventId("dead-letter", place, 1),
    recordedAt,
    stage: "ingest",
    code: refused.code,
    reason: refused.reason.slice(0, maxReason),
    source: refused.sighting,
    path: refused.path !== null && refused.path.length <= maxPath ? refused.path : null,
    sizeBytes: refused.sizeBytes,
    sha256: refused.sha256,
    record: null,
    issues: [],
    attempt,
    codeVersion: version,
  };
};

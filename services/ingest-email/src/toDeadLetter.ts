import type { DeadLetterCode, DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import type { Source } from "@rapport/contracts/Envelope";
import { toDeadLetter as letterOf } from "@rapport/ingest/toDeadLetter";
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

/**
 * The dead letter of mail that was refused before the log. Its id is a function of where it was seen
 * and why, so that reading the same input again adds none.
 */
export const toDeadLetter = ({ sighting, ...refused }: Refused, recordedAt: number): DeadLetterRaised =>
  letterOf({ ...refused, source: sighting }, { recordedAt, codeVersion: version });

import { ByteProblem, type ReadMeter } from "./ByteSource.ts";
import type { MessageItem, ProblemItem } from "./MailItem.ts";
import type { MailLimits } from "./MailLimits.ts";
import { endPoint, mboxPoint } from "./ResumePoint.ts";

export type ContentItem = MessageItem | ProblemItem;

/** Where contents are: in which file, how positions and resume points in them are written, how deep packed. */
export interface Place {
  readonly file: string;
  readonly limits: MailLimits;
  readonly meter: ReadMeter;
  /** The file itself when it is on disk and not unpacked; a zip is read from there. */
  readonly path: string | null;
  /** Archives around these bytes; two at most, for `.zip` or `.mbox` in `.gz` and the other way round. */
  readonly packed: number;
  /** The position of contents that are one message. */
  readonly single: string;
  readonly singleEnd: string;
  readonly positionAt: (offset: number) => string;
  readonly pointAt: (offset: number) => string;
}

/** A file by itself: an mbox offset is its position. */
export const filePlace = (
  file: string,
  path: string | null,
  limits: MailLimits,
  meter: ReadMeter,
): Place => ({
  file,
  path,
  limits,
  meter,
  packed: 0,
  single: "",
  singleEnd: endPoint,
  positionAt: String,
  pointAt: mboxPoint,
});

export const problemAt = (
  place: Place,
  problem: { readonly code: ProblemItem["code"]; readonly reason: string; readonly sizeBytes: number },
  position = place.single,
  endPosition = place.singleEnd,
): ProblemItem => ({
  kind: "problem",
  ...problem,
  file: place.file,
  position,
  endPosition,
  readBytes: place.meter.bytes,
});

/** What stopped the bytes as a problem at a position; anything but broken input goes on as an error. */
export const stopped = (place: Place, cause: unknown, position: string, endPosition: string): ProblemItem => {
  const code = cause instanceof ByteProblem ? cause.code : "unreadable";
  const said = cause instanceof Error ? cause.message : String(cause);
  const reason = cause instanceof ByteProblem ? said : `It could not be read to its end (${said}).`;
  return problemAt(place, { code, reason, sizeBytes: 0 }, position, endPosition);
};

/** Over the limit for one message. */
export const tooLarge = (sizeBytes: number, limits: MailLimits) => ({
  code: "too_large" as const,
  reason: `The message has ${sizeBytes} bytes; the limit is ${limits.messageBytes}. Raise it, or leave it out.`,
  sizeBytes,
});

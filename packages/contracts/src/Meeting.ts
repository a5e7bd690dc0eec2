import { z } from "zod";
import { Document } from "./Document.ts";
import { AddressKind } from "./EmailMessage.ts";
import { Count, envelope, Moment } from "./Envelope.ts";

/** PARTSTAT of RFC 5545 3.2.12; `unknown` where the source says none. */
export const Attendance = z.enum([
  "accepted",
  "declined",
  "tentative",
  "needs_action",
  "delegated",
  "unknown",
]);
export type Attendance = z.infer<typeof Attendance>;

/** Somebody invited. `organisation` as in `Participant`. Rooms and resources are no heads. */
export const Attendee = z.strictObject({
  address: z.string().min(3).max(320),
  organisation: z.string().max(253).nullable(),
  kind: AddressKind,
  role: z.enum(["chair", "required", "optional", "non_participant"]),
  attendance: Attendance,
  resource: z.boolean(),
});
export type Attendee = z.infer<typeof Attendee>;

/**
 * One occurrence of a meeting, as one version of its calendar object has it. Titles, places and descriptions
 * are never carried. `document.key` is the occurrence: `UID`, or `UID#` and the UTC time its series first gave
 * it (RECURRENCE-ID); `document.revision` orders the versions: SEQUENCE, then LAST-MODIFIED or DTSTAMP.
 * `parties` are the outside attendees, and `project:CODE` or `name:CLIENT` where the title names one.
 */
export const MeetingDataV1 = z.strictObject({
  document: Document,
  /** UID of RFC 5545, or the source's own id of the series. */
  series: z.string().min(1).max(998),
  /**
   * The revision of the series it was expanded from; 0 where its version came without its series. An
   * occurrence that a newer revision of its series does not have any more was withdrawn.
   */
  seriesRevision: z.number().int().nonnegative(),
  recurring: z.boolean(),
  /** When the series would have it; equal to `startAt` unless moved. Null for a single meeting. */
  originalStartAt: Moment.nullable(),
  startAt: Moment,
  endAt: Moment,
  allDay: z.boolean(),
  /** Without any zone: taken in the firm's. */
  floating: z.boolean(),
  /** IANA name; null for UTC, floating times and zones that no table knows. */
  timeZone: z.string().max(64).nullable(),
  status: z.enum(["confirmed", "tentative", "cancelled"]),
  /** When this version was made, by the source; a cancellation's notice is counted from here. */
  changedAt: Moment.nullable(),
  sequence: Count,
  organiser: z.string().min(3).max(320).nullable(),
  attendees: z.array(Attendee).max(500),
  /** TRANSP:TRANSPARENT: takes nobody's time. */
  transparent: z.boolean(),
});
export type MeetingData = z.infer<typeof MeetingDataV1>;

const meetingEvent = <T extends string>(type: T) =>
  z.strictObject({ ...envelope, type: z.literal(type), version: z.literal(1), data: MeetingDataV1 });

/** `occurredAt` is the start. */
export const MeetingScheduledV1 = meetingEvent("meeting.scheduled");
/** Another time than the version before, or than its series has. */
export const MeetingRescheduledV1 = meetingEvent("meeting.rescheduled");
export const MeetingCancelledV1 = meetingEvent("meeting.cancelled");

/**
 * The type says what was known at ingest. Whether a meeting was held is decided at read: it was not cancelled
 * or withdrawn, and its end has passed.
 */
export const MeetingEvent = z.discriminatedUnion("type", [
  MeetingScheduledV1,
  MeetingRescheduledV1,
  MeetingCancelledV1,
]);
export type MeetingEvent = z.infer<typeof MeetingEvent>;

import { hash } from "node:crypto";
import type { Attendance } from "@rapport/contracts/Meeting";
import { attendeeOf, calendarAddress, isCalendarMachine, uniqueAttendees } from "../attendees.ts";
import type { CalendarEvent } from "../CalendarEvent.ts";
import { type CalendarTime, readCalendarTime } from "../CalendarTime.ts";
import { EventUnreadable, propertiesOf, recurrenceOf } from "../eventProperties.ts";
import { isMoment } from "../isMoment.ts";
import { ianaZone } from "../zones/ianaZone.ts";
import { momentOf, wallOf } from "../zones/Zone.ts";
import type { GoogleEvent, GoogleTime } from "./GoogleEvent.ts";

const answers: ReadonlyMap<string, Attendance> = new Map([
  ["accepted", "accepted"],
  ["declined", "declined"],
  ["tentative", "tentative"],
  ["needsAction", "needs_action"],
]);

const withOffset = /(?:Z|[+-]\d\d:?\d\d)$/i;

/** A time with its offset, in the zone it is said to be in; as UTC where the clock alone would not say which. */
const readDateTime = (text: string, timeZone: string | null): CalendarTime | null => {
  if (!withOffset.test(text)) return readCalendarTime(text, timeZone);
  const utcMs = Date.parse(text);
  if (Number.isNaN(utcMs)) return null;
  const zone = timeZone === null ? null : ianaZone(timeZone);
  if (timeZone === null || zone === null || zone.name === null) return { kind: "utc", wallMs: utcMs };
  const wallMs = wallOf(zone, utcMs);
  return momentOf(zone, wallMs) === utcMs
    ? { kind: "zoned", wallMs, tzid: timeZone }
    : { kind: "utc", wallMs: utcMs };
};

const timeOf = (
  time: GoogleTime | null | undefined,
  name: string,
  pageZone: string | null,
): CalendarTime | null => {
  const text = time?.dateTime ?? time?.date ?? null;
  if (text === null) return null;
  const read =
    time?.dateTime == null ? readCalendarTime(text, null) : readDateTime(text, time.timeZone ?? pageZone);
  if (read === null) throw new EventUnreadable(name, `"${text.slice(0, 40)}" is no date or time`);
  return read;
};

const peopleOf = (event: GoogleEvent) => {
  const organiser = calendarAddress(event.organizer?.email ?? "", null);
  const attendees = (event.attendees ?? []).flatMap((one) => {
    const address = calendarAddress(one.email ?? "", null);
    if (address === null) return [];
    const role = one.organizer === true ? "chair" : one.optional === true ? "optional" : "required";
    const attendance = answers.get(one.responseStatus ?? "") ?? "unknown";
    return [attendeeOf(address, { role, attendance, resource: one.resource === true })];
  });
  return {
    organiser: organiser === null || isCalendarMachine(organiser) ? null : organiser,
    attendees: uniqueAttendees(attendees),
  };
};

const maxUid = 998;

/** The UID: of a changed occurrence without one that of its series, as `uids` knows it by the series' id. */
const uidOf = (event: GoogleEvent, uids: Map<string, string>): string => {
  const id = event.recurringEventId ?? event.id ?? "";
  const uid = event.iCalUID ?? uids.get(id) ?? `${id}@google.com`;
  if (id === "" && event.iCalUID == null)
    throw new EventUnreadable("iCalUID", "there is none, and no id either");
  if (event.iCalUID != null && uids.size < 1_000_000) uids.set(id, event.iCalUID);
  return uid.length <= maxUid ? uid : `sha256:${hash("sha256", uid, "hex")}`;
};

/**
 * An event of Google Calendar in the form that calendars are read in; throws `EventUnreadable`. `pageZone` is the
 * calendar's own zone. `uids` remembers the UIDs of series by their ids: deleted occurrences name these alone.
 */
export const readGoogleEvent = (
  event: GoogleEvent,
  pageZone: string | null,
  uids: Map<string, string>,
): CalendarEvent => {
  const uid = uidOf(event, uids);
  const recurrenceId =
    event.recurringEventId == null ? null : timeOf(event.originalStartTime, "originalStartTime", pageZone);
  const start = timeOf(event.start, "start", pageZone) ?? recurrenceId;
  if (start === null) {
    const deleted = event.status === "cancelled";
    throw new EventUnreadable(
      "start",
      deleted ? "it was deleted, and the list does not say when it was to be" : "there is none",
    );
  }
  const lines = event.recurrence ?? [];
  const changedAt = Date.parse(event.updated ?? "");
  const { sequence } = event;
  return {
    uid,
    recurrenceId: event.recurringEventId == null ? null : (recurrenceId ?? start),
    thisAndFuture: false,
    start,
    end: event.endTimeUnspecified === true ? null : timeOf(event.end, "end", pageZone),
    duration: null,
    ...recurrenceOf(lines, propertiesOf(lines), start),
    sequence:
      sequence != null && Number.isInteger(sequence) && sequence >= 0 && sequence <= 0xffff_ffff
        ? sequence
        : 0,
    changedAt: isMoment(changedAt) ? changedAt : null,
    status:
      event.status === "cancelled" ? "cancelled" : event.status === "tentative" ? "tentative" : "confirmed",
    transparent: event.transparency === "transparent",
    ...peopleOf(event),
    title: event.summary ?? "",
  };
};

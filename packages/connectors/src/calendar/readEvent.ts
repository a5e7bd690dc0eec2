import { hash } from "node:crypto";
import type { CalendarEvent } from "./CalendarEvent.ts";
import type { EventItem } from "./CalendarObjects.ts";
import { readCalendarTime, readDuration } from "./CalendarTime.ts";
import { attendeesOf, organiserOf } from "./eventPeople.ts";
import {
  EventUnreadable,
  inZoneOf,
  oneTime,
  type Properties,
  propertiesOf,
  recurrenceOf,
} from "./eventProperties.ts";
import { isMoment } from "./isMoment.ts";
import { textOf } from "./Property.ts";

/** What an event cannot be read for: the property and what is wrong with it. */
export interface EventFault {
  readonly property: string;
  readonly message: string;
}

const durationOf = (properties: Properties) => {
  const property = properties.get("DURATION")?.[0];
  if (property === undefined) return null;
  const duration = readDuration(property.raw);
  if (duration === null)
    throw new EventUnreadable("DURATION", `"${property.raw.slice(0, 40)}" is no duration`);
  return duration;
};

/** UTC ms; a floating time counts as UTC, which it has to be. Null where there is none that can be read. */
const stampOf = (properties: Properties): number | null => {
  for (const name of ["LAST-MODIFIED", "DTSTAMP"]) {
    const time = readCalendarTime((properties.get(name)?.[0]?.raw ?? "").trim(), null);
    if (time !== null && isMoment(time.wallMs)) return time.wallMs;
  }
  return null;
};

const sequenceOf = (properties: Properties): number => {
  const value = Number(properties.get("SEQUENCE")?.[0]?.values[0] ?? 0);
  return Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff ? value : 0;
};

const maxUid = 998;

const versionOnly = /^(?:DTSTAMP|LAST-MODIFIED|SEQUENCE|STATUS)[;:]/i;

/** An event without UID is named by what it says, so that copies of it are the same. */
const uidOf = (properties: Properties, lines: ReadonlyArray<string>): string => {
  const uid = properties.get("UID")?.[0] === undefined ? "" : textOf(properties.get("UID")![0]!).trim();
  if (uid !== "" && uid.length <= maxUid) return uid;
  const said = lines.filter((line) => !versionOnly.test(line)).toSorted();
  return `sha256:${hash("sha256", uid === "" ? said.join("\n") : uid, "hex")}`;
};

const statusOf = (properties: Properties, method: string | null): CalendarEvent["status"] => {
  const status = String(properties.get("STATUS")?.[0]?.values[0] ?? "")
    .trim()
    .toUpperCase();
  if (method === "CANCEL" || status === "CANCELLED" || status === "CANCELED") return "cancelled";
  return status === "TENTATIVE" ? "tentative" : "confirmed";
};

const isRange = (properties: Properties): boolean =>
  properties.get("RECURRENCE-ID")?.[0]?.params.get("range")?.toUpperCase() === "THISANDFUTURE";

const read = ({ lines, method }: EventItem): CalendarEvent => {
  const properties = propertiesOf(lines);
  const recurrenceId = oneTime(properties, "RECURRENCE-ID");
  // A cancellation of one occurrence need not say when it would have been.
  const start = oneTime(properties, "DTSTART") ?? recurrenceId;
  if (start === null)
    throw new EventUnreadable("DTSTART", "there is none, so it is not known when the meeting is");
  const ofSeries = recurrenceId === null ? null : inZoneOf(start)(recurrenceId);
  const title = properties.get("SUMMARY")?.[0];
  const transp = String(properties.get("TRANSP")?.[0]?.values[0] ?? "")
    .trim()
    .toUpperCase();
  return {
    uid: uidOf(properties, lines),
    // METHOD:ADD adds an occurrence to a series that somebody has already.
    recurrenceId: ofSeries ?? (method === "ADD" ? start : null),
    thisAndFuture: isRange(properties),
    start,
    end: oneTime(properties, "DTEND"),
    duration: durationOf(properties),
    ...recurrenceOf(lines, properties, start),
    sequence: sequenceOf(properties),
    changedAt: stampOf(properties),
    status: statusOf(properties, method),
    transparent: transp === "TRANSPARENT" || (transp !== "0" && /^\d+$/.test(transp)),
    organiser: organiserOf(properties.get("ORGANIZER")?.[0]),
    attendees: attendeesOf(properties.get("ATTENDEE") ?? []),
    title: title === undefined ? "" : textOf(title),
  };
};

/** An event from its content lines, or why it cannot be read. */
export const readEvent = (item: EventItem): CalendarEvent | EventFault => {
  try {
    return read(item);
  } catch (error) {
    if (error instanceof EventUnreadable) return { property: error.property, message: error.message };
    throw error;
  }
};

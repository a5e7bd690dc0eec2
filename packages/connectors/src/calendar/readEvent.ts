import { hash } from "node:crypto";
import { attendeesOf, organiserOf } from "./eventPeople.ts";
import type { CalendarEvent, ExtraDate } from "./CalendarEvent.ts";
import type { EventItem } from "./CalendarObjects.ts";
import { type CalendarTime, readCalendarTime, readDuration } from "./CalendarTime.ts";
import { type Property, propertyName, readProperty, textOf } from "./Property.ts";
import { type RecurrenceRule, readRule } from "./RecurrenceRule.ts";

/** What an event cannot be read for: the property and what is wrong with it. */
export interface EventFault {
  readonly property: string;
  readonly message: string;
}

class Fault extends Error {
  readonly property: string;

  constructor(property: string, message: string) {
    super(message);
    this.property = property;
  }
}

type Properties = ReadonlyMap<string, ReadonlyArray<Property>>;

/** What cannot be left out, if it is there: the rest may be unreadable without harm. */
const essential = new Set([
  "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
]); // prettier-ignore

const propertiesOf = (lines: ReadonlyArray<string>): Properties => {
  const found = new Map<string, Array<Property>>();
  for (const line of lines) {
    const name = propertyName(line);
    // Rules are read by `readRule`: ical.js gives up values that others accept.
    if (name === "RRULE" || name === "EXRULE") continue;
    const property = readProperty(line);
    if (typeof property === "string") {
      if (essential.has(name)) throw new Fault(name, property);
      continue;
    }
    const same = found.get(name);
    if (same === undefined) found.set(name, [property]);
    else same.push(property);
  }
  return found;
};

const zoneOf = (property: Property): string | null => property.params.get("tzid") ?? null;

const timeOf = (text: unknown, property: Property, name: string): CalendarTime => {
  const time = readCalendarTime(String(text).trim(), zoneOf(property));
  if (time === null) throw new Fault(name, `"${String(text).slice(0, 40)}" is no date or time`);
  return time;
};

const oneTime = (properties: Properties, name: string): CalendarTime | null => {
  const property = properties.get(name)?.[0];
  return property === undefined ? null : timeOf(property.values[0] ?? "", property, name);
};

/** vCalendar 1.0 separates dates by semicolons. */
const listed = (value: unknown): ReadonlyArray<unknown> =>
  typeof value === "string" && value.includes(";")
    ? value.split(";").filter((part) => part.trim() !== "")
    : [value];

const dates = (properties: Properties, name: string): Array<CalendarTime> =>
  (properties.get(name) ?? []).flatMap((property) =>
    property.values
      .flatMap(listed)
      .filter((value) => String(value).trim() !== "")
      .map((value) => timeOf(value, property, name)),
  );

const extraDate = (value: unknown, property: Property): ExtraDate => {
  if (!Array.isArray(value)) return { start: timeOf(value, property, "RDATE"), end: null, duration: null };
  const [from, to] = value.map(String);
  const start = timeOf(from, property, "RDATE");
  const duration = readDuration(to ?? "");
  return { start, duration, end: duration === null ? timeOf(to, property, "RDATE") : null };
};

const extraDates = (properties: Properties): Array<ExtraDate> =>
  (properties.get("RDATE") ?? []).flatMap((property) =>
    property.values
      .flatMap(listed)
      .filter((value) => String(value).trim() !== "")
      .map((value) => extraDate(value, property)),
  );

const rules = (lines: ReadonlyArray<string>, name: "RRULE" | "EXRULE"): Array<RecurrenceRule> =>
  lines
    .filter((line) => propertyName(line) === name)
    .map((line) => readRule(line.slice(line.indexOf(":") + 1)))
    .map((rule) => {
      if (typeof rule === "string") throw new Fault(name, rule);
      return rule;
    });

const durationOf = (properties: Properties) => {
  const property = properties.get("DURATION")?.[0];
  if (property === undefined) return null;
  const duration = readDuration(String(property.values[0] ?? ""));
  if (duration === null)
    throw new Fault("DURATION", `"${String(property.values[0]).slice(0, 40)}" is no duration`);
  return duration;
};

/** UTC ms; a floating time counts as UTC, which it has to be. Null where there is none that can be read. */
const stampOf = (properties: Properties): number | null => {
  for (const name of ["LAST-MODIFIED", "DTSTAMP"]) {
    const time = readCalendarTime(String(properties.get(name)?.[0]?.values[0] ?? "").trim(), null);
    if (time !== null) return time.wallMs;
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

/** A time without a zone that speaks of a series with one is in the zone of the series. */
const inZoneOf =
  (start: CalendarTime) =>
  (time: CalendarTime): CalendarTime =>
    time.kind === "floating" && start.kind === "zoned" ? { ...start, wallMs: time.wallMs } : time;

const isRange = (properties: Properties): boolean =>
  properties.get("RECURRENCE-ID")?.[0]?.params.get("range")?.toUpperCase() === "THISANDFUTURE";

const read = ({ lines, method }: EventItem): CalendarEvent => {
  const properties = propertiesOf(lines);
  const recurrenceId = oneTime(properties, "RECURRENCE-ID");
  // A cancellation of one occurrence need not say when it would have been.
  const start = oneTime(properties, "DTSTART") ?? recurrenceId;
  if (start === null) throw new Fault("DTSTART", "there is none, so it is not known when the meeting is");
  const ofSeries = inZoneOf(start);
  const ofSeriesOrNull = recurrenceId === null ? null : ofSeries(recurrenceId);
  const title = properties.get("SUMMARY")?.[0];
  const transp = String(properties.get("TRANSP")?.[0]?.values[0] ?? "")
    .trim()
    .toUpperCase();
  return {
    uid: uidOf(properties, lines),
    // METHOD:ADD adds an occurrence to a series that somebody has already.
    recurrenceId: ofSeriesOrNull ?? (method === "ADD" ? start : null),
    thisAndFuture: isRange(properties),
    start,
    end: oneTime(properties, "DTEND"),
    duration: durationOf(properties),
    rules: rules(lines, "RRULE"),
    exceptRules: rules(lines, "EXRULE"),
    extraDates: extraDates(properties),
    exceptDates: dates(properties, "EXDATE").map(ofSeries),
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
    if (error instanceof Fault) return { property: error.property, message: error.message };
    throw error;
  }
};

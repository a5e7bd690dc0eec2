import type { CalendarEvent, ExtraDate } from "./CalendarEvent.ts";
import { type CalendarTime, readCalendarTime, readDuration } from "./CalendarTime.ts";
import { type Property, propertyName, readProperty } from "./Property.ts";
import { type RecurrenceRule, readRule } from "./RecurrenceRule.ts";

/** Why an event cannot be read: thrown while its properties are. */
export class EventUnreadable extends Error {
  readonly property: string;

  constructor(property: string, message: string) {
    super(message);
    this.property = property;
  }
}

export type Properties = ReadonlyMap<string, ReadonlyArray<Property>>;

/** What cannot be left out, if it is there: the rest may be unreadable without harm. */
const essential = new Set([
  "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
]); // prettier-ignore

export const propertiesOf = (lines: ReadonlyArray<string>): Properties => {
  const found = new Map<string, Array<Property>>();
  for (const line of lines) {
    const name = propertyName(line);
    // Rules are read by `readRule`: ical.js gives up values that others accept.
    if (name === "RRULE" || name === "EXRULE") continue;
    const property = readProperty(line);
    if (typeof property === "string") {
      if (essential.has(name)) throw new EventUnreadable(name, property);
      continue;
    }
    const same = found.get(name);
    if (same === undefined) found.set(name, [property]);
    else same.push(property);
  }
  return found;
};

const zoneOf = (property: Property): string | null => property.params.get("tzid") ?? null;

const timeOf = (text: string, property: Property, name: string): CalendarTime => {
  const time = readCalendarTime(text.trim(), zoneOf(property));
  if (time === null) throw new EventUnreadable(name, `"${text.slice(0, 40)}" is no date or time`);
  return time;
};

export const oneTime = (properties: Properties, name: string): CalendarTime | null => {
  const property = properties.get(name)?.[0];
  return property === undefined ? null : timeOf(property.raw, property, name);
};

/** Reads every value of every property of a name; vCalendar 1.0 separates them by semicolons. */
const each = <A>(
  properties: Properties,
  name: string,
  read: (text: string, property: Property) => A,
): Array<A> =>
  (properties.get(name) ?? []).flatMap((property) =>
    property.raw
      .split(/[,;]/)
      .filter((text) => text.trim() !== "")
      .map((text) => read(text, property)),
  );

const extraDate = (text: string, property: Property): ExtraDate => {
  const [from, to] = text.split("/");
  const start = timeOf(from!, property, "RDATE");
  if (to === undefined) return { start, end: null, duration: null };
  const duration = readDuration(to);
  return { start, duration, end: duration === null ? timeOf(to, property, "RDATE") : null };
};

const rules = (lines: ReadonlyArray<string>, name: "RRULE" | "EXRULE"): Array<RecurrenceRule> =>
  lines
    .filter((line) => propertyName(line) === name)
    .map((line) => readRule(line.slice(line.indexOf(":") + 1)))
    .map((rule) => {
      if (typeof rule === "string") throw new EventUnreadable(name, rule);
      return rule;
    });

/** A time without a zone that speaks of a series with one is in the zone of the series. */
export const inZoneOf =
  (start: CalendarTime) =>
  (time: CalendarTime): CalendarTime =>
    time.kind === "floating" && start.kind === "zoned" ? { ...start, wallMs: time.wallMs } : time;

/** What an event says of when it recurs; `lines` are its content lines, `properties` the same but for the rules. */
export const recurrenceOf = (
  lines: ReadonlyArray<string>,
  properties: Properties,
  start: CalendarTime,
): Pick<CalendarEvent, "rules" | "exceptRules" | "extraDates" | "exceptDates"> => ({
  rules: rules(lines, "RRULE"),
  exceptRules: rules(lines, "EXRULE"),
  extraDates: each(properties, "RDATE", extraDate),
  exceptDates: each(properties, "EXDATE", (text, property) => timeOf(text, property, "EXDATE")).map(
    inZoneOf(start),
  ),
});

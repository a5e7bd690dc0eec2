import type { CalendarTime } from "../CalendarTime.ts";
import { propertyName, readProperty } from "../Property.ts";
import { customZone } from "./customZone.ts";
import { ianaZone } from "./ianaZone.ts";
import { momentOf, utcZone, type Zone } from "./Zone.ts";

/** The zones a calendar's times are in. */
export interface ZoneTable {
  /** The zone of a time: floating times and days are the reader's. */
  readonly zoneOf: (time: CalendarTime) => Zone;
  readonly moment: (time: CalendarTime) => number;
  /** The IANA name of the zone of a time; null for UTC, floating times, and zones that no table knows. */
  readonly nameOf: (time: CalendarTime) => string | null;
  /** Names that neither a table nor the calendar explains; their times are taken in the reader's zone. */
  readonly unknown: ReadonlySet<string>;
}

const textOfLine = (lines: ReadonlyArray<string>, name: string): string | null => {
  const line = lines.find((one) => propertyName(one) === name);
  const property = line === undefined ? null : readProperty(line);
  return property === null || typeof property === "string" ? null : String(property.values[0] ?? "");
};

/** TZID of a VTIMEZONE's lines; null without one. */
export const zoneName = (lines: ReadonlyArray<string>): string | null => textOfLine(lines, "TZID");

/**
 * Finds zones by name: a name that IANA's or Windows' tables know is theirs, whatever the calendar says of it,
 * because its own rules are often of one year; then X-LIC-LOCATION of its VTIMEZONE; then the VTIMEZONE itself.
 * `definitions` are the lines of each VTIMEZONE, by TZID.
 */
export const makeZoneTable = (
  definitions: ReadonlyMap<string, ReadonlyArray<string>>,
  own: Zone,
  unknown: Set<string>,
): ZoneTable => {
  const found = new Map<string, Zone>();
  const find = (tzid: string): Zone => {
    const byTable = ianaZone(tzid);
    if (byTable !== null) return byTable;
    const lines = definitions.get(tzid);
    if (lines !== undefined) {
      const location = textOfLine(lines, "X-LIC-LOCATION");
      const zone = (location === null ? null : ianaZone(location)) ?? customZone(lines);
      if (zone !== null) return zone;
    }
    if (unknown.size < 1_000) unknown.add(tzid);
    return { ...own, name: null };
  };
  const zoneOf = (time: CalendarTime): Zone => {
    if (time.kind === "utc") return utcZone;
    if (time.kind !== "zoned") return own;
    const known = found.get(time.tzid);
    if (known !== undefined) return known;
    const zone = find(time.tzid);
    if (found.size < 10_000) found.set(time.tzid, zone);
    return zone;
  };
  return {
    zoneOf,
    moment: (time) => momentOf(zoneOf(time), time.wallMs),
    nameOf: (time) => (time.kind === "zoned" ? zoneOf(time).name : null),
    unknown,
  };
};

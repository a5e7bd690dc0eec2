import { findIana } from "windows-iana";
import { utcZone, type Zone } from "./Zone.ts";

const dayMs = 86_400_000;
/** A century of days a zone; then it begins again. */
const knownDays = 36_525;

const readOffset = (format: Intl.DateTimeFormat, utcMs: number): number => {
  const part: Record<string, number> = {};
  const second = Math.floor(utcMs / 1_000) * 1_000;
  for (const { type, value } of format.formatToParts(second)) part[type] = Number(value);
  const [year, month, day] = [part["year"]!, part["month"]! - 1, part["day"]!];
  return Date.UTC(year, month, day, part["hour"]!, part["minute"]!, part["second"]!) - second;
};

const makeZone = (name: string, format: Intl.DateTimeFormat): Zone => {
  // The offset of whole UTC days; NaN for those with a change in them.
  const days = new Map<number, number>();
  const ofDay = (day: number): number => {
    const known = days.get(day);
    if (known !== undefined) return known;
    const first = readOffset(format, day * dayMs);
    const offset = first === readOffset(format, (day + 1) * dayMs - 1_000) ? first : Number.NaN;
    if (days.size >= knownDays) days.clear();
    days.set(day, offset);
    return offset;
  };
  return {
    name,
    offsetMs: (utcMs) => {
      const offset = ofDay(Math.floor(utcMs / dayMs));
      return Number.isNaN(offset) ? readOffset(format, utcMs) : offset;
    },
  };
};

const formatOf = (name: string): Intl.DateTimeFormat | null => {
  // Offsets (`+05:00`) are names to Intl, but none of a place.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(name)) return null;
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      calendar: "gregory",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return null;
  }
};

const zones = new Map<string, Zone | null>();

const exact = (name: string): Zone | null => {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const format = formatOf(name);
  const resolved = format?.resolvedOptions().timeZone ?? name;
  const zone =
    format === null
      ? null
      : resolved === "UTC"
        ? utcZone
        : makeZone(resolved.toLowerCase() === name.toLowerCase() ? resolved : name, format);
  if (zones.size > 2_000) zones.clear();
  zones.set(name, zone);
  return zone;
};

/** Zone names that end in an IANA name: `/mozilla.org/20050126_1/Europe/Berlin`, `US-Eastern` of libical. */
const guesses = function* (tzid: string): Generator<string> {
  yield tzid;
  const parts = tzid.split("/").filter((part) => part !== "");
  if (tzid.startsWith("/")) for (const n of [3, 2, 1]) yield parts.slice(-n).join("/");
  yield findIana(tzid)[0] ?? "";
  if (!tzid.includes("/")) yield tzid.replaceAll("-", "/");
};

/**
 * The zone a name stands for by the tables: IANA's, Windows' (through windows-iana), names with a prefix in
 * front of one. Null for names that none knows.
 */
export const ianaZone = (tzid: string): Zone | null => {
  const name = tzid.trim().replaceAll(/^"|"$/g, "");
  if (name.length > 255) return null;
  for (const guess of guesses(name)) {
    const zone = guess === "" ? null : exact(guess);
    if (zone !== null) return zone;
  }
  return null;
};

import type { Person } from "../world/types.ts";
import { type Naming, zoneId } from "./calendarZones.ts";

export type PartStat = "ACCEPTED" | "DECLINED" | "TENTATIVE" | "NEEDS-ACTION";

export interface Invited {
  readonly person: Person;
  readonly partStat: PartStat;
}

/** One VEVENT; times are UTC ms, written on the organiser's clock. */
export interface CalendarEntry {
  readonly uid: string;
  readonly title: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly organiser: Person;
  readonly invited: ReadonlyArray<Invited>;
  readonly room: string | null;
  readonly sequence: number;
  /** DTSTAMP and LAST-MODIFIED. */
  readonly stampMs: number;
  readonly status: "CONFIRMED" | "CANCELLED" | "TENTATIVE";
  readonly rule?: string;
  readonly except?: ReadonlyArray<number>;
  /** The occurrence of the series that this one stands for. */
  readonly recurrenceMs?: number;
  /** An entry of days instead of times, which takes nobody's time. */
  readonly allDay?: boolean;
}

export const rooms = ["Harbour room", "Lantern room", "Attic"] as const;

const two = (n: number): string => String(n).padStart(2, "0");
const day = (wallMs: number): string => {
  const at = new Date(wallMs);
  return `${at.getUTCFullYear()}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}`;
};
const basic = (wallMs: number): string => {
  const at = new Date(wallMs);
  return `${day(wallMs)}T${two(at.getUTCHours())}${two(at.getUTCMinutes())}${two(at.getUTCSeconds())}`;
};
export const utcStamp = (ms: number): string => `${basic(ms)}Z`;

/** Content lines with CRLF, none longer than 75 octets (RFC 5545 3.1). */
export const contentLine = (line: string): string => {
  if (line.length <= 75 && Buffer.byteLength(line) <= 75) return `${line}\r\n`;
  let out = "";
  let width = 0;
  for (const char of line) {
    const bytes = Buffer.byteLength(char);
    if (width + bytes > 74) {
      out += "\r\n ";
      width = 1;
    }
    out += char;
    width += bytes;
  }
  return `${out}\r\n`;
};

const quoted = (name: string): string => `"${name.replaceAll('"', "'")}"`;
const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, (c) => `\\${c}`).replaceAll("\n", "\\n");

const attendeeLine = (entry: CalendarEntry, { person, partStat }: Invited): string => {
  const role = person === entry.organiser ? "CHAIR" : "REQ-PARTICIPANT";
  return `ATTENDEE;CN=${quoted(person.name)};CUTYPE=INDIVIDUAL;ROLE=${role};PARTSTAT=${partStat};RSVP=TRUE:mailto:${person.email}`;
};

const roomLines = (room: string): ReadonlyArray<string> => {
  const address = `room-${room.split(" ")[0]!.toLowerCase()}@northlight.example`;
  return [
    `ATTENDEE;CN=${quoted(room)};CUTYPE=ROOM;ROLE=NON-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:${address}`,
    `LOCATION:${escaped(room)}`,
  ];
};

const timeLines = (entry: CalendarEntry, naming: Naming): ReadonlyArray<string> => {
  const { zone } = entry.organiser;
  if (entry.allDay === true) {
    return [
      `DTSTART;VALUE=DATE:${day(zone.wall(entry.startMs))}`,
      `DTEND;VALUE=DATE:${day(zone.wall(entry.endMs))}`,
    ];
  }
  const local = (name: string, ms: number) =>
    `${name};TZID=${zoneId(zone.name, naming)}:${basic(zone.wall(ms))}`;
  return [
    ...(entry.recurrenceMs === undefined ? [] : [local("RECURRENCE-ID", entry.recurrenceMs)]),
    local("DTSTART", entry.startMs),
    local("DTEND", entry.endMs),
    ...(entry.rule === undefined ? [] : [`RRULE:${entry.rule}`]),
    ...(entry.except ?? []).map((ms) => local("EXDATE", ms)),
  ];
};

/** A VEVENT as this calendar writes it. */
export const entryText = (entry: CalendarEntry, naming: Naming): string =>
  [
    "BEGIN:VEVENT",
    `UID:${entry.uid}`,
    ...timeLines(entry, naming),
    `DTSTAMP:${utcStamp(entry.stampMs)}`,
    `LAST-MODIFIED:${utcStamp(entry.stampMs)}`,
    `SEQUENCE:${entry.sequence}`,
    `STATUS:${entry.status}`,
    `SUMMARY:${escaped(entry.title)}`,
    `ORGANIZER;CN=${quoted(entry.organiser.name)}:mailto:${entry.organiser.email}`,
    ...entry.invited.map((one) => attendeeLine(entry, one)),
    ...(entry.room === null ? [] : roomLines(entry.room)),
    ...(entry.allDay === true ? ["TRANSP:TRANSPARENT"] : []),
    "END:VEVENT",
  ]
    .map(contentLine)
    .join("");

import { join } from "node:path";
import type { Member, Person } from "../world/types.ts";
import { ours } from "../world/types.ts";
import { TextFile } from "./TextFile.ts";

export type PartStat = "ACCEPTED" | "DECLINED" | "TENTATIVE" | "NEEDS-ACTION";

export interface Invited {
  readonly person: Person;
  readonly partStat: PartStat;
}

/** One VEVENT; times are UTC ms, written on the wall clock of `zone`. */
export interface CalendarEntry {
  readonly uid: string;
  readonly title: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly organiser: Member;
  readonly invited: ReadonlyArray<Invited>;
  readonly room: string | null;
  readonly sequence: number;
  readonly stampMs: number;
  readonly status: "CONFIRMED" | "CANCELLED" | "TENTATIVE";
  readonly rule?: string;
  readonly except?: ReadonlyArray<number>;
  /** Which occurrence of the series this one stands for. */
  readonly recurrenceMs?: number;
}

const two = (n: number): string => String(n).padStart(2, "0");

const basic = (asUtcMs: number): string => {
  const at = new Date(asUtcMs);
  return `${at.getUTCFullYear()}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}T${two(at.getUTCHours())}${two(at.getUTCMinutes())}${two(at.getUTCSeconds())}`;
};
export const utcStamp = (ms: number): string => `${basic(ms)}Z`;

/** RFC 5545 3.1: no more than 75 octets a line. */
const folded = (line: string): string => {
  if (Buffer.byteLength(line) <= 75) return `${line}\r\n`;
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

const attendeeLine = ({ person, partStat }: Invited): string =>
  `ATTENDEE;CN=${quoted(person.name)};CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${partStat};RSVP=TRUE:mailto:${person.email}`;

/** The lines of a VEVENT; `tzid` is how this calendar calls the organiser's zone. */
const lines = (entry: CalendarEntry, tzid: string): ReadonlyArray<string> => {
  const { zone } = entry.organiser;
  const local = (name: string, ms: number) => `${name};TZID=${tzid}:${basic(zone.wall(ms))}`;
  return [
    "BEGIN:VEVENT",
    `UID:${entry.uid}`,
    ...(entry.recurrenceMs === undefined ? [] : [local("RECURRENCE-ID", entry.recurrenceMs)]),
    local("DTSTART", entry.startMs),
    local("DTEND", entry.endMs),
    ...(entry.rule === undefined ? [] : [`RRULE:${entry.rule}`]),
    ...(entry.except ?? []).map((ms) => local("EXDATE", ms)),
    `DTSTAMP:${utcStamp(entry.stampMs)}`,
    `LAST-MODIFIED:${utcStamp(entry.stampMs)}`,
    `SEQUENCE:${entry.sequence}`,
    `STATUS:${entry.status}`,
    `SUMMARY:${escaped(entry.title)}`,
    `ORGANIZER;CN=${quoted(entry.organiser.name)}:mailto:${entry.organiser.email}`,
    ...entry.invited.map(attendeeLine),
    ...(entry.room === null
      ? []
      : [
          `ATTENDEE;CN=${quoted(entry.room)};CUTYPE=ROOM;ROLE=NON-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:${roomAddress(entry.room)}`,
          `LOCATION:${escaped(entry.room)}`,
        ]),
    "END:VEVENT",
  ];
};

export const rooms = ["Harbour room", "Lantern room", "Attic"] as const;
const roomAddress = (room: string): string => `room-${room.split(" ")[0]!.toLowerCase()}@northlight.example`;

/** London's clock, by its IANA name or as Outlook calls it. */
const timeZoneText = (tzid: string): string =>
  [
    "BEGIN:VTIMEZONE",
    `TZID:${tzid}`,
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "TZNAME:BST",
    "DTSTART:19700329T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "TZNAME:GMT",
    "DTSTART:19701025T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
  ]
    .map(folded)
    .join("");

/** One calendar per member. Every third comes from Outlook and uses its names of time zones. */
export class Calendars {
  readonly #files: ReadonlyArray<{ readonly file: TextFile; readonly tzid: string }>;

  constructor(folder: string, members: ReadonlyArray<Member>) {
    this.#files = members.map((member) => {
      const tzid = member.index % 3 === 2 ? "GMT Standard Time" : "Europe/London";
      const file = new TextFile(join(folder, `${member.id}.ics`));
      file.write(`BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Simulated agency//EN\r\nMETHOD:PUBLISH\r\n`);
      // Outlook's own names are left to the reader's tables in some exports.
      if (member.index % 6 !== 5) file.write(timeZoneText(tzid));
      return { file, tzid };
    });
  }

  /** Writes the entry into the calendar of every one of us who is in it. */
  enter(entry: CalendarEntry): void {
    const holders = new Set([entry.organiser.index]);
    for (const { person } of entry.invited) {
      if (person.client === ours) holders.add((person as Member).index);
    }
    this.enterFor(entry, [...holders]);
  }

  enterFor(entry: CalendarEntry, holders: ReadonlyArray<number>): void {
    for (const index of holders) {
      const { file, tzid } = this.#files[index]!;
      file.write(lines(entry, tzid).map(folded).join(""));
    }
  }

  close(): void {
    for (const { file } of this.#files) {
      file.write("END:VCALENDAR\r\n");
      file.close();
    }
  }
}

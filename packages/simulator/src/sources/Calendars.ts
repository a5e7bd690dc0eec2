import { join } from "node:path";
import { type Member, ours, type Person } from "../world/types.ts";
import { type CalendarEntry, contentLine, entryText } from "./calendarText.ts";
import { type Naming, zoneLines } from "./calendarZones.ts";
import { TextFile } from "./TextFile.ts";

const isMember = (person: Person): person is Member => person.client === ours;

/** Those of us in whose calendars an entry stands (indexes). */
export const holdersOf = (entry: CalendarEntry): ReadonlyArray<number> => {
  const people = [entry.organiser, ...entry.invited.map((one) => one.person)];
  return [...new Set(people.filter(isMember).map((member) => member.index))];
};

/**
 * One iCalendar file per member. Every third comes from Outlook and calls time zones as Windows does; every
 * sixth leaves their definitions out, as some exports do.
 */
export class Calendars {
  readonly #files: ReadonlyArray<{ readonly file: TextFile; readonly naming: Naming }>;

  constructor(folder: string, members: ReadonlyArray<Member>) {
    this.#files = members.map((member) => {
      const naming = member.index % 3 === 2 ? ("windows" as const) : ("iana" as const);
      const file = new TextFile(join(folder, `${member.id}.ics`));
      const head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Simulated agency//EN",
        "METHOD:PUBLISH",
        ...(member.index % 6 === 5 ? [] : zoneLines(naming)),
      ];
      file.write(head.map(contentLine).join(""));
      return { file, naming };
    });
  }

  /** Writes an entry into the calendars of all of us who are in it, or of some (indexes). */
  enter(entry: CalendarEntry, holders: ReadonlyArray<number> = holdersOf(entry)): void {
    for (const index of holders) {
      const { file, naming } = this.#files[index]!;
      file.write(entryText(entry, naming));
    }
  }

  close(): void {
    for (const { file } of this.#files) {
      file.write("END:VCALENDAR\r\n");
      file.close();
    }
  }
}

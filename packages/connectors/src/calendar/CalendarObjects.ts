import type { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import type { CalendarLimits } from "./CalendarLimits.ts";
import { type ContentLine, contentLines } from "./ContentLines.ts";
import { propertyName } from "./Property.ts";

/** What is wrong at a place: `position` is the byte at which the object begins. */
export interface CalendarProblem {
  readonly kind: "problem";
  readonly position: string;
  readonly code: DeadLetterCode;
  readonly reason: string;
  readonly sizeBytes: number;
}

/**
 * A component of a file, with the content lines that are read of it. `calendar` numbers the VCALENDARs of the
 * file from 0. `passedOver`: to-dos, journals, free-busy times, answers to invitations: no meetings.
 */
export type CalendarItem =
  | { readonly kind: "calendar"; readonly calendar: number }
  | { readonly kind: "zone"; readonly calendar: number; readonly lines: ReadonlyArray<string> }
  | EventItem
  | { readonly kind: "passedOver"; readonly what: string }
  | CalendarProblem;

export interface EventItem {
  readonly kind: "event";
  readonly calendar: number;
  readonly position: string;
  /** METHOD of its calendar (RFC 5546), in upper case; null for none. */
  readonly method: string | null;
  readonly lines: ReadonlyArray<string>;
  readonly sizeBytes: number;
}

const kept = new Set([
  "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE",
  "DTSTAMP", "LAST-MODIFIED", "STATUS", "ORGANIZER", "ATTENDEE", "TRANSP", "SUMMARY",
]); // prettier-ignore

/** Methods of RFC 5546 that say something about a meeting without being a version of it. */
const answers = new Set(["REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"]);
const others = new Set(["VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"]);

const maxDepth = 50;
const maxZoneLines = 10_000;

interface OpenObject {
  readonly name: "VEVENT" | "VTIMEZONE";
  readonly depth: number;
  readonly offset: number;
  readonly lines: Array<string>;
  bytes: number;
  tooLarge: string | null;
  hasUid: boolean;
  /** A hash of the lines that are not kept, up to the UID; tells events without one apart. */
  rest: number;
}

/** FNV-1a. */
const hashOf = (text: string, seed: number): number => {
  let hash = seed ^ 0x81_1c_9d_c5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01_00_01_93);
  return hash >>> 0;
};

const kindNames = { VEVENT: "event", VTIMEZONE: "time zone" } as const;

/** Takes the lines of a file one by one and gives what is complete. */
class Splitter {
  readonly #limits: CalendarLimits;
  readonly #stack: Array<string> = [];
  #open: OpenObject | null = null;
  #calendar = -1;
  #method: string | null = null;
  #seen = false;
  #objects = 0;

  constructor(limits: CalendarLimits) {
    this.#limits = limits;
  }

  /** More objects than a file may have: nothing further is read. */
  get full(): boolean {
    return this.#objects > this.#limits.objects;
  }

  *take(line: ContentLine): Generator<CalendarItem> {
    const name = propertyName(line.text);
    if (name === "BEGIN") yield* this.#begin(line);
    else if (name === "END") yield* this.#end(line);
    else if (this.#open !== null) this.#keep(this.#open, name, line);
    else if (name === "METHOD" && this.#stack.at(-1) === "VCALENDAR")
      this.#method =
        line.text
          .slice(line.text.indexOf(":") + 1)
          .trim()
          .toUpperCase() || null;
  }

  *finish(bytes: number): Generator<CalendarItem> {
    const many = `It has more than ${this.#limits.objects} events; split it into several files.`;
    const inside =
      "The file ends inside a calendar (no END:VCALENDAR): its rest may be missing. Export it again.";
    const none = "It is no calendar: there is no BEGIN:VCALENDAR in it. Export it as iCalendar (.ics).";
    if (this.full) yield problem(bytes, "too_large", many);
    else if (this.#open !== null) yield this.#unended(this.#open, bytes);
    else if (this.#stack.includes("VCALENDAR")) yield problem(bytes, "invalid_document", inside);
    else if (!this.#seen) yield problem(0, "unknown_format", none, bytes);
  }

  *#begin(line: ContentLine): Generator<CalendarItem> {
    const name = line.text.slice(6).trim().toUpperCase();
    if (name === "VCALENDAR" || (name === "VEVENT" && this.#calendar === -1)) {
      if (this.#open !== null) yield this.#unended(this.#open, line.offset);
      this.#seen = true;
      this.#open = null;
      if (name === "VCALENDAR") this.#stack.length = 0;
      this.#method = null;
      yield { kind: "calendar", calendar: ++this.#calendar };
    }
    if (name === "VEVENT" && this.#open?.name === "VEVENT" && this.#open.depth === this.#stack.length) {
      yield this.#unended(this.#open, line.offset);
      this.#open = null;
      this.#stack.pop();
    }
    if (this.#stack.length < maxDepth) this.#stack.push(name);
    if (this.#open !== null) {
      if (this.#open.name === "VTIMEZONE") this.#keep(this.#open, "BEGIN", line);
      return;
    }
    if (name !== "VEVENT" && name !== "VTIMEZONE") return;
    if (name === "VEVENT") this.#objects++;
    const depth = this.#stack.length;
    const { offset } = line;
    this.#open = { name, depth, offset, lines: [], bytes: 0, tooLarge: null, hasUid: false, rest: 0 };
  }

  *#end(line: ContentLine): Generator<CalendarItem> {
    const name = line.text.slice(4).trim().toUpperCase();
    const at = this.#stack.lastIndexOf(name);
    if (at === -1) return;
    const open = this.#open;
    if (open !== null && at < open.depth - 1) {
      yield this.#unended(open, line.offset);
      this.#open = null;
    } else if (open !== null && at === open.depth - 1) {
      this.#open = null;
      yield* this.#complete(open, line.offset);
    } else if (open?.name === "VTIMEZONE") this.#keep(open, "END", line);
    if (others.has(name)) yield { kind: "passedOver", what: name };
    this.#stack.length = at;
  }

  #keep(open: OpenObject, name: string, line: ContentLine): void {
    if (open.name === "VEVENT") {
      if (this.#stack.length !== open.depth) return;
      open.hasUid ||= name === "UID";
      if (!kept.has(name)) {
        if (!open.hasUid) open.rest = hashOf(line.text, open.rest);
        return;
      }
    }
    open.bytes += line.text.length;
    if (line.cut) open.tooLarge ??= `Its ${name} is longer than ${this.#limits.lineBytes} bytes`;
    else if (open.bytes > this.#limits.objectBytes || open.lines.length > maxZoneLines * 10)
      open.tooLarge ??= `It is longer than ${this.#limits.objectBytes} bytes`;
    if (open.tooLarge === null) open.lines.push(line.text);
    else open.lines.length = 0;
  }

  *#complete(open: OpenObject, end: number): Generator<CalendarItem> {
    const sizeBytes = end - open.offset;
    const calendar = Math.max(this.#calendar, 0);
    const position = String(open.offset);
    if (open.tooLarge !== null)
      yield problem(open.offset, "too_large", `${open.tooLarge}: the ${kindNames[open.name]} is not read.`, sizeBytes);
    else if (open.name === "VTIMEZONE") yield { kind: "zone", calendar, lines: open.lines };
    else if (this.#method !== null && answers.has(this.#method))
      yield { kind: "passedOver", what: `METHOD:${this.#method}` };
    else if (!this.full) {
      if (!open.hasUid) open.lines.push(`X-REST:${open.rest}`);
      yield { kind: "event", calendar, position, method: this.#method, lines: open.lines, sizeBytes };
    }
  } // prettier-ignore

  #unended(open: OpenObject, end: number): CalendarProblem {
    const reason = `The ${kindNames[open.name]} does not end (no END:${open.name}): it was cut off. Export the calendar again.`;
    return problem(open.offset, "invalid_document", reason, end - open.offset);
  }
}

const problem = (offset: number, code: DeadLetterCode, reason: string, sizeBytes = 0): CalendarProblem => ({
  kind: "problem",
  position: String(offset),
  code,
  reason,
  sizeBytes,
});

/**
 * The components of an iCalendar file (RFC 5545; vCalendar 1.0 as far as its times are the same), one by one and
 * in their order, with constant memory. Events outside a VCALENDAR are taken as a calendar of their own.
 */
export async function* calendarObjects(
  chunks: AsyncIterable<Uint8Array>,
  limits: CalendarLimits,
): AsyncGenerator<CalendarItem> {
  const splitter = new Splitter(limits);
  let bytes = 0;
  const counted = async function* () {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      yield chunk;
    }
  };
  for await (const lines of contentLines(counted(), limits)) {
    for (const line of lines) yield* splitter.take(line);
    if (splitter.full) break;
  }
  yield* splitter.finish(bytes);
}

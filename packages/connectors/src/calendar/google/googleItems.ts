import type { CalendarLimits } from "../CalendarLimits.ts";
import type { CalendarProblem } from "../CalendarObjects.ts";
import { EventUnreadable } from "../eventProperties.ts";
import type { FileItem } from "../readCalendar.ts";
import { GoogleEvent, GooglePage } from "./GoogleEvent.ts";
import { type JsonObject, JsonObjects } from "./JsonObjects.ts";
import { readGoogleEvent } from "./readGoogleEvent.ts";

/** Entries of a calendar that are no meetings. */
const noMeetings = new Set(["outOfOffice", "focusTime", "workingLocation", "birthday"]);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

const problemOf = (object: JsonObject, code: CalendarProblem["code"], reason: string): CalendarProblem => ({
  kind: "problem",
  position: String(object.offset),
  code,
  reason,
  sizeBytes: object.sizeBytes,
});

/** Reads the objects of one file in their order. */
class Reader {
  readonly #uids: Map<string, string>;
  readonly #limits: CalendarLimits;
  #calendar = -1;
  #zone: string | null = null;
  #objects = 0;

  constructor(limits: CalendarLimits, uids: Map<string, string>) {
    this.#limits = limits;
    this.#uids = uids;
  }

  get found(): boolean {
    return this.#calendar >= 0;
  }

  get full(): boolean {
    return this.#objects > this.#limits.objects;
  }

  *read(object: JsonObject): Generator<FileItem> {
    if (object.kind === "page") {
      const page = GooglePage.safeParse(parsed(object.text ?? ""));
      this.#zone = page.success ? (page.data.timeZone ?? null) : null;
      if (page.success && page.data.kind != null && page.data.kind !== "calendar#events") return;
      yield { kind: "calendar", calendar: ++this.#calendar };
      return;
    }
    this.#objects++;
    const read = this.#event(object);
    if (read.kind === "event" && this.#calendar === -1) {
      this.#calendar = 0;
      yield { kind: "calendar", calendar: 0 };
    }
    yield read;
  }

  #event(object: JsonObject): FileItem {
    if (object.text === null)
      return problemOf(object, "too_large", `It is longer than ${this.#limits.objectBytes} bytes: the event is not read.`);
    const json = parsed(object.text);
    if (json === undefined) return problemOf(object, "invalid_document", "It is no JSON: export the calendar again.");
    const event = GoogleEvent.safeParse(json);
    if (!event.success) {
      const issue = event.error.issues[0];
      return problemOf(object, "invalid_document", `It is no event of Google Calendar: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}.`);
    }
    const { kind, eventType } = event.data;
    if (kind != null && kind !== "calendar#event") return { kind: "passedOver", what: kind };
    if (eventType != null && noMeetings.has(eventType)) return { kind: "passedOver", what: eventType };
    try {
      const read = readGoogleEvent(event.data, this.#zone, this.#uids);
      const { sizeBytes } = object;
      return { kind: "event", calendar: Math.max(this.#calendar, 0), position: String(object.offset), event: read, sizeBytes };
    } catch (error) {
      if (!(error instanceof EventUnreadable)) throw error;
      return problemOf(object, "invalid_document", `The event cannot be read: ${error.property}: ${error.message}.`);
    }
  }
} // prettier-ignore

/**
 * The events of Google Calendar in a file: pages of its lists (several after each other, or in a list), a list of
 * events, or one event a line. `uids` is what `readGoogleEvent` remembers from one reading to the next.
 */
export async function* googleItems(
  chunks: AsyncIterable<Uint8Array>,
  limits: CalendarLimits,
  uids: Map<string, string>,
): AsyncGenerator<FileItem> {
  const objects = new JsonObjects(limits.objectBytes);
  const reader = new Reader(limits, uids);
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    for (const object of objects.take(chunk)) yield* reader.read(object);
    if (reader.full) break;
  }
  const at = { kind: "alone", text: null, offset: bytes, sizeBytes: 0 } as const;
  const cut = objects.end();
  if (reader.full)
    yield problemOf(at, "too_large", `It has more than ${limits.objects} events; split it into several files.`);
  else if (cut !== null)
    yield problemOf({ ...at, offset: cut, sizeBytes: bytes - cut }, "invalid_document", "The file ends inside an object: its rest may be missing. Export it again.");
  else if (!reader.found)
    yield problemOf({ ...at, offset: 0, sizeBytes: bytes }, "unknown_format", "It has no events of Google Calendar in it.");
} // prettier-ignore

import { hash } from "node:crypto";
import type { CalendarEvent } from "./CalendarEvent.ts";
import type { CalendarTime } from "./CalendarTime.ts";
import { noChanges, type SeriesChanges } from "./Exceptions.ts";
import { versionOf } from "./Occurrence.ts";
import { zoneName } from "./zones/ZoneTable.ts";

const maxZoneBytes = 16 * 1024 * 1024;
const maxRanges = 10_000;

/** 52 bits of a name: a million names are told apart but for one chance in nine thousand. */
const shortHash = (text: string): number => Number.parseInt(hash("sha256", text, "hex").slice(0, 13), 16);

/**
 * What has to be known of a whole calendar before its events can be told: its zones, and which occurrences of
 * which series are told by themselves. Grows with the number of these, not with the size of the file.
 */
export class CalendarIndex {
  readonly #zones = new Map<number, Map<string, ReadonlyArray<string>>>();
  readonly #changed = new Map<string, Array<CalendarTime>>();
  readonly #ranges = new Map<string, Array<CalendarEvent>>();
  readonly #series = new Map<string, number>();
  readonly #definitions = new Map<string, ReadonlyArray<string>>();
  readonly #told = new Map<number, readonly [version: number, wallMs: number]>();
  #zoneBytes = 0;
  #rangeCount = 0;

  /** The VTIMEZONEs of a calendar, by TZID. */
  zonesOf(calendar: number): ReadonlyMap<string, ReadonlyArray<string>> {
    return this.#zones.get(calendar) ?? new Map();
  }

  changesOf(uid: string): SeriesChanges {
    const changed = this.#changed.get(uid);
    const ranges = this.#ranges.get(uid);
    if (changed === undefined && ranges === undefined) return noChanges;
    return { changed: changed ?? [], ranges: ranges ?? [] };
  }

  /** The newest version of a series in this file; 0 when the file does not have it. */
  seriesVersion(uid: string): number {
    return this.#series.get(uid) ?? 0;
  }

  /** Takes a VTIMEZONE; false when there are too many. */
  addZone(calendar: number, lines: ReadonlyArray<string>): boolean {
    const name = zoneName(lines);
    if (name === null) return true;
    const text = lines.join("\n");
    const key = hash("sha256", text, "hex");
    if (!this.#definitions.has(key)) this.#zoneBytes += text.length;
    if (this.#zoneBytes > maxZoneBytes) return false;
    const shared = this.#definitions.get(key) ?? lines;
    this.#definitions.set(key, shared);
    const zones = this.#zones.get(calendar) ?? new Map<string, ReadonlyArray<string>>();
    zones.set(name, shared);
    this.#zones.set(calendar, zones);
    return true;
  }

  addEvent(event: CalendarEvent): void {
    if (event.recurrenceId === null) {
      if (event.rules.length > 0 || event.extraDates.length > 0)
        this.#series.set(event.uid, Math.max(this.seriesVersion(event.uid), versionOf(event)));
    } else if (event.thisAndFuture && this.#rangeCount < maxRanges) {
      this.#rangeCount++;
      const ranges = [...(this.#ranges.get(event.uid) ?? []), event];
      this.#ranges.set(
        event.uid,
        ranges.toSorted((a, b) => a.start.wallMs - b.start.wallMs),
      );
    } else {
      const changed = this.#changed.get(event.uid);
      if (changed === undefined) this.#changed.set(event.uid, [event.recurrenceId]);
      else changed.push(event.recurrenceId);
    }
  }

  /** False when another meeting of this file has the same name and version: both cannot be told apart. */
  tell(event: CalendarEvent): boolean {
    const key = shortHash(event.uid);
    const version = versionOf(event);
    const before = this.#told.get(key);
    if (before === undefined || before[0] < version) this.#told.set(key, [version, event.start.wallMs]);
    return before === undefined || before[0] !== version || before[1] === event.start.wallMs;
  }
}

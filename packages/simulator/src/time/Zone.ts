import { dayMs, hourMs, minuteMs } from "./days.ts";

const offsetText = /GMT(?:([+-])(\d{2}):(\d{2}))?/;

/** One time zone: its offset at any moment, found once a day and remembered. */
export class Zone {
  /** IANA name. */
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #days = new Map<
    number,
    { readonly before: number; readonly changesAt: number; readonly after: number }
  >();

  constructor(name: string) {
    this.name = name;
    this.#format = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" });
  }

  #ask(ms: number): number {
    const found = offsetText.exec(this.#format.format(ms));
    const minutes = Number(found?.[2] ?? 0) * 60 + Number(found?.[3] ?? 0);
    return found?.[1] === "-" ? -minutes : minutes;
  }

  #day(day: number) {
    const known = this.#days.get(day);
    if (known !== undefined) return known;
    const before = this.#ask(day * dayMs);
    const after = this.#ask((day + 1) * dayMs);
    let changesAt = Number.POSITIVE_INFINITY;
    if (before !== after) {
      let low = day * dayMs;
      changesAt = low + dayMs;
      // Clocks change on a quarter of an hour.
      while (changesAt - low > hourMs / 4) {
        const middle = low + Math.floor((changesAt - low) / (hourMs / 2)) * (hourMs / 4);
        if (this.#ask(middle) === before) low = middle;
        else changesAt = middle;
      }
    }
    const made = { before, changesAt, after };
    this.#days.set(day, made);
    return made;
  }

  /** Minutes to add to UTC. */
  offsetMinutes(utcMs: number): number {
    const day = this.#day(Math.floor(utcMs / dayMs));
    return utcMs < day.changesAt ? day.before : day.after;
  }

  /** What the clock on the wall shows, as if it were UTC. */
  wall(utcMs: number): number {
    return utcMs + this.offsetMinutes(utcMs) * minuteMs;
  }

  /** When the clock on the wall shows `wallMs`: the first of two, later by the gap where it is skipped (RFC 5545 3.3.5). */
  moment(wallMs: number): number {
    const early = wallMs - this.offsetMinutes(wallMs - dayMs) * minuteMs;
    if (this.wall(early) === wallMs) return early;
    const late = wallMs - this.offsetMinutes(wallMs + dayMs) * minuteMs;
    return this.wall(late) === wallMs ? late : early;
  }
}

const zones = new Map<string, Zone>();

/** One instance per name, so that what it remembers is shared. */
export const zoneOf = (name: string): Zone => {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const made = new Zone(name);
  zones.set(name, made);
  return made;
};

import type { CalendarEvent } from "./CalendarEvent.ts";
import type { CalendarDuration, CalendarTime } from "./CalendarTime.ts";
import { momentOf, type Zone } from "./zones/Zone.ts";
import type { ZoneTable } from "./zones/ZoneTable.ts";

const dayMs = 86_400_000;

/** How long an event takes: by the clock (`nominal`), or as time that passes. */
export type EventLength =
  | { readonly kind: "nominal"; readonly length: CalendarDuration }
  | { readonly kind: "exact"; readonly ms: number };

/**
 * The length of an event (RFC 5545 3.6.1 and 3.8.5.3): DTEND makes every occurrence equally long in time that
 * passes, DURATION and whole days by the clock. Without both a day lasts a day, and a time takes none. Null when
 * it ends before it begins.
 */
export const lengthOf = (
  event: Pick<CalendarEvent, "start" | "end" | "duration">,
  zones: ZoneTable,
): EventLength | null => {
  const { start, end, duration } = event;
  if (duration !== null)
    return duration.days < 0 || duration.ms < 0 ? null : { kind: "nominal", length: duration };
  if (start.kind === "date") {
    const days = end === null ? 1 : Math.round((end.wallMs - start.wallMs) / dayMs);
    // Some write the last day itself as its end.
    return days < 0 ? null : { kind: "nominal", length: { days: Math.max(days, 1), ms: 0 } };
  }
  if (end === null) return { kind: "exact", ms: 0 };
  const ms = zones.moment(end) - zones.moment(start);
  return ms < 0 ? null : { kind: "exact", ms };
};

/** When an occurrence that begins at `wallMs` of its zone ends, UTC ms. */
export const endOf = (startMs: number, wallMs: number, zone: Zone, length: EventLength): number => {
  if (length.kind === "exact") return startMs + length.ms;
  const { days, ms } = length.length;
  return (days === 0 ? startMs : momentOf(zone, wallMs + days * dayMs)) + ms;
};

const text = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");

/** When a series has an occurrence, as it is written in the occurrence's key. */
export const recurrenceText = (time: CalendarTime, startMs: number): string => {
  if (time.kind === "date") return text(time.wallMs).slice(0, 8);
  return time.kind === "floating" ? text(time.wallMs) : `${text(startMs)}Z`;
};

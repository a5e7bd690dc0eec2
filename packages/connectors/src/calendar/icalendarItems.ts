import type { CalendarLimits } from "./CalendarLimits.ts";
import { calendarObjects } from "./CalendarObjects.ts";
import type { FileItem } from "./readCalendar.ts";
import { readEvent } from "./readEvent.ts";

/** The events of an iCalendar file. */
export async function* icalendarItems(
  chunks: AsyncIterable<Uint8Array>,
  limits: CalendarLimits,
): AsyncGenerator<FileItem> {
  for await (const item of calendarObjects(chunks, limits)) {
    if (item.kind !== "event") {
      yield item;
      continue;
    }
    const { calendar, position, sizeBytes } = item;
    const event = readEvent(item);
    if ("uid" in event) yield { kind: "event", calendar, position, event, sizeBytes };
    else {
      const reason = `The event cannot be read: ${event.property}: ${event.message}.`;
      yield { kind: "problem", position, code: "invalid_document", reason, sizeBytes };
    }
  }
}

import type { Attendee } from "@rapport/contracts/Meeting";
import { calendarAddress, readAttendee, uniqueAttendees } from "./attendees.ts";
import type { Property } from "./Property.ts";

/** The address of ORGANIZER; null without one. */
export const organiserOf = (property: Property | undefined): string | null =>
  property === undefined
    ? null
    : calendarAddress(String(property.values[0] ?? ""), property.params.get("email") ?? null);

export const attendeesOf = (properties: ReadonlyArray<Property>): ReadonlyArray<Attendee> =>
  uniqueAttendees(properties.map(readAttendee).filter((attendee) => attendee !== null));

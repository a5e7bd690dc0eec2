import type { Attendee } from "@rapport/contracts/Meeting";
import { calendarAddress, isCalendarMachine, readAttendee, uniqueAttendees } from "./attendees.ts";
import type { Property } from "./Property.ts";

/** The address of ORGANIZER; null without one of a person. */
export const organiserOf = (property: Property | undefined): string | null => {
  if (property === undefined) return null;
  const address = calendarAddress(String(property.values[0] ?? ""), property.params.get("email") ?? null);
  return address === null || isCalendarMachine(address) ? null : address;
};

export const attendeesOf = (properties: ReadonlyArray<Property>): ReadonlyArray<Attendee> =>
  uniqueAttendees(properties.map(readAttendee).filter((attendee) => attendee !== null));

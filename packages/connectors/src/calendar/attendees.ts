import type { Attendance, Attendee } from "@rapport/contracts/Meeting";
import { addressKind } from "@rapport/domain/mail/AddressKind";
import { organisationOf } from "../mail/Organisation.ts";
import { normalAddress } from "../mail/Participants.ts";
import type { Property } from "./Property.ts";

const maxAttendees = 500;

const attendance: ReadonlyMap<string, Attendance> = new Map([
  ["ACCEPTED", "accepted"],
  ["COMPLETED", "accepted"],
  ["IN-PROCESS", "accepted"],
  ["DECLINED", "declined"],
  ["TENTATIVE", "tentative"],
  ["NEEDS-ACTION", "needs_action"],
  ["DELEGATED", "delegated"],
  // vCalendar 1.0
  ["CONFIRMED", "accepted"],
  ["NEEDS ACTION", "needs_action"],
  ["SENT", "needs_action"],
]);

const roles: ReadonlyMap<string, Attendee["role"]> = new Map([
  ["CHAIR", "chair"],
  ["OPT-PARTICIPANT", "optional"],
  ["NON-PARTICIPANT", "non_participant"],
]);

/** The best known of two answers of one person in one version: an answer is better than none. */
const answered: Readonly<Record<Attendance, number>> = {
  declined: 5,
  accepted: 4,
  tentative: 3,
  delegated: 2,
  needs_action: 1,
  unknown: 0,
};

/** The address of a CAL-ADDRESS: of its value, else of the EMAIL parameter (RFC 7986); null without one. */
export const calendarAddress = (value: string, email: string | null): string | null => {
  const address = value.trim().replace(/^mailto:/i, "");
  return normalAddress(decodeUri(address)) ?? (email === null ? null : normalAddress(email));
};

/** Addresses of calendars and rooms at Google, which nobody reads. */
export const isCalendarMachine = (address: string): boolean =>
  /@(?:group|resource|import)\.calendar\.google\.com$|^unknownorganizer@calendar\.google\.com$/.test(address);

const decodeUri = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export const attendeeOf = (
  address: string,
  about: { role: Attendee["role"]; attendance: Attendance; resource: boolean },
): Attendee => ({
  address,
  organisation: organisationOf(address),
  kind: addressKind(address),
  ...about,
  resource: about.resource || isCalendarMachine(address),
});

/** Each address once, with the best known answer, in the order of the source; the first 500. */
export const uniqueAttendees = (all: Iterable<Attendee>): ReadonlyArray<Attendee> => {
  const found = new Map<string, Attendee>();
  for (const one of all) {
    const before = found.get(one.address);
    if (before === undefined && found.size >= maxAttendees) continue;
    if (before === undefined || answered[one.attendance] > answered[before.attendance])
      found.set(one.address, one);
  }
  return [...found.values()];
};

/** ATTENDEE of RFC 5545 3.8.4.1; null without an address that people write to. */
export const readAttendee = (property: Property): Attendee | null => {
  const parameter = (name: string): string => (property.params.get(name) ?? "").trim().toUpperCase();
  const address = calendarAddress(String(property.values[0] ?? ""), property.params.get("email") ?? null);
  if (address === null) return null;
  const said = parameter("partstat") || parameter("status");
  return attendeeOf(address, {
    role: roles.get(parameter("role")) ?? "required",
    attendance: said === "" ? "unknown" : (attendance.get(said) ?? "unknown"),
    resource: ["ROOM", "RESOURCE"].includes(parameter("cutype")),
  });
};

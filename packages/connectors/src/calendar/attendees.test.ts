import { expect, it } from "@effect/vitest";
import { readAttendee, uniqueAttendees } from "./attendees.ts";
import { organiserOf } from "./eventPeople.ts";
import { readProperty } from "./Property.ts";

const attendee = (line: string) => {
  const property = readProperty(line);
  if (typeof property === "string") throw new Error(property);
  return readAttendee(property);
};

it.each([
  ["ATTENDEE;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:Ann@Acme.example", { address: "ann@acme.example", attendance: "accepted", role: "chair", resource: false }],
  ['ATTENDEE;CN="Doe, Ann";PARTSTAT=declined;ROLE=OPT-PARTICIPANT:MAILTO:ann@acme.example', { attendance: "declined", role: "optional" }],
  ["ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room@acme.example", { resource: true }],
  ["ATTENDEE;CUTYPE=RESOURCE:mailto:beamer@acme.example", { resource: true, attendance: "unknown", role: "required" }],
  ["ATTENDEE:mailto:c_1@resource.calendar.google.com", { resource: true }],
  ['ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:bob@acme.example":mailto:ann@acme.example', { attendance: "delegated" }],
  ["ATTENDEE;PARTSTAT=X-MAYBE:mailto:ann@acme.example", { attendance: "unknown" }],
  ["ATTENDEE;EMAIL=ann@acme.example:urn:uuid:1234", { address: "ann@acme.example", organisation: "acme.example" }],
  ["ATTENDEE:mailto:ann%40acme.example", { address: "ann@acme.example" }],
  ["ATTENDEE;PARTSTAT=ACCEPTED:invalid:nomail", null],
  ["ATTENDEE:", null],
])("reads %s", (line, expected) => {
  if (expected === null) expect(attendee(line)).toBeNull();
  else expect(attendee(line)).toMatchObject(expected);
}); // prettier-ignore

it("holds each person once, with the best known answer, and five hundred of them", () => {
  const lines = [
    "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ann@acme.example",
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ANN@acme.example",
    ...Array.from({ length: 600 }, (_, i) => `ATTENDEE:mailto:p${i}@acme.example`),
  ];
  const people = uniqueAttendees(lines.map(attendee).filter((one) => one !== null));
  expect(people).toHaveLength(500);
  expect(people[0]).toMatchObject({ address: "ann@acme.example", attendance: "accepted" });
});

it("does not take a calendar at Google for an organiser", () => {
  const organiser = (value: string) => {
    const property = readProperty(`ORGANIZER:${value}`);
    return typeof property === "string" ? property : organiserOf(property);
  };
  expect(organiser("mailto:ann@acme.example")).toBe("ann@acme.example");
  expect(organiser("mailto:c_1@group.calendar.google.com")).toBeNull();
  expect(organiserOf(undefined)).toBeNull();
});

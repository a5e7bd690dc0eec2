import { describe, expect, it } from "@effect/vitest";
import { allOf, piecesOf } from "@rapport/testing/calendarText";
import { defaultCalendarLimits as limits } from "../CalendarLimits.ts";
import { calendarFile } from "../calendarFile.ts";
import { readCalendar } from "../readCalendar.ts";
import { utcZone } from "../zones/Zone.ts";
import { JsonObjects } from "./JsonObjects.ts";

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

const told = async (text: string, size = 65_536, objectBytes = limits.objectBytes): Promise<Array<string>> => {
  const bounded = { ...limits, objectBytes };
  const items = await calendarFile(() => piecesOf(Buffer.from(text), size), bounded);
  const found = await allOf(readCalendar(items, { own: utcZone, horizonMs: Date.UTC(2027, 0, 1), limits: bounded }));
  return found.map((one) => {
    if (one.kind === "problem") return `! ${one.reason}`;
    if (one.kind !== "occurrence") return one.kind;
    const { key, startMs, endMs, timeZone, event, version } = one.occurrence;
    return `${key} ${iso(startMs)} ${iso(endMs)} ${timeZone ?? "-"} ${event.status} v${version}`;
  });
}; // prettier-ignore

const time = (dateTime: string) => ({ dateTime, timeZone: "Europe/Berlin" });
const event = {
  id: "abc",
  iCalUID: "abc@google.com",
  start: time("2026-01-05T10:00:00+01:00"),
  end: time("2026-01-05T11:00:00+01:00"),
};
const series = {
  ...event,
  sequence: 1,
  updated: "2026-01-01T00:00:00.000Z",
  recurrence: ["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Europe/Berlin:20260119T100000"],
};
const page = (items: ReadonlyArray<unknown>) => ({ kind: "calendar#events", summary: "Ann", timeZone: "Europe/Berlin", items, nextPageToken: "x" }); // prettier-ignore

describe("Google Calendar", () => {
  it("gives series, exceptions and deleted occurrences, wherever these stand", async () => {
    const deleted = { id: "abc_1", status: "cancelled", recurringEventId: "abc", originalStartTime: time("2026-01-12T10:00:00+01:00") };
    for (const items of [[series, deleted], [deleted, series]]) {
      const lines = await told(JSON.stringify(page(items)));
      // What was deleted comes after its series, also where the list has it before.
      const last = lines.filter((line) => line.startsWith("abc@google.com#20260112T090000Z")).map((line) => line.split(" ").slice(-2).join(" "));
      expect(last.toSorted((a, b) => (a.split("v")[1]! < b.split("v")[1]! ? -1 : 1)).at(-1)).toMatch(/^cancelled/);
      expect(lines).toContain("abc@google.com#20260105T090000Z 2026-01-05T09:00 2026-01-05T10:00 Europe/Berlin confirmed v6062192896");
      expect(lines.some((line) => line.includes("#20260119"))).toBe(false);
    }
  }); // prettier-ignore

  it.each([
    ["a page", page([event])],
    ["several pages", [page([event]), page([{ ...event, iCalUID: "b@google.com" }])]],
    ["a list", [event]],
    ["one event", event],
  ])("is read from %s, however the bytes come", async (_, json) => {
    const whole = await told(JSON.stringify(json));
    expect(whole.filter((line) => line.includes("2026-01-05T09:00")).length).toBeGreaterThan(0);
    for (const size of [1, 7, 100]) expect(await told(JSON.stringify(json, null, 2), size)).toEqual(whole);
  }); // prettier-ignore

  it("reads one event a line, whole days, and times without a zone of their own", async () => {
    const day = { id: "d", start: { date: "2026-02-01" }, end: { date: "2026-02-03" } };
    const bare = {
      id: "e",
      start: { dateTime: "2026-02-01T09:00:00Z" },
      end: { dateTime: "2026-02-01T10:00:00Z" },
    };
    expect(await told(`${JSON.stringify(day)}\n${JSON.stringify(bare)}\n`)).toEqual([
      "calendar",
      "d@google.com 2026-02-01T00:00 2026-02-03T00:00 - confirmed v0",
      "e@google.com 2026-02-01T09:00 2026-02-01T10:00 - confirmed v0",
    ]);
  });

  it("reads people with their answers; rooms are none", async () => {
    const items = await calendarFile(() => piecesOf(Buffer.from(JSON.stringify({ ...event, organizer: { email: "ann@ours.example" }, attendees: [
      { email: "carol@acme.example", responseStatus: "declined", optional: true },
      { email: "ann@ours.example", organizer: true, responseStatus: "accepted" },
      { email: "room@ours.example", resource: true },
      { displayName: "nobody" },
    ] }))), limits);
    const found = await allOf(items());
    const people = found.flatMap((one) => (one.kind === "event" ? [one.event] : []))[0]!;
    expect(people.organiser).toBe("ann@ours.example");
    expect(people.attendees.map(({ address, role, attendance, resource }) => [address, role, attendance, resource])).toEqual([
      ["carol@acme.example", "optional", "declined", false],
      ["ann@ours.example", "chair", "accepted", false],
      ["room@ours.example", "required", "unknown", true],
    ]);
  }); // prettier-ignore

  it.each([
    [{ ...event, start: {} }, "! The event cannot be read: start: there is none."],
    [{ id: "x", status: "cancelled" }, "! The event cannot be read: start: it was deleted, and the list does not say when it was to be."],
    [{ ...event, start: { dateTime: "soon" } }, '! The event cannot be read: start: "soon" is no date or time.'],
    [{ ...event, attendees: 7 }, /^! It is no event of Google Calendar: attendees:/],
    [{ ...event, eventType: "outOfOffice" }, "passedOver"],
    [{ kind: "calendar#calendarListEntry", id: "c" }, "passedOver"],
  ])("says what it cannot read: %j", async (one, expected) => {
    const lines = await told(JSON.stringify(page([one])));
    expect(lines.slice(1)).toEqual([typeof expected === "string" ? expected : expect.stringMatching(expected)]);
  }); // prettier-ignore

  it("says what is cut off, too long, or something else", async () => {
    const text = JSON.stringify(page([event, { ...event, iCalUID: "b@google.com" }]));
    expect((await told(text.slice(0, -60))).at(-1)).toMatch(/ends inside an object/);
    expect(await told(JSON.stringify(page([{ ...event, summary: "x".repeat(900) }, event])), 100, 600)).toEqual([
      "calendar",
      expect.stringMatching(/longer than 600 bytes/),
      expect.stringMatching(/^abc@google.com 2026/),
    ]);
    expect(await told("[]")).toEqual([expect.stringMatching(/no events of Google Calendar/)]);
    expect((await told("{{{{")).at(-1)).toMatch(/ends inside/);
    expect((await told("{]{}")).at(-1)).toMatch(/^!/);
  }); // prettier-ignore
});

it("JsonObjects is not misled by brackets and quotes in text", () => {
  const text = JSON.stringify({ a: 'x"]}\\', items: [{ b: "[{]}" }, { c: "\\" }] });
  const objects = [...new JsonObjects(1_000).take(Buffer.from(text))];
  expect(objects.map(({ kind, text }) => [kind, JSON.parse(text!)])).toEqual([
    ["page", { a: 'x"]}\\', items: [] }],
    ["item", { b: "[{]}" }],
    ["item", { c: "\\" }],
  ]);
});

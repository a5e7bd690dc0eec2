import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "@effect/vitest";
import { calendarText, eventLines } from "@rapport/testing/calendarText";
import { seededRandom, type SeededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { TestClock } from "effect/testing";
import { inspectMeetings, type InspectMeetingsOptions } from "./inspectMeetings.ts";

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "rapport-inspect-meetings-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true })),
);

/** Looks at files on the first of January 2026, in the order in which they are given. */
const inspect = (files: ReadonlyArray<string>, more: Partial<InspectMeetingsOptions> = {}) =>
  Effect.scoped(
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 0, 1));
      const root = yield* folder;
      const paths = files.map((text, i) => {
        const path = join(root, `calendar-${i}.ics`);
        writeFileSync(path, text);
        return path;
      });
      return yield* inspectMeetings({ paths, ...more });
    }),
  );

const file = calendarText([
  ...eventLines(["UID:s", "DTSTART;TZID=Europe/Berlin:20260105T090000", "DTEND;TZID=Europe/Berlin:20260105T100000", "RRULE:FREQ=WEEKLY;COUNT=4", "SEQUENCE:1"]),
  ...eventLines(["UID:s", "RECURRENCE-ID;TZID=Europe/Berlin:20260112T090000", "DTSTART;TZID=Europe/Berlin:20260113T090000", "DTEND;TZID=Europe/Berlin:20260113T100000", "SEQUENCE:1"]),
  ...eventLines(["UID:s", "RECURRENCE-ID;TZID=Europe/Berlin:20260119T090000", "DTSTART;TZID=Europe/Berlin:20260119T090000", "STATUS:CANCELLED", "SEQUENCE:1"]),
  ...eventLines(["UID:day", "DTSTART;VALUE=DATE:20260201"]),
  ...eventLines(["UID:mars", "DTSTART;TZID=Mars/Olympus:20260202T090000"]),
  ...eventLines(["UID:broken", "DTSTART:soon"]),
  "BEGIN:VTODO", "UID:t", "END:VTODO",
]); // prettier-ignore

it.effect("says what calendars hold, whatever copies of them there are", () =>
  Effect.gen(function* () {
    const { figures, ...more } = yield* inspect([file, file]);
    expect(figures).toEqual({
      calendars: 2, series: 1, occurrences: 6, cancelled: 1, moved: 1, unknownTimeZones: 1, unreadable: 2,
    });
    expect(more).toMatchObject({
      accounts: ["calendar-0", "calendar-1"],
      unreadableByCode: { invalid_document: 2 },
      unknownTimeZones: ["Mars/Olympus"],
      passedOver: { VTODO: 2 },
      firstAt: Date.UTC(2026, 0, 5, 8),
      lastAt: Date.UTC(2026, 1, 2, 9),
      list: [],
    });
  }),
); // prettier-ignore

it.effect("lists what begins between two days", () =>
  Effect.gen(function* () {
    const window = { fromMs: Date.UTC(2026, 0, 12), toMs: Date.UTC(2026, 1, 2), list: true };
    const { figures, list } = yield* inspect([file], window);
    expect(figures).toMatchObject({ series: 1, occurrences: 4, cancelled: 1, moved: 1 });
    expect(list.map(({ start, end, zone, status, moved, allDay }) => [start.slice(0, 16), end.slice(0, 16), zone, status, moved, allDay])).toEqual([
      ["2026-01-13T08:00", "2026-01-13T09:00", "Europe/Berlin", "confirmed", true, false],
      ["2026-01-19T08:00", "2026-01-19T08:00", "Europe/Berlin", "cancelled", false, false],
      ["2026-01-26T08:00", "2026-01-26T09:00", "Europe/Berlin", "confirmed", false, false],
      ["2026-02-01T00:00", "2026-02-02T00:00", null, "confirmed", false, true],
    ]);
  }),
); // prettier-ignore

it.effect("follows series to the day asked for, beyond the horizon", () =>
  Effect.gen(function* () {
    const yearly = calendarText(eventLines(["DTSTART:20200101T090000Z", "RRULE:FREQ=YEARLY"]));
    expect((yield* inspect([yearly])).figures.occurrences).toBe(8);
    expect((yield* inspect([yearly], { horizonDays: 1 })).figures.occurrences).toBe(7);
    expect((yield* inspect([yearly], { toMs: Date.UTC(2040, 0, 1) })).figures.occurrences).toBe(20);
  }),
);

it.effect("leaves out what a newer version of its series does not have", () =>
  Effect.gen(function* () {
    const version = (sequence: number, count: number) =>
      calendarText(eventLines(["DTSTART:20260105T090000Z", `RRULE:FREQ=WEEKLY;COUNT=${count}`, `SEQUENCE:${sequence}`]));
    for (const files of [[version(0, 5), version(1, 3)], [version(1, 3), version(0, 5)]])
      expect((yield* inspect(files)).figures.occurrences).toBe(3);
  }),
); // prettier-ignore

/** A calendar of a few meetings, told in one of several versions. */
const randomCalendar = (random: SeededRandom): string => {
  const event = (uid: number, recurrence: ReadonlyArray<string>) =>
    eventLines([
      `UID:u${uid}`,
      ...recurrence,
      `DTSTART:2026010${5 + random.int(0, 1)}T090000Z`,
      `SEQUENCE:${random.int(0, 2)}`,
      `LAST-MODIFIED:2025120${random.int(1, 3)}T000000Z`,
      ...(random.chance(0.2) ? ["STATUS:CANCELLED"] : []),
      ...["ann@ours.example", "carol@acme.example"].map((address) => `ATTENDEE;PARTSTAT=${random.pick(["ACCEPTED", "DECLINED", "NEEDS-ACTION"])}:mailto:${address}`),
    ]);
  const events = Array.from({ length: random.int(1, 4) }, () =>
    random.chance(0.5)
      ? event(random.int(0, 3), random.chance(0.6) ? ["RRULE:FREQ=WEEKLY;COUNT=2"] : [])
      : event(random.int(0, 3), ["RECURRENCE-ID:20260112T090000Z"]),
  );
  return calendarText(events.flat());
}; // prettier-ignore

it.effect("any order of calendars, and any copies of them, say the same", () =>
  Effect.gen(function* () {
    const random = seededRandom(9);
    for (let round = 0; round < 15; round++) {
      const files = Array.from({ length: random.int(2, 4) }, () => randomCalendar(random));
      const copies = files.filter(() => random.chance(0.4));
      const before = yield* inspect(files, { list: true });
      const after = yield* inspect(random.shuffle([...files, ...copies]), { list: true });
      expect([round, after.list]).toEqual([round, before.list]);
    }
  }),
);

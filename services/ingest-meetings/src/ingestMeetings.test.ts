import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "@effect/vitest";
import { encodeEvent } from "@rapport/contracts/EventCodec";
import type { MeetingEvent } from "@rapport/contracts/Meeting";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { readLog } from "@rapport/ingest/readLog";
import { calendarText, eventLines } from "@rapport/testing/calendarText";
import { writeLater } from "@rapport/testing/writeLater";
import { Effect, type Scope } from "effect";
import { TestClock } from "effect/testing";
import { ingestMeetings } from "./ingestMeetings.ts";
import { replayMeetings } from "./replayMeetings.ts";

const dayMs = 86_400_000;
const now = Date.UTC(2026, 0, 1);

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "rapport-meetings-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true })),
);

const write = (root: string, files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeLater(join(root, name), text);
  }
};

/** Runs on a log in memory, on the first of January 2026, with an empty folder. */
const inFolder = <A, E>(program: (root: string) => Effect.Effect<A, E, EventLog | Scope.Scope>) =>
  Effect.scoped(
    Effect.gen(function* () {
      yield* TestClock.setTime(now);
      return yield* program(yield* folder);
    }),
  ).pipe(Effect.provide(MemoryEventLog.layer({ storage: MemoryEventLog.makeStorage() })));

const meetings = Effect.map(readLog, (events) =>
  events.filter((event): event is MeetingEvent => event.type.startsWith("meeting.")),
);

const letters = Effect.map(readLog, (events) =>
  events.flatMap((event) => (event.type === "dead_letter.raised" ? [event.reason] : [])),
);

const say = (event: unknown) =>
  Effect.flatMap(EventLog, (log) =>
    log.append(topics.directory.name, [{ key: "firm", value: encodeEvent(event as never) }]),
  );

const directoryEvent = (type: string, data: unknown) => ({
  id: "0".repeat(31) + String(type.length % 10),
  type,
  version: 1,
  source: { connector: "cli", account: "owner", file: "", position: "" },
  occurredAt: now,
  recordedAt: now,
  parties: [],
  members: [],
  data,
});

const ours = directoryEvent("firm.configured", {
  ownDomains: ["ours.example"],
  ownAddresses: [],
  timeZone: "Europe/Berlin",
  workingDays: [1, 2, 3, 4, 5],
  workStartMinute: 540,
  workEndMinute: 1_020,
  holidays: [],
});

const weekly = calendarText(
  eventLines([
    "DTSTART:20260105T090000Z",
    "DTEND:20260105T100000Z",
    "RRULE:FREQ=WEEKLY",
    "SUMMARY:[ACME-WEB] Weekly with Carol about the launch",
    "ORGANIZER:mailto:ann@ours.example",
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ann@ours.example",
    "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:carol@acme.example",
    "ATTENDEE;CUTYPE=ROOM:mailto:attic@ours.example",
  ]),
);

it.effect("a series goes on as time passes: the same file adds the occurrences that came into view", () =>
  inFolder((root) =>
    Effect.gen(function* () {
      write(root, { "ann.ics": weekly });
      const options = { paths: [root], horizonDays: 30 };
      const first = yield* ingestMeetings(options);
      expect(first).toMatchObject({ newRecords: 4, deadLetters: 0 });
      // On the same day nothing is even read.
      yield* TestClock.adjust("10 hours");
      expect(yield* ingestMeetings(options)).toMatchObject({ skippedFiles: 1, newRecords: 0 });
      yield* TestClock.adjust("10 days");
      expect(yield* ingestMeetings(options)).toMatchObject({ newRecords: 2, unchanged: 4, revisions: 0 });
      const starts = (yield* meetings).map(({ occurredAt }) => (occurredAt - now) / dayMs);
      expect(starts.toSorted((a, b) => a - b)).toEqual([4, 11, 18, 25, 32, 39].map((day) => day + 9 / 24));
    }),
  ),
);

it.effect("people outside are parties, then what the title names; the title itself stays behind", () =>
  inFolder((root) =>
    Effect.gen(function* () {
      yield* say(ours);
      write(root, { "ann.ics": weekly });
      yield* ingestMeetings({ paths: [join(root, "ann.ics")], horizonDays: 5 });
      const [event] = yield* meetings;
      expect(event).toMatchObject({
        type: "meeting.scheduled",
        source: { connector: "calendar", account: "ann", file: "ann.ics" },
        parties: ["email:carol@acme.example", "domain:acme.example", "project:acme-web"],
        members: ["email:ann@ours.example"],
        data: { series: "one@acme.example", recurring: true, sequence: 0, organiser: "ann@ours.example" },
      });
      const attendees = event!.data.attendees.map(({ address, resource }) => [address, resource]);
      expect(attendees).toContainEqual(["attic@ours.example", true]);
      expect(JSON.stringify(yield* readLog)).not.toMatch(/launch|Weekly/);
    }),
  ),
);

const meeting = (...lines: ReadonlyArray<string>): string =>
  calendarText(eventLines(["ATTENDEE;PARTSTAT=ACCEPTED:mailto:carol@acme.example", ...lines]));

it.effect("a meeting in several calendars is one event", () =>
  inFolder((root) =>
    Effect.gen(function* () {
      const text = meeting("DTSTART:20260105T090000Z");
      write(root, { "ann.ics": text, "bob.ics": text, "old/ann.ics": text });
      expect(yield* ingestMeetings({ paths: [root] })).toMatchObject({ newRecords: 1, unchanged: 2 });
    }),
  ),
);

it.effect("copies that know different answers are told once, however often and in whatever order they are read", () =>
  inFolder((root) =>
    Effect.gen(function* () {
      const copy = (own: number) =>
        calendarText(
          eventLines([
            "DTSTART:20260105T090000Z",
            ...Array.from({ length: 12 }, (_, i) => `ATTENDEE;PARTSTAT=${i === own ? "ACCEPTED" : "NEEDS-ACTION"}:mailto:p${i}@acme.example`),
          ]),
        );
      write(root, Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`p${i}.ics`, copy(i)])));
      yield* ingestMeetings({ paths: [root] });
      const before = (yield* readLog).length;
      for (let day = 0; day < 3; day++) {
        yield* TestClock.adjust("1 day");
        yield* ingestMeetings({ paths: [root] });
      }
      expect((yield* readLog).length).toBe(before);
      const all = yield* meetings;
      expect(new Set(all.map(({ data }) => data.document.key)).size).toBe(1);
      expect(new Set(all.map(({ id }) => id)).size).toBe(12);
    }),
  ),
); // prettier-ignore

it.effect("a new time is a reschedule, a cancellation keeps its time and when it was made", () =>
  inFolder((root) =>
    Effect.gen(function* () {
      const version = (sequence: number, ...lines: ReadonlyArray<string>) =>
        write(root, { "ann.ics": meeting(`SEQUENCE:${sequence}`, ...lines) });
      const read = ingestMeetings({ paths: [root] });
      version(0, "DTSTART:20260105T090000Z", "LAST-MODIFIED:20260101T080000Z");
      yield* read;
      version(1, "DTSTART:20260106T090000Z", "LAST-MODIFIED:20260102T080000Z");
      yield* read;
      version(2, "DTSTART:20260106T090000Z", "LAST-MODIFIED:20260103T080000Z", "TRANSP:TRANSPARENT");
      yield* read;
      version(3, "DTSTART:20260106T090000Z", "LAST-MODIFIED:20260105T090000Z", "STATUS:CANCELLED");
      yield* read;
      const told = (yield* meetings).map(({ type, data }) => [type, data.sequence, data.startAt - data.changedAt!]);
      expect(told).toEqual([
        ["meeting.scheduled", 0, 97 * 3_600_000],
        ["meeting.rescheduled", 1, 97 * 3_600_000],
        ["meeting.scheduled", 2, 73 * 3_600_000],
        ["meeting.cancelled", 3, 24 * 3_600_000],
      ]);
      const revisions = (yield* meetings).map(({ data }) => data.document.revision);
      expect(revisions).toEqual(revisions.toSorted((a, b) => a - b));
      expect(Number.isSafeInteger(revisions.at(-1))).toBe(true);
    }),
  ),
); // prettier-ignore

it.effect("a message that cancels one occurrence meets the series another calendar has", () =>
  inFolder((root) =>
    Effect.gen(function* () {
      const cancel = calendarText(
        eventLines(["SEQUENCE:1", "RECURRENCE-ID:20260112T090000Z", "DTSTART:20260112T090000Z"]),
        ["METHOD:CANCEL"],
      );
      write(root, { "ann.ics": weekly, "cancel.ics": cancel });
      yield* ingestMeetings({ paths: [root], horizonDays: 30 });
      const all = yield* meetings;
      const second = all.filter(({ data }) => data.document.key.endsWith("#20260112T090000Z"));
      expect(second.map(({ type }) => type)).toEqual(["meeting.scheduled", "meeting.cancelled"]);
      expect(second[1]!.data.document.revision).toBeGreaterThan(second[0]!.data.document.revision);
    }),
  ),
);

it.effect("what cannot be read is a dead letter, and resolved when it can", () =>
  inFolder((root) =>
    Effect.gen(function* () {
      const good = eventLines(["DTSTART:20260105T090000Z"]);
      write(root, {
        "ann.ics": calendarText([...good, ...eventLines(["UID:x", "DTSTART:soon"])]),
        "not.ics": "hello",
        "empty.ics": "",
      });
      expect(yield* ingestMeetings({ paths: [root] })).toMatchObject({ newRecords: 1, deadLetters: 3 });
      expect((yield* letters).toSorted()).toEqual([
        expect.stringMatching(/^It is no calendar/),
        'The event cannot be read: DTSTART: "soon" is no date or time.',
        "The file is empty.",
      ]);
      write(root, {
        "ann.ics": calendarText([...good, ...eventLines(["UID:x", "DTSTART:20260106T090000Z"])]),
      });
      expect(yield* ingestMeetings({ paths: [root] })).toMatchObject({ newRecords: 1, resolved: 1 });
    }),
  ),
);

it.effect("a replay reads the file of a letter again, as it was read then", () =>
  inFolder((root) =>
    Effect.gen(function* () {
      const text = (start: string) => calendarText(eventLines([`DTSTART:${start}`, "RRULE:FREQ=DAILY"]));
      write(root, { "ann.ics": text("soon") });
      const path = join(root, "ann.ics");
      yield* ingestMeetings({ paths: [path], horizonDays: 2, account: "ours" });
      const [letter] = (yield* readLog).filter((event) => event.type === "dead_letter.raised");
      const replay = (dryRun: boolean) => replayMeetings({ dryRun })(letter!);
      expect(yield* replay(false)).toMatchObject({ kind: "still_refused" });
      write(root, { "ann.ics": text("20260101T090000Z") });
      expect(yield* replay(true)).toMatchObject({ kind: "resolved" });
      expect(yield* meetings).toEqual([]);
      expect(yield* replay(false)).toMatchObject({ kind: "resolved" });
      expect((yield* meetings).map(({ source }) => source.account)).toEqual(["ours", "ours", "ours"]);
      rmSync(path);
      expect(yield* replay(false)).toMatchObject({ kind: "unavailable" });
    }),
  ),
);

it.effect("floating times and days are in the firm's zone, and move with it", () =>
  inFolder((root) =>
    Effect.gen(function* () {
      write(root, { "ann.ics": meeting("DTSTART:20260706T090000") });
      yield* ingestMeetings({ paths: [root] });
      yield* say(ours);
      yield* ingestMeetings({ paths: [root] });
      const starts = (yield* meetings).map(({ data }) => new Date(data.startAt).toISOString());
      expect(starts).toEqual(["2026-07-06T09:00:00.000Z", "2026-07-06T07:00:00.000Z"]);
    }),
  ),
);

it.effect("fails for a path that is not there", () =>
  inFolder((root) =>
    Effect.gen(function* () {
      const failed = yield* Effect.flip(ingestMeetings({ paths: [join(root, "nowhere.ics")] }));
      expect(failed.message).toMatch(/nowhere\.ics/);
    }),
  ),
);

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "@effect/vitest";
import { defaultCalendarLimits } from "@rapport/connectors/calendar/CalendarLimits";
import { decodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import type { InputFile } from "@rapport/connectors/files/InputFile";
import { utcZone } from "@rapport/connectors/calendar/zones/Zone";
import { unknownFirm } from "@rapport/ingest-meetings/MeetingFirm";
import { makeTally } from "@rapport/ingest-meetings/MeetingTally";
import { readMeetings } from "@rapport/ingest-meetings/readMeetings";
import { documentEventId } from "@rapport/ingest/documentEventId";
import type { Found, FoundEvent } from "@rapport/ingest/Found";
import { calendarText, eventLines, piecesOf } from "@rapport/testing/calendarText";
import { seededRandom, type SeededRandom } from "@rapport/testing/seededRandom";
import { Effect, Stream } from "effect";

const fixtures = fileURLToPath(new URL("../fixtures/calendars", import.meta.url));
const rounds = Number(process.env["RAPPORT_FUZZ_ROUNDS"] ?? 250);
const firstSeed = Number(process.env["RAPPORT_FUZZ_SEED"] ?? 1);

const horizonMs = Date.UTC(2026, 0, 1);
/** Small enough that a round takes no time, and that the bounds are met. */
const limits = {
  ...defaultCalendarLimits,
  occurrences: 300,
  ruleSteps: 2_000,
  lineBytes: 20_000,
  objectBytes: 40_000,
};

const fileOf = (bytes: Uint8Array, size: number): InputFile => ({
  file: "fuzz.ics",
  path: "/fuzz.ics",
  sizeBytes: bytes.length,
  modifiedAtMs: 0,
  open: () => piecesOf(bytes, size),
});

const foundIn = (bytes: Uint8Array, size = 65_536, tally = makeTally()): Effect.Effect<ReadonlyArray<Found>> =>
  Stream.runCollect(readMeetings([fileOf(bytes, size)], { firm: unknownFirm, own: utcZone, horizonMs, limits, tally })).pipe(
    Effect.map((all) => [...all]),
  ); // prettier-ignore

/** As the ingest makes it, and as whoever reads the log gets it. */
const refusal = (item: FoundEvent): unknown => {
  const { type, occurredAt, parties, members, data } = item.draft(null);
  const { connector, account, file, position } = item.at;
  const event = {
    id: documentEventId(item, item.revision ?? 1), type, version: 1, source: { connector, account, file, position }, occurredAt, recordedAt: 0,
    parties, members, data: { document: { key: item.key, revision: item.revision }, ...data },
  }; // prettier-ignore
  const decoded = decodeEvent(topics.interactions.name, Buffer.from(JSON.stringify(event)));
  return decoded.ok ? null : decoded.issues;
};

const expectSound = (found: ReadonlyArray<Found>): void => {
  for (const item of found) {
    if (item.kind === "event") expect(refusal(item)).toBeNull();
    else if (item.kind === "problem") {
      expect(item.reason).toMatch(/^[A-Z"].{15,}/s);
      expect(item.sizeBytes).toBeGreaterThanOrEqual(0);
    }
  }
  expect(found.at(-1)?.kind).toBe("fileEnd");
};

const shipped: ReadonlyArray<Buffer> = ["findings", "golang-ical", "jsical", "npm-ical"].flatMap((folder) =>
  readdirSync(`${fixtures}/${folder}`)
    .filter((name) => /\.(?:ics|json)$/.test(name))
    .map((name) => readFileSync(`${fixtures}/${folder}/${name}`)),
);

const google = Buffer.from(
  JSON.stringify({
    kind: "calendar#events",
    timeZone: "Europe/Berlin",
    items: [
      { id: "a", iCalUID: "a@google.com", updated: "2025-01-01T00:00:00Z", start: { dateTime: "2025-01-06T10:00:00+01:00", timeZone: "Europe/Berlin" }, end: { dateTime: "2025-01-06T11:00:00+01:00" }, recurrence: ["RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE:20250113T090000Z"], attendees: [{ email: "carol@acme.example", responseStatus: "accepted" }] },
      { id: "a_1", status: "cancelled", recurringEventId: "a", originalStartTime: { dateTime: "2025-01-20T10:00:00+01:00" } },
      { id: "d", start: { date: "2025-02-01" }, end: { date: "2025-02-02" } },
    ],
  }),
); // prettier-ignore

const nasty = [
  "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR", "BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", "RRULE:FREQ=SECONDLY",
  "RRULE:FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "RRULE:FREQ=YEARLY;BYSETPOS=-366;BYYEARDAY=-366;BYDAY=5MO",
  "RRULE:FREQ=DAILY;INTERVAL=999999999999999;COUNT=999999999999999", "DTSTART:00000101T000000Z", "DTSTART:99991231T235959Z",
  "DTEND:18991231", "DURATION:P99999999999W", "EXDATE;TZID=:,,,;/", "RDATE;VALUE=PERIOD:20250101T000000Z/P1D,/,x/y",
  "RECURRENCE-ID;RANGE=THISANDFUTURE:20250101T000000Z", "SEQUENCE:-1", "SEQUENCE:4294967295", "SEQUENCE:1e99", "LAST-MODIFIED:99991231T235959Z",
  "ATTENDEE;PARTSTAT=\":mailto:x", `ATTENDEE:mailto:${"x".repeat(400)}@acme.example`, `UID:${"u".repeat(3_000)}`, "UID:", "TZID:Europe/Berlin",
  "DTSTART;TZID=Mars/Olympus:20250101T090000", "DTSTART;TZID=\"/a/b/c/Europe/Berlin\":20250101T090000", `X-A:${"y".repeat(30_000)}`, " folded", "\t", "BEGIN:", "END:", ":", ";=:", "\u0000\u0000", "\u{1F4A9}:\uD800",
]; // prettier-ignore

/** One of the ways in which files are broken on their way, or on purpose. */
const broken = (random: SeededRandom, file: Buffer): Buffer => {
  const bytes = Buffer.from(file);
  const at = (): number => random.int(0, Math.max(0, bytes.length - 1));
  switch (random.int(0, 6)) {
    case 0:
      return bytes.subarray(0, at());
    case 1:
      for (let i = random.int(1, 30); i > 0 && bytes.length > 0; i--) bytes[at()]! ^= 1 << random.int(0, 7);
      return bytes;
    case 2: {
      const lines = bytes.toString("utf8").split(/\r?\n/);
      for (let i = random.int(1, 6); i > 0; i--) lines.splice(random.int(0, lines.length), random.int(0, 1), random.pick(nasty));
      return Buffer.from(lines.join(random.pick(["\r\n", "\n", "\r"])));
    }
    case 3:
      return Buffer.from(bytes.toString("utf8"), "utf16le");
    case 4:
      return Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]);
    case 5: {
      const [from, to] = [at(), at()].toSorted((a, b) => a - b);
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from!)]);
    }
    default: {
      const lines = bytes.toString("utf8").split(/\r?\n/);
      return Buffer.from(random.shuffle(lines).join("\r\n"));
    }
  }
}; // prettier-ignore

it.live(
  `broken calendars give meetings or problems, never an error: ${rounds} of them from seed ${firstSeed} on`,
  () =>
    Effect.gen(function* () {
      for (let seed = firstSeed; seed < firstSeed + rounds; seed++) {
        const random = seededRandom(seed);
        let bytes = random.chance(0.15) ? google : random.pick(shipped);
        for (let i = random.int(1, 3); i > 0; i--) bytes = broken(random, bytes);
        const size = random.pick([1, 17, 1_000, 65_536]);
        const tally = makeTally();
        const found = yield* foundIn(bytes, size, tally).pipe(
          Effect.catchDefect((defect) =>
            Effect.sync(() => expect.fail(`seed ${seed}: ${String(defect)} (RAPPORT_FUZZ_SEED=${seed} RAPPORT_FUZZ_ROUNDS=1)`)),
          ),
        );
        expectSound(found);
        // Nothing is left out silently: what is not empty gives something, or says that it is none.
        if (bytes.length > 0 && !/BEGIN:VCALENDAR/i.test(bytes.toString("latin1").replaceAll("\0", "")))
          expect([seed, found.length > 1 || tally.passedOver.size > 0]).toEqual([seed, true]);
        expect([seed, (yield* foundIn(bytes)).map(told)]).toEqual([seed, found.map(told)]);
      }
    }),
  60_000,
); // prettier-ignore

const told = (item: Found): string => {
  if (item.kind === "event") return `${item.key} ${item.revision} ${item.draft(null).occurredAt}`;
  return item.kind === "problem" ? `${item.at.position} ${item.reason}` : item.kind;
};

it.live("a calendar cut at any byte loses nothing that stood whole before, and says that it was cut", () =>
  Effect.gen(function* () {
    const events = [0, 1, 2].flatMap((i) => eventLines([`UID:e${i}`, `DTSTART:2025010${i + 1}T090000Z`]));
    const bytes = Buffer.from(calendarText(events));
    const ends = [0, 1, 2].map((i) => bytes.indexOf(`UID:e${i}`)).map((from) => bytes.indexOf("END:VEVENT", from) + 10);
    for (let cut = 1; cut < bytes.length; cut++) {
      const found = yield* foundIn(bytes.subarray(0, cut));
      const whole = ends.filter((end) => end <= cut).length;
      expect([cut, found.filter(({ kind }) => kind === "event").length]).toEqual([cut, whole]);
      const says = found.some(({ kind }) => kind === "problem");
      expect([cut, says]).toEqual([cut, cut < bytes.indexOf("END:VCALENDAR") + 13]);
    }
  }),
); // prettier-ignore

import { describe, expect, it } from "@effect/vitest";
import { allOf, calendarText, eventLines, piecesOf } from "@rapport/testing/calendarText";
import { type CalendarLimits, defaultCalendarLimits } from "./CalendarLimits.ts";
import { icalendarItems } from "./icalendarItems.ts";
import { type CalendarFound, readCalendar } from "./readCalendar.ts";
import { ianaZone } from "./zones/ianaZone.ts";

const horizonMs = Date.UTC(2026, 11, 31);
const london = ianaZone("Europe/London")!;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

const read = (text: string, limits: CalendarLimits = defaultCalendarLimits): Promise<Array<CalendarFound>> =>
  allOf(
    readCalendar(() => icalendarItems(piecesOf(Buffer.from(text)), limits), {
      own: london,
      horizonMs,
      limits,
    }),
  );

/** Every occurrence as `key start end status`, every problem as `! reason`. */
const told = async (text: string, limits?: CalendarLimits): Promise<Array<string>> =>
  (await read(text, limits)).flatMap((found) => {
    if (found.kind === "problem") return [`! ${found.reason}`];
    if (found.kind === "unknownZone") return [`? ${found.tzid}`];
    if (found.kind !== "occurrence") return [];
    const { key, startMs, endMs, event, timeZone } = found.occurrence;
    return [`${key.replace("one@acme.example", "one")} ${iso(startMs)} ${iso(endMs)} ${timeZone ?? "-"} ${event.status}`];
  }); // prettier-ignore

const one = (...lines: ReadonlyArray<string>): Promise<Array<string>> =>
  told(calendarText(eventLines(lines)));
const starts = async (...lines: ReadonlyArray<string>): Promise<Array<string>> =>
  (await one(...lines)).map((line) => (line.startsWith("!") ? line : line.split(" ")[1]!));

describe("a single meeting", () => {
  it.each([
    ["DTSTART:20260105T090000Z|DTEND:20260105T100000Z", "one 2026-01-05T09:00 2026-01-05T10:00 - confirmed"],
    ["DTSTART;TZID=Europe/Berlin:20260105T090000|DTEND;TZID=Europe/Berlin:20260105T100000", "one 2026-01-05T08:00 2026-01-05T09:00 Europe/Berlin confirmed"],
    ["DTSTART;TZID=America/New_York:20260706T090000|DURATION:PT45M", "one 2026-07-06T13:00 2026-07-06T13:45 America/New_York confirmed"],
    ["DTSTART:20260706T090000|DTEND:20260706T100000", "one 2026-07-06T08:00 2026-07-06T09:00 - confirmed"],
    ["DTSTART;VALUE=DATE:20260706", "one 2026-07-05T23:00 2026-07-06T23:00 - confirmed"],
    ["DTSTART:20260706", "one 2026-07-05T23:00 2026-07-06T23:00 - confirmed"],
    ["DTSTART;VALUE=DATE:20260706|DTEND;VALUE=DATE:20260708", "one 2026-07-05T23:00 2026-07-07T23:00 - confirmed"],
    ["DTSTART;VALUE=DATE:20260706|DTEND;VALUE=DATE:20260706", "one 2026-07-05T23:00 2026-07-06T23:00 - confirmed"],
    ["DTSTART:20260105T090000Z", "one 2026-01-05T09:00 2026-01-05T09:00 - confirmed"],
    ["DTSTART;TZID=Europe/Berlin:20260328T120000|DURATION:P1D", "one 2026-03-28T11:00 2026-03-29T10:00 Europe/Berlin confirmed"],
    ["DTSTART:20260105T090000Z|STATUS:CANCELLED", "one 2026-01-05T09:00 2026-01-05T09:00 - cancelled"],
    ["DTSTART:20260105T090000Z|STATUS:TENTATIVE", "one 2026-01-05T09:00 2026-01-05T09:00 - tentative"],
    ["DTSTART:20260105T100000Z|DTEND:20260105T090000Z", "! It ends before it begins: correct its end."],
    ["DTSTART:20260105T100000Z|DURATION:-PT1H", "! It ends before it begins: correct its end."],
    ["DTEND:20260105T090000Z", "! The event cannot be read: DTSTART: there is none, so it is not known when the meeting is."],
    ["DTSTART:Next Year", "! The event cannot be read: DTSTART: \"Next Year\" is no date or time."],
    ["DTSTART:20260105T090000Z|LAST-MODIFIED:99991231T235959Z", "one 2026-01-05T09:00 2026-01-05T09:00 - confirmed"],
    ["DTSTART:20260105T090000Z|RECURRENCE-ID:00010101T000000Z", "! It is not between the years 1900 and 2299: correct its date."],
    ["DTSTART:99990105T100000Z", "! It is not between the years 1900 and 2299: correct its date."],
  ])("%s", async (lines, expected) => {
    expect(await one(...lines.split("|"))).toEqual([expected]);
  }); // prettier-ignore

  it("counts a zone that nobody explains, and takes its times in the reader's", async () => {
    expect(await one("DTSTART;TZID=Mars/Olympus:20260706T090000")).toEqual([
      "one 2026-07-06T08:00 2026-07-06T08:00 - confirmed",
      "? Mars/Olympus",
    ]);
  });

  it("without a UID is named by what it says, whatever its version", async () => {
    const text = (stamp: string, note: string) =>
      calendarText(["BEGIN:VEVENT", `DTSTAMP:${stamp}`, `DESCRIPTION:${note}`, "DTSTART:20260105T090000Z", "END:VEVENT"]);
    const key = async (stamp: string, note: string) => (await told(text(stamp, note)))[0]?.split(" ")[0];
    expect(await key("20260101T000000Z", "a")).toMatch(/^sha256:/);
    expect(await key("20260102T000000Z", "a")).toBe(await key("20260101T000000Z", "a"));
    expect(await key("20260101T000000Z", "b")).not.toBe(await key("20260101T000000Z", "a"));
  }); // prettier-ignore
});

describe("a series", () => {
  it("stays at its hour when the clock changes", async () => {
    const days = await starts("DTSTART;TZID=Europe/Berlin:20260327T090000", "DTEND;TZID=Europe/Berlin:20260327T100000", "RRULE:FREQ=DAILY;COUNT=4");
    expect(days).toEqual(["2026-03-27T08:00", "2026-03-28T08:00", "2026-03-29T07:00", "2026-03-30T07:00"]);
  }); // prettier-ignore

  it("is named by UTC times, days by days, floating times by the clock", async () => {
    const keys = async (...lines: ReadonlyArray<string>) =>
      (await one(...lines)).map((line) => line.split(" ")[0]);
    const rule = "RRULE:FREQ=DAILY;COUNT=1";
    expect(await keys("DTSTART;TZID=Europe/Berlin:20260105T090000", rule)).toEqual(["one#20260105T080000Z"]);
    expect(await keys("DTSTART;VALUE=DATE:20260705", rule)).toEqual(["one#20260705"]);
    expect(await keys("DTSTART:20260705T090000", rule)).toEqual(["one#20260705T090000"]);
  });

  it("goes on to the horizon and no further", async () => {
    const days = await starts("DTSTART:20260101T090000Z", "RRULE:FREQ=MONTHLY");
    expect([days.length, days.at(-1)]).toEqual([12, "2026-12-01T09:00"]);
  });

  it("takes dates, periods and exceptions of every form", async () => {
    const days = await one(
      "DTSTART;TZID=Europe/London:20260105T090000",
      "DTEND;TZID=Europe/London:20260105T100000",
      "RRULE:FREQ=DAILY;COUNT=5",
      "EXDATE;TZID=Europe/London:20260106T090000,20260107T090000",
      "EXDATE;VALUE=DATE:20260108",
      "RDATE:20260201T120000Z",
      "RDATE;VALUE=PERIOD:20260301T120000Z/20260301T150000Z,20260302T120000Z/PT2H",
    );
    expect(days.map((line) => line.split(" ").slice(1, 3).join(" "))).toEqual([
      "2026-01-05T09:00 2026-01-05T10:00",
      "2026-01-09T09:00 2026-01-09T10:00",
      "2026-02-01T12:00 2026-02-01T13:00",
      "2026-03-01T12:00 2026-03-01T15:00",
      "2026-03-02T12:00 2026-03-02T14:00",
    ]);
  });

  it("takes a date without zone among exceptions by the clock of the series", async () => {
    const days = await starts("DTSTART;TZID=America/New_York:20260105T090000", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20260106T090000");
    expect(days).toEqual(["2026-01-05T14:00"]);
  }); // prettier-ignore

  it("leaves out what EXRULE gives, and joins several rules", async () => {
    const days = await starts("DTSTART:20260101T090000Z", "RRULE:FREQ=DAILY;COUNT=7", "RRULE:FREQ=MONTHLY;COUNT=2", "EXRULE:FREQ=WEEKLY;BYDAY=SA,SU");
    expect(days.map((day) => day.slice(5, 10))).toEqual(["01-01", "01-02", "01-05", "01-06", "01-07"]);
  }); // prettier-ignore

  it("has its start only where its rule gives it, as libical does, and always without rules", async () => {
    expect(await starts("DTSTART:20260105T090000Z", "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2")).toEqual([
      "2026-01-06T09:00",
      "2026-01-13T09:00",
    ]);
    expect(await starts("DTSTART:20260105T090000Z", "RDATE:20260106T090000Z")).toHaveLength(2);
  });

  it("in a gap of the clock is as much later as the clock jumps", async () => {
    const days = await starts("DTSTART;TZID=America/New_York:20260307T023000", "RRULE:FREQ=DAILY;COUNT=3");
    expect(days).toEqual(["2026-03-07T07:30", "2026-03-08T07:30", "2026-03-09T06:30"]);
  });

  it.each([
    ["RRULE:FREQ=SECONDLY", /more than 50 meetings: the first 50 are taken/],
    ["RRULE:FREQ=DAILY;COUNT=1000000", /more than 50 meetings/],
    ["RRULE:FREQ=HOURLY;BYDAY=MO;BYSETPOS=7", /too costly/],
    ["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", /gives no meeting up to the horizon/],
    ["RRULE:FREQ=SOMETIMES", /RRULE: FREQ=SOMETIMES is unknown/],
    ["RRULE:D1 #10", /RRULE: FREQ= is unknown/],
    [`RDATE:${Array.from({ length: 90 }, (_, i) => `20260101T${10 + (i % 10)}${10 + Math.floor(i / 10)}00Z`).join(",")}`, /more than 50 meetings/],
  ])("that is hostile is bounded and says so: %s", async (rule, reason) => {
    const limits = { ...defaultCalendarLimits, occurrences: 50, ruleSteps: 1_000 };
    const lines = await told(calendarText(eventLines(["DTSTART:20260101T090000Z", rule])), limits);
    expect(lines.at(-1)).toMatch(reason);
    expect(lines.length).toBeLessThanOrEqual(51);
  }); // prettier-ignore

  it("among many hostile ones gets less and less, and each says so", async () => {
    const limits = { ...defaultCalendarLimits, occurrences: 1_000, hardRules: 2 };
    const events = Array.from({ length: 4 }, (_, i) => eventLines([`UID:u${i}`, "DTSTART:20260101T090000Z", "RRULE:FREQ=SECONDLY"]));
    const lines = await told(calendarText(events.flat()), limits);
    const counts = [0, 1, 2, 3].map((i) => lines.filter((line) => line.startsWith(`u${i}#`)).length);
    expect(counts).toEqual([1_000, 1_000, 10, 10]);
    expect(lines.filter((line) => line.startsWith("!"))).toHaveLength(4);
  }); // prettier-ignore

  it("without any meeting is none where it begins later or was deleted", async () => {
    expect(await starts("DTSTART:20290105T090000Z", "RRULE:FREQ=YEARLY")).toEqual([]);
    expect(await starts("DTSTART:20260105T090000Z", "RRULE:FREQ=DAILY;UNTIL=20260104T090000Z")).toEqual([]);
    expect(
      await starts("DTSTART:20260105T090000Z", "RRULE:FREQ=DAILY;COUNT=1", "EXDATE:20260105T090000Z"),
    ).toEqual([]);
  });

  it("that reaches the year 9999 is followed to the horizon", async () => {
    expect(await starts("DTSTART:20260105T090000Z", "RRULE:FREQ=YEARLY;UNTIL=99991231T235959Z")).toHaveLength(
      1,
    );
  });
});

const series = eventLines([
  "DTSTART:20260105T090000Z",
  "DTEND:20260105T100000Z",
  "RRULE:FREQ=WEEKLY;COUNT=3",
  "SEQUENCE:2",
]);
const changed = (...lines: ReadonlyArray<string>) => eventLines(["RECURRENCE-ID:20260112T090000Z", ...lines]);

describe("changes of a series", () => {
  it.each([["before", true], ["behind", false]])("stand %s it and hold instead of it", async (_, before) => {
    const change = changed("DTSTART:20260113T140000Z", "DTEND:20260113T150000Z");
    const lines = await told(calendarText(before ? [...change, ...series] : [...series, ...change]));
    expect(lines.toSorted()).toEqual([
      "one#20260105T090000Z 2026-01-05T09:00 2026-01-05T10:00 - confirmed",
      "one#20260112T090000Z 2026-01-13T14:00 2026-01-13T15:00 - confirmed",
      "one#20260119T090000Z 2026-01-19T09:00 2026-01-19T10:00 - confirmed",
    ]);
  }); // prettier-ignore

  it("are later than the series they were found with, whatever their SEQUENCE", async () => {
    const found = await read(calendarText([...series, ...changed("DTSTART:20260113T140000Z")]));
    const versions = found.flatMap((one) => (one.kind === "occurrence" ? [one.occurrence] : []));
    const change = versions.find(({ originalStartMs, startMs }) => originalStartMs !== startMs)!;
    const others = versions.filter((one) => one !== change);
    for (const { version, seriesVersion } of others) {
      expect(change.version).toBeGreaterThan(version);
      expect(change.seriesVersion).toBe(seriesVersion);
    }
  });

  it("may name their occurrence by its day, in another zone, or without its zone", async () => {
    const berlin = eventLines(["DTSTART;TZID=Europe/Berlin:20260105T100000", "RRULE:FREQ=WEEKLY;COUNT=2"]);
    for (const id of [";VALUE=DATE:20260112", ";TZID=Europe/London:20260112T090000", ":20260112T100000", ":20260112T090000Z"]) {
      const lines = await told(calendarText([...berlin, ...eventLines([`RECURRENCE-ID${id}`, "DTSTART;TZID=Europe/Berlin:20260112T100000", "STATUS:CANCELLED"])]));
      expect([id, lines.map((line) => line.split(" ").at(-1))]).toEqual([id, ["confirmed", "cancelled"]]);
      expect(lines.at(-1)).toMatch(/^one#20260112T090000Z /);
    }
  }); // prettier-ignore

  it("outside the rule are meetings of their own", async () => {
    const lines = await told(calendarText([...series, ...eventLines(["RECURRENCE-ID:20260301T090000Z", "DTSTART:20260301T090000Z"])]));
    expect(lines).toHaveLength(4);
  }); // prettier-ignore

  it("without their series are told alone", async () => {
    const found = await read(calendarText(changed("DTSTART:20260113T140000Z")));
    expect(found.flatMap((one) => (one.kind === "occurrence" ? [[one.occurrence.key, one.occurrence.seriesVersion]] : []))).toEqual([
      ["one@acme.example#20260112T090000Z", 0],
    ]);
  }); // prettier-ignore

  it("from one occurrence on move all that follow, but those with a change of their own", async () => {
    const range = eventLines(["RECURRENCE-ID;RANGE=THISANDFUTURE:20260112T090000Z", "DTSTART:20260112T110000Z", "DTEND:20260112T113000Z"]);
    const own = eventLines(["RECURRENCE-ID:20260119T090000Z", "DTSTART:20260120T080000Z"]);
    const longer = eventLines(["DTSTART:20260105T090000Z", "DTEND:20260105T100000Z", "RRULE:FREQ=WEEKLY;COUNT=4"]);
    expect((await told(calendarText([...range, ...own, ...longer]))).toSorted()).toEqual([
      "one#20260105T090000Z 2026-01-05T09:00 2026-01-05T10:00 - confirmed",
      "one#20260112T090000Z 2026-01-12T11:00 2026-01-12T11:30 - confirmed",
      "one#20260119T090000Z 2026-01-20T08:00 2026-01-20T08:00 - confirmed",
      "one#20260126T090000Z 2026-01-26T11:00 2026-01-26T11:30 - confirmed",
    ]);
  }); // prettier-ignore
});

describe("a file", () => {
  it("may hold several calendars, each with its own zones and method", async () => {
    const zone = (offset: string) => ["BEGIN:VTIMEZONE", "TZID:Ours", "BEGIN:STANDARD", "DTSTART:20000101T000000", `TZOFFSETFROM:${offset}`, `TZOFFSETTO:${offset}`, "END:STANDARD", "END:VTIMEZONE"];
    const event = (uid: string) => eventLines([`UID:${uid}`, "DTSTART;TZID=Ours:20260105T090000"]);
    // In the second the zone stands behind the event that needs it.
    const text = calendarText([...zone("+0300"), ...event("a")]) + calendarText([...event("b"), ...zone("-0300")], ["METHOD:CANCEL"]);
    expect(await told(text)).toEqual([
      "a 2026-01-05T06:00 2026-01-05T06:00 - confirmed",
      "b 2026-01-05T12:00 2026-01-05T12:00 - cancelled",
    ]);
  }); // prettier-ignore

  it("passes over what is no meeting, and answers to invitations", async () => {
    const other = ["BEGIN:VTODO", "UID:t", "DTSTART:20260105T090000Z", "END:VTODO"];
    const reply = calendarText(eventLines(["DTSTART:20260105T090000Z"]), ["METHOD:REPLY"]);
    const found = await read(calendarText([...other, ...eventLines(["DTSTART:20260105T090000Z"])]) + reply);
    expect(found.map((one) => (one.kind === "passedOver" ? one.what : one.kind))).toEqual([
      "calendar",
      "VTODO",
      "occurrence",
      "calendar",
      "METHOD:REPLY",
    ]);
  });

  it("does not take the times of an alarm for those of its meeting", async () => {
    const alarm = ["BEGIN:VALARM", "TRIGGER:-PT5M", "DURATION:PT5H", "ATTENDEE:mailto:x@acme.example", "END:VALARM"];
    const found = await read(calendarText(eventLines(["DTSTART:20260105T090000Z", ...alarm, "DTEND:20260105T100000Z"])));
    const meeting = found.flatMap((one) => (one.kind === "occurrence" ? [one.occurrence] : []))[0]!;
    expect([iso(meeting.endMs), meeting.event.attendees]).toEqual(["2026-01-05T10:00", []]);
  }); // prettier-ignore

  it.each([
    ["BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260105T090000Z\n", /does not end \(no END:VEVENT\)/],
    ["BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nBEGIN:VEVENT\nUID:b\nDTSTART:20260105T090000Z\nEND:VEVENT\nEND:VCALENDAR\n", /does not end/],
    ["BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260105T090000Z\nEND:VCALENDAR\n", /does not end/],
    ["BEGIN:VCALENDAR\nVERSION:2.0\n", /ends inside a calendar/],
    ["hello", /It is no calendar/],
    ["BEGIN:VCARD\nEND:VCARD\n", /It is no calendar/],
  ])("that is broken says so: %j", async (text, reason) => {
    expect((await told(text)).filter((line) => line.startsWith("!"))).toEqual([expect.stringMatching(reason)]);
  }); // prettier-ignore

  it("says what is too large and reads the rest", async () => {
    const limits = { ...defaultCalendarLimits, lineBytes: 1_000, objectBytes: 4_000 };
    const big = eventLines(["UID:big", "DTSTART:20260105T090000Z", `DESCRIPTION:${"x".repeat(90_000)}`]);
    const huge = eventLines(["UID:huge", "DTSTART:20260105T090000Z", ...Array.from({ length: 200 }, (_, i) => `ATTENDEE:mailto:p${i}@acme.example`)]);
    const line = eventLines(["DTSTART:20260105T090000Z", `UID:${"x".repeat(2_000)}`]);
    expect(await told(calendarText([...big, ...huge, ...line]), limits)).toEqual([
      "big 2026-01-05T09:00 2026-01-05T09:00 - confirmed",
      "! It is longer than 4000 bytes: the event is not read.",
      "! Its UID is longer than 1000 bytes: the event is not read.",
    ]);
    const few = await told(calendarText([...series, ...series, ...series]), { ...limits, objects: 2 });
    expect(few.at(-1)).toMatch(/more than 2 events/);
  }); // prettier-ignore

  it("tells of a UID that two meetings share in one version, and not of two versions", async () => {
    const at = (day: string, sequence: number) =>
      eventLines([`SEQUENCE:${sequence}`, `DTSTART:202601${day}T090000Z`]);
    expect((await told(calendarText([...at("05", 0), ...at("06", 1)]))).length).toBe(2);
    expect((await told(calendarText([...at("05", 0), ...at("05", 0)]))).length).toBe(2);
    expect((await told(calendarText([...at("05", 0), ...at("06", 0)]))).at(-1)).toMatch(
      /same UID and version/,
    );
  });

  it("with vCalendar 1.0's quoted-printable title is read", async () => {
    const text = "BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\nUID:v1\r\nSUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Caf=C3=A9 =\r\n[A-1]\r\nDTSTART:20260105T090000Z\r\nDTEND:20260105T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    const found = await read(text);
    expect(found.flatMap((one) => (one.kind === "occurrence" ? [one.occurrence.event.title] : []))).toEqual(["Café [A-1]"]);
  }); // prettier-ignore
});

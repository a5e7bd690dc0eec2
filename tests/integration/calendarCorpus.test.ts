import { createReadStream, existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@effect/vitest";
import { type CalendarLimits, defaultCalendarLimits } from "@rapport/connectors/calendar/CalendarLimits";
import { calendarFile } from "@rapport/connectors/calendar/calendarFile";
import { readCalendarTime } from "@rapport/connectors/calendar/CalendarTime";
import { expandRule } from "@rapport/connectors/calendar/expandRule";
import { type CalendarFound, readCalendar } from "@rapport/connectors/calendar/readCalendar";
import { readRule } from "@rapport/connectors/calendar/RecurrenceRule";
import { utcZone } from "@rapport/connectors/calendar/zones/Zone";
import { allOf, calendarText, piecesOf } from "@rapport/testing/calendarText";

const fixtures = fileURLToPath(new URL("../fixtures/calendars", import.meta.url));
/** Whole corpora, beside the checkout or where RAPPORT_CORPUS says; they do not ship. */
const corpus =
  process.env["RAPPORT_CORPUS"] ?? fileURLToPath(new URL("../../../shared/data", import.meta.url));
const libical = `${corpus}/ics-fixtures/libical`;
const here = existsSync(libical);
if (!here)
  console.warn(`LEFT OUT: libical's own expectations of recurrence. They are not in ${corpus}/ics-fixtures.`);

const limits: CalendarLimits = defaultCalendarLimits;

const read = async (
  open: () => AsyncIterable<Uint8Array>,
  horizonMs: number,
): Promise<Array<CalendarFound>> =>
  allOf(readCalendar(await calendarFile(open, limits), { own: utcZone, horizonMs, limits }));

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 16);

/** At most five lines of each series, then how many more it has. */
const linesOf = (found: ReadonlyArray<CalendarFound>): Array<string> => {
  const counts = new Map<string, number>();
  const lines = found.flatMap((one) => {
    if (one.kind === "problem") return [`  ${one.position} ! ${one.code} ${one.reason}`];
    if (one.kind === "passedOver") return [`  passed over ${one.what}`];
    if (one.kind === "unknownZone") return [`  unknown zone ${one.tzid}`];
    if (one.kind === "calendar") return [];
    const { event, startMs, endMs, timeZone, allDay, floating } = one.occurrence;
    const count = (counts.get(event.uid) ?? 0) + 1;
    counts.set(event.uid, count);
    if (count > 5) return [];
    const clock = allDay ? "day" : floating ? "floating" : (timeZone ?? "UTC");
    return [
      `  ${one.position} ${event.uid} ${iso(startMs)} ${iso(endMs)} ${clock} ${event.status} v${event.sequence} ${event.attendees.length} people`,
    ];
  });
  const many = [...counts].filter(([, count]) => count > 5).map(([uid, count]) => `  ${uid}: ${count} in all`);
  return [...lines, ...many];
}; // prettier-ignore

describe("calendars that ship", () => {
  it("become what they did when they were read by eye", async () => {
    const text: Array<string> = [];
    for (const folder of ["findings", "golang-ical", "jsical", "npm-ical"])
      for (const name of (await readdir(`${fixtures}/${folder}`)).toSorted()) {
        if (/^(?:LICENSE|NOTICE)/.test(name)) continue;
        const found = await read(() => createReadStream(`${fixtures}/${folder}/${name}`), Date.UTC(2015, 0, 1));
        text.push(`${folder}/${name}`, ...linesOf(found));
      }
    await expect(`${text.join("\n")}\n`).toMatchFileSnapshot("../fixtures/calendars.golden.txt");
  }); // prettier-ignore
});

interface RuleCase {
  readonly rule: string;
  readonly start: string;
  readonly from: string | null;
  readonly expected: ReadonlyArray<string>;
}

/** Blocks of `RRULE: DTSTART: START-AT: INSTANCES:` lines. */
const ruleCases = (name: string): ReadonlyArray<RuleCase> =>
  readFileSync(`${libical}/${name}`, "utf8")
    .split(/\n\s*\n/)
    .flatMap((block) => {
      const field = (key: string) => new RegExp(`^${key}:(.*)$`, "m").exec(block)?.[1]?.trim() ?? null;
      const [rule, start, expected] = [field("RRULE"), field("DTSTART"), field("INSTANCES")];
      if (rule === null || start === null || expected === null) return [];
      return [{ rule, start, from: field("START-AT"), expected: expected.split(",") }];
    });

const instancesOf = ({ rule, start, from, expected }: RuleCase): ReadonlyArray<string> => {
  const parsed = readRule(rule);
  const begins = readCalendarTime(start, null);
  if (typeof parsed === "string" || begins === null) return [String(parsed)];
  const bounds = { untilMs: Date.UTC(2060, 0, 1), occurrences: 5_000, steps: 100_000 };
  const { wallMs } = expandRule(parsed, begins.wallMs, (utcMs) => utcMs, bounds);
  const text = wallMs.map((ms) => new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, ""));
  const written = text.map((one) => (start.length === 8 ? one.slice(0, 8) : one + (start.endsWith("Z") ? "Z" : "")));
  const wanted = from === null ? written : written.filter((one) => one >= from);
  // Rules without end are listed as far as libical went.
  return parsed.count === null && parsed.until === null ? wanted.slice(0, expected.length) : wanted;
}; // prettier-ignore

const gregorian = ({ rule }: RuleCase): boolean => !/RSCALE=(?!GREGORIAN)/.test(rule);

describe.runIf(here)("libical's expectations", () => {
  it.each([
    ["icalrecur_test.out", 70],
    ["icalrecur_withouticu_test.out", 13],
    ["icalrecur_withicu_test.out", 13],
  ])("of %s are met, %i rules", (name, count) => {
    const cases = ruleCases(name);
    const tested = cases.filter(gregorian);
    const others = cases.length - tested.length;
    if (others > 0) console.warn(`LEFT OUT: ${others} rules of ${name}: calendars other than the Gregorian are not read.`);
    expect(tested).toHaveLength(count);
    for (const one of tested) expect([one.rule, instancesOf(one)]).toEqual([one.rule, one.expected]);
    for (const one of cases.filter((each) => !gregorian(each)))
      expect(readRule(one.rule)).toMatch(/only the Gregorian calendar is read/);
  }); // prettier-ignore

  it("of how many meetings the events of recur.txt are, with exceptions and EXRULE, are met", async () => {
    const text = readFileSync(`${libical}/recur.txt`, "utf8");
    const events = text.split(/(?=^BEGIN:VEVENT)/m).filter((one) => one.startsWith("BEGIN:VEVENT"));
    const expected = events.map((one) => /X-EXPECT-NUMEVENTS:\s*(\d+)/.exec(one)?.[1]);
    expect(expected.filter((count) => count !== undefined)).toHaveLength(57);
    // libical counts to the end of 2037.
    const horizonMs = Date.UTC(2038, 0, 1) - 1;
    for (const [i, event] of events.entries()) {
      if (expected[i] === undefined) continue;
      const file = Buffer.from(calendarText(event.split(/\r?\n/)));
      const found = await read(() => piecesOf(file), horizonMs);
      const counts = { event, meetings: found.filter(({ kind }) => kind === "occurrence").length };
      expect(counts).toEqual({ event, meetings: Number(expected[i]) });
    }
  });

  it("every calendar of the corpora gives meetings or says why not", async () => {
    const files = (await readdir(`${corpus}/ics-fixtures`, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && /\.(?:ics|txt|vcf|data)$/.test(entry.name))
      // A thousand times over what 2446.ics has.
      .filter((entry) => entry.name !== "large.ics");
    expect(files.length).toBeGreaterThan(80);
    for (const { name, parentPath } of files) {
      const found = await read(() => createReadStream(`${parentPath}/${name}`), Date.UTC(2027, 0, 1));
      expect([name, found.length > 0]).toEqual([name, true]);
      for (const one of found) if (one.kind === "problem") expect(one.reason.length).toBeGreaterThan(20);
    }
  });
});

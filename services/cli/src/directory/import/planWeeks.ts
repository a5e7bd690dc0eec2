import { unsaidFirm } from "@rapport/domain/directory/ownParties";
import type { Firm } from "@rapport/domain/directory/Snapshot";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { minuteOf, parseAddress, parseDays, parseDomain, parseZone } from "@rapport/directory/firmFlags";
import { parseHolidays } from "../holidays.ts";
import type { Plan } from "./Plan.ts";
import type { Row } from "./Row.ts";

type Week = Pick<Firm, "timeZone" | "workingDays" | "workStartMinute" | "workEndMinute" | "holidays">;

const isoDays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** `mon-fri`, `mon;wed`, or ISO numbers: `1;2;3`, `1-5`. */
const parseWeekdays = (text: string) =>
  parseDays(
    text.replaceAll(";", ",").replaceAll(/\b[1-7]\b/g, (day) => isoDays[Number(day) - 1] ?? day),
    "",
  );

const parseMinute = (text: string): Effect.Effect<number, Refusal> => {
  const minute = minuteOf(text);
  return minute === null
    ? Effect.fail(usageError(`"${text}" is not a time of day`, "Write it as 09:00 or 17:30."))
    : Effect.succeed(minute);
};

/** The working week of a row; what its cells leave out stays as it was. */
const week = (row: Row, before: Week): Effect.Effect<Week> =>
  Effect.gen(function* () {
    const timeZone = yield* row.read("time_zone", (text) => parseZone(text, ""));
    const days = yield* row.read("days", parseWeekdays);
    const start = (yield* row.read("start", parseMinute)) ?? before.workStartMinute;
    const end = (yield* row.read("end", parseMinute)) ?? before.workEndMinute;
    const written = row.list("holidays");
    const holidays = written.length === 0 ? null : yield* row.attempt("holidays", parseHolidays(written, ""));
    if (row.problems.length === 0 && start >= end)
      row.refuse("end", "The end is not after the start, on the same day.");
    return {
      timeZone: timeZone ?? before.timeZone,
      workingDays: [...(days ?? before.workingDays)],
      workStartMinute: start,
      workEndMinute: end,
      holidays: [...(holidays ?? before.holidays)],
    };
  });

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** `domains,addresses,time_zone,days,start,end,holidays`: domains and addresses are added to those known. */
export const planFirm = (rows: ReadonlyArray<Row>, plan: Plan): Effect.Effect<void> =>
  Effect.forEach(
    rows,
    (row) =>
      Effect.gen(function* () {
        const before = plan.now.firm ?? unsaidFirm;
        const domains = yield* row.readList("domains", (text) => parseDomain("", text));
        const addresses = yield* row.readList("addresses", (text) => parseAddress("", text));
        const data: Firm = {
          ownDomains: [...new Set([...before.ownDomains, ...domains])],
          ownAddresses: [...new Set([...before.ownAddresses, ...addresses])],
          ...(yield* week(row, before)),
        };
        if (plan.accepts(row) && (plan.now.firm === null || !same(data, { ...data, ...before })))
          plan.say(row, { type: "firm.configured", data });
      }),
    { discard: true },
  );

/** `calendar,time_zone,days,start,end,holidays`: holidays that are given replace those known. */
export const planCalendars = (rows: ReadonlyArray<Row>, plan: Plan): Effect.Effect<void> =>
  Effect.forEach(
    rows,
    (row) =>
      Effect.gen(function* () {
        const calendarId = row.required("calendar") ?? "";
        const before = plan.now.calendars.get(calendarId);
        const data = { calendarId, ...(yield* week(row, before ?? plan.now.firm ?? unsaidFirm)) };
        if (plan.accepts(row) && (before === undefined || !same(data, { ...data, ...before })))
          plan.say(row, { type: "calendar.set", data });
      }),
    { discard: true },
  );

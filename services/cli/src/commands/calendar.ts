import { unsaidFirm } from "@rapport/domain/directory/ownParties";
import type { Calendar } from "@rapport/domain/directory/Snapshot";
import { table } from "@rapport/reporting/render/table";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { describeSaying } from "@rapport/directory/describeSaying";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import { formatDays, formatMinute, parseDays, parseHours, parseZone } from "@rapport/directory/firmFlags";
import { optionalText, orElse, repeatedText, textArgument } from "../directory/flags.ts";
import { holidaysText } from "@rapport/directory/holidaysText";
import { parseHolidays } from "../directory/holidays.ts";
import { answer, answerJson, answerTable, formatFlag, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";

const set = Command.make(
  "set",
  {
    name: textArgument("NAME", "The calendar's name, such as london or acme"),
    zone: optionalText("zone", "ZONE", "Its time zone, such as Europe/London"),
    hours: optionalText("hours", "FROM-TO", "Working hours, such as 09:00-17:30"),
    days: optionalText("days", "DAYS", "Working days, such as mon-fri or sun-thu"),
    holidays: repeatedText(
      "holidays",
      "REGION",
      "Days off by law in a region, such as GB-ENG; may be repeated, replaces the ones set before",
    ),
    holiday: repeatedText("holiday", "DATE", "A day off, YYYY-MM-DD; beside the region's"),
  },
  (input) =>
    withLog({ create: true })(
      Effect.gen(function* () {
        const state = yield* readDirectory;
        const calendarId = input.name.trim();
        if (calendarId === "" || calendarId.length > 200)
          return yield* usageError(
            `"${input.name}" cannot be a calendar's name`,
            "Give 1 to 200 characters.",
          );
        const before = state.inForce.calendars.get(calendarId) ?? state.firm ?? unsaidFirm;
        const hours = yield* orElse(
          input.hours,
          { start: before.workStartMinute, end: before.workEndMinute },
          parseHours,
        );
        const regions = yield* parseHolidays(input.holidays, "--holidays");
        const days = yield* parseHolidays(input.holiday, "--holiday");
        const holidays = [...new Set([...regions, ...days])].toSorted();
        const data: Calendar = {
          calendarId,
          timeZone: yield* orElse(input.zone, before.timeZone, parseZone),
          workingDays: [...(yield* orElse(input.days, before.workingDays, parseDays))],
          workStartMinute: hours.start,
          workEndMinute: hours.end,
          holidays: holidays.length === 0 ? [...before.holidays] : holidays,
        };
        const saying = { type: "calendar.set", data } as const;
        yield* say([saying]);
        yield* answer(`${describeSaying(saying, state.inForce)}.`);
        yield* remark(
          `Use it with: rapport member set MEMBER --calendar "${calendarId}", or rapport client set CLIENT --calendar "${calendarId}"`,
        );
      }),
    ),
).pipe(
  Command.withDescription(
    "Set working hours and holidays under a name. What is not named stays, or is the firm's in a new calendar.",
  ),
  Command.withExamples([
    { command: "rapport calendar set london --zone Europe/London --holidays GB-ENG --holiday 2026-12-24" },
  ]),
);

const list = Command.make("list", { format: formatFlag }, ({ format }) =>
  withLog({ create: false })(
    Effect.gen(function* () {
      const { calendars } = (yield* readDirectory).snapshot;
      if (format === "json") return yield* answerJson(calendars);
      if (calendars.length === 0)
        return yield* remark(
          "There are no calendars yet. Add one: rapport calendar set london --holidays GB-ENG",
        );
      const rows = calendars.map((one) => [
        one.calendarId,
        one.timeZone,
        `${formatMinute(one.workStartMinute)}-${formatMinute(one.workEndMinute)}`,
        formatDays(one.workingDays),
        holidaysText(one.holidays),
      ]);
      yield* answerTable(table(["calendar", "zone", "hours", "days", "holidays"], rows));
    }),
  ),
).pipe(Command.withDescription("List the calendars"));

/** `rapport calendar set | list` */
export const calendar = Command.make("calendar").pipe(
  Command.withDescription("Working hours and holidays of members and clients"),
  Command.withSubcommands([set, list]),
);

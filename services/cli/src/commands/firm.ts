import { Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { unsaidFirm } from "@rapport/domain/directory/ownParties";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import type { Firm } from "@rapport/domain/directory/Snapshot";
import {
  formatDays,
  formatMinute,
  parseAddress,
  parseDays,
  parseDomain,
  parseHours,
  parseZone,
} from "@rapport/directory/firmFlags";
import { holidaysText } from "@rapport/directory/holidaysText";
import { parseHolidays } from "../directory/holidays.ts";
import { answer, answerJson, formatFlag, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";

const several = (name: string, metavar: string, description: string) =>
  Flag.String(name).pipe(Flag.withMetavar(metavar), Flag.withDescription(description), Flag.atLeast(0));

const one = (name: string, metavar: string, description: string) =>
  Flag.String(name).pipe(Flag.withMetavar(metavar), Flag.withDescription(description), Flag.optional);

const describeFirm = (firm: Firm): string => {
  const list = (items: ReadonlyArray<string>) => (items.length === 0 ? "none" : items.join(", "));
  return [
    `own domains     ${list(firm.ownDomains)}`,
    `own addresses   ${list(firm.ownAddresses)}`,
    `time zone       ${firm.timeZone}`,
    `working hours   ${formatMinute(firm.workStartMinute)}-${formatMinute(firm.workEndMinute)}, ${formatDays(firm.workingDays)}`,
    `holidays        ${holidaysText(firm.holidays)}`,
  ].join("\n");
};

const flags = {
  domain: several("domain", "DOMAIN", "A domain of the firm; may be repeated, replaces the ones set before"),
  address: several("address", "ADDRESS", "An address of the firm outside its domains; may be repeated"),
  zone: one("zone", "ZONE", "The firm's time zone, such as Europe/London"),
  hours: one("hours", "FROM-TO", "Working hours, such as 09:00-17:30"),
  days: one("days", "DAYS", "Working days, such as mon-fri or mon,wed,fri"),
  holidays: several(
    "holidays",
    "REGION",
    "Days off by law in a region, such as GB-ENG; may be repeated, replaces the ones set before",
  ),
  holiday: several(
    "holiday",
    "DATE",
    "A day off, YYYY-MM-DD; may be repeated; with --holidays beside the region's, replaces the ones set before",
  ),
};

const set = Command.make("set", flags, (input) =>
  withLog({ create: true })(
    Effect.gen(function* () {
      const before = (yield* readDirectory).firm ?? unsaidFirm;
      const domains = yield* Effect.forEach(input.domain, (text) => parseDomain("--domain", text));
      const addresses = yield* Effect.forEach(input.address, (text) => parseAddress("--address", text));
      const regions = yield* parseHolidays(input.holidays, "--holidays");
      const days = yield* parseHolidays(input.holiday, "--holiday");
      const holidays = [...new Set([...regions, ...days])].toSorted();
      const zone = yield* Option.match(input.zone, {
        onNone: () => Effect.succeed(before.timeZone),
        onSome: parseZone,
      });
      const workingDays = yield* Option.match(input.days, {
        onNone: () => Effect.succeed(before.workingDays),
        onSome: parseDays,
      });
      const hours = yield* Option.match(input.hours, {
        onNone: () => Effect.succeed({ start: before.workStartMinute, end: before.workEndMinute }),
        onSome: parseHours,
      });
      const data: Firm = {
        ownDomains: domains.length === 0 ? before.ownDomains : [...new Set(domains)],
        ownAddresses: addresses.length === 0 ? before.ownAddresses : [...new Set(addresses)],
        timeZone: zone,
        workingDays: [...workingDays],
        workStartMinute: hours.start,
        workEndMinute: hours.end,
        holidays: holidays.length === 0 ? before.holidays : holidays,
      };
      yield* say([{ type: "firm.configured", data }]);
      yield* answer(describeFirm(data));
    }),
  ),
).pipe(
  Command.withDescription(
    "Say who the firm is: its domains, its zone and its working week. What is not named stays.",
  ),
  Command.withExamples([
    { command: "rapport firm set --domain example.com --zone Europe/London" },
    { command: "rapport firm set --holidays GB-ENG" },
    { command: "rapport firm set --hours 09:00-17:30 --days mon-fri --holiday 2026-12-25" },
  ]),
);

const show = Command.make("show", { format: formatFlag }, ({ format }) =>
  withLog({ create: false })(
    Effect.gen(function* () {
      const said = (yield* readDirectory).firm;
      if (format === "json") return yield* answerJson(said ?? unsaidFirm);
      yield* answer(describeFirm(said ?? unsaidFirm));
      if (said === null)
        yield* remark("Nothing was said yet; these are the defaults. See `rapport firm set --help`.");
    }),
  ),
).pipe(Command.withDescription("Show what the firm said about itself"));

/** `rapport firm set | show` */
export const firm = Command.make("firm").pipe(
  Command.withDescription("The firm itself: domains, zone, working hours"),
  Command.withSubcommands([set, show]),
);

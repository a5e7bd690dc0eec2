import type { ListedMeeting } from "@rapport/contracts/MeetingFigures";
import { inspectMeetings, type MeetingProfile } from "@rapport/ingest-meetings/inspectMeetings";
import { table } from "@rapport/reporting/render/table";
import { Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { answer, answerJson, formatFlag } from "../../output.ts";
import { meetingFlags, meetingOptions } from "../../sources/meetingFlags.ts";
import { parseMoment } from "../../sources/parseMoment.ts";
import { withProgress } from "../../sources/withProgress.ts";
import { counted, dayText, figureText } from "./profileText.ts";

const listText = (list: ReadonlyArray<ListedMeeting>): string =>
  table(
    ["start", "end", "zone", "status"],
    list.map(({ start, end, zone, status, allDay, moved }) => [
      start,
      end,
      zone ?? "-",
      [status, ...(allDay ? ["all day"] : []), ...(moved ? ["moved"] : [])].join(", "),
    ]),
  );

/** What was understood, for people: the figures first, then what helps to go on. */
const profileText = (profile: MeetingProfile): string => {
  const figures = Object.entries(profile.figures).map(([name, value]) => [name, figureText(value)]);
  const more = [
    ["accounts", profile.accounts.join(", ") || "none"],
    ["unknown time zones", profile.unknownTimeZones.join(", ") || "none"],
    ["passed over", counted(profile.passedOver)],
    ["unreadable by reason", counted(profile.unreadableByCode)],
    ["first and last day", `${dayText(profile.firstAt)} to ${dayText(profile.lastAt)}`],
  ];
  const list = profile.list.length === 0 ? "" : `\n\n${listText(profile.list)}`;
  return `${table(["figure", "value"], [...figures, ...more])}${list}`;
};

const momentFlag = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withMetavar("DAY"), Flag.withDescription(description), Flag.optional);

const momentOf = (name: string, text: Option.Option<string>) =>
  Effect.map(
    Effect.forEach(Option.toArray(text), (one) => parseMoment(`--${name}`, one)),
    ([ms]) => ms,
  );

/** `rapport inspect meetings PATH…` */
export const inspectMeetingsCommand = Command.make(
  "meetings",
  {
    ...meetingFlags,
    from: momentFlag("from", "Only what begins on or after this day (UTC)"),
    to: momentFlag("to", "Only what begins before this day (UTC)"),
    list: Flag.Boolean("list").pipe(
      Flag.withDescription("List every occurrence with its start, end, zone and status"),
      Flag.withDefault(false),
    ),
    format: formatFlag,
  },
  ({ from, to, list, format, ...input }) =>
    Effect.gen(function* () {
      const options = yield* meetingOptions(input);
      const fromMs = yield* momentOf("from", from);
      const toMs = yield* momentOf("to", to);
      const window = {
        ...(fromMs === undefined ? {} : { fromMs }),
        ...(toMs === undefined ? {} : { toMs }),
      };
      const profile = yield* withProgress((onProgress) =>
        inspectMeetings({ ...options, ...window, list, onProgress }),
      );
      if (format === "table") return yield* answer(profileText(profile));
      yield* answerJson(list ? { ...profile.figures, list: profile.list } : profile.figures);
    }),
).pipe(
  Command.withDescription("Read calendars, say what was understood, write nothing"),
  Command.withExamples([
    { command: "rapport inspect meetings ~/calendars --format json" },
    { command: "rapport inspect meetings ann.ics --from 2026-03-01 --to 2026-04-01 --list" },
  ]),
);

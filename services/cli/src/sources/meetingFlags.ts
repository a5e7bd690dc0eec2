import {
  defaultHorizonDays,
  maxHorizonDays,
  type MeetingOptions,
} from "@rapport/ingest-meetings/MeetingOptions";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Flag } from "effect/cli";
import { userPath } from "../paths.ts";
import { accountFlag, pathsOf, said } from "./foundFlags.ts";

/** What `ingest meetings` and `inspect meetings` take alike. */
export const meetingFlags = {
  paths: pathsOf("Calendars: iCalendar (.ics), Google Calendar events (JSON)"),
  account: accountFlag("Whose calendars they are; each file's name when left out"),
  horizon: Flag.Int("horizon").pipe(
    Flag.withMetavar("DAYS"),
    Flag.withDescription(
      `How many days ahead meetings that recur are followed (default ${defaultHorizonDays}); reading again later goes on from there`,
    ),
    Flag.optional,
  ),
};

export interface MeetingInput {
  readonly paths: ReadonlyArray<string>;
  readonly account: Option.Option<string>;
  readonly horizon: Option.Option<number>;
}

export const meetingOptions = ({
  paths,
  account,
  horizon,
}: MeetingInput): Effect.Effect<MeetingOptions, Refusal> => {
  const days = Option.getOrUndefined(horizon);
  return days !== undefined && (days < 1 || days > maxHorizonDays)
    ? Effect.fail(usageError(`--horizon must be from 1 to ${maxHorizonDays} days`))
    : Effect.succeed({
        paths: paths.map(userPath),
        ...said("account", account),
        ...said("horizonDays", horizon),
      });
};

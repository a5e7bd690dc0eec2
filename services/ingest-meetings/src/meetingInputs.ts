import { hash } from "node:crypto";
import { defaultCalendarLimits } from "@rapport/connectors/calendar/CalendarLimits";
import { ianaZone } from "@rapport/connectors/calendar/zones/ianaZone";
import { utcZone } from "@rapport/connectors/calendar/zones/Zone";
import type { InputFiles } from "@rapport/connectors/files/InputFile";
import { openInputs } from "@rapport/connectors/files/openInputs";
import type { SourceError } from "@rapport/connectors/mail/MailItem";
import { type FoundInput, pathsText } from "@rapport/ingest/FoundInput";
import { Clock, Effect, type Scope } from "effect";
import type { MeetingFirm } from "./MeetingFirm.ts";
import { defaultHorizonDays, type MeetingOptions } from "./MeetingOptions.ts";
import type { MeetingTally } from "./MeetingTally.ts";
import { accountOf, connector, readMeetings } from "./readMeetings.ts";

const dayMs = 86_400_000;

/** The reader's version: raised when the same files give other events. */
const reader = "calendar-1";

export interface ReadWith {
  readonly firm: MeetingFirm;
  readonly tally?: MeetingTally;
  /** Series are followed to here at least; UTC ms. */
  readonly atLeastMs?: number;
}

/** The end of the day that is so many days ahead: the same all day long. */
const horizonOf = (nowMs: number, days: number): number => (Math.floor(nowMs / dayMs) + days + 1) * dayMs - 1;

const readWithOf = (options: MeetingOptions): Record<string, string> => ({
  paths: pathsText(options.paths),
  ...(options.account === undefined ? {} : { account: options.account }),
  ...(options.horizonDays === undefined ? {} : { horizonDays: String(options.horizonDays) }),
});

/**
 * Calendars as inputs of the shared loop, each by itself, so that one that did not change is not read again until
 * the horizon has moved on by a day or the directory says something new of who we are. Fails for paths that do not
 * exist.
 */
export const meetingInputs = (
  options: MeetingOptions,
  { firm, tally, atLeastMs }: ReadWith,
): Effect.Effect<ReadonlyArray<FoundInput>, SourceError, Scope.Scope> =>
  Effect.gen(function* () {
    const opened = yield* openInputs(options.paths, options);
    const now = yield* Clock.currentTimeMillis;
    const horizonMs = Math.max(horizonOf(now, options.horizonDays ?? defaultHorizonDays), atLeastMs ?? 0);
    const own = ianaZone(firm.timeZone) ?? utcZone;
    const depends = hash("sha256", JSON.stringify([horizonMs, firm.fingerprint]), "hex").slice(0, 16);
    const { account, calendarLimits: limits = defaultCalendarLimits } = options;
    const inputOf = (inputs: InputFiles, name: string): FoundInput => ({
      source: "meetings",
      connector,
      account: account ?? accountOf(name),
      inputs,
      reader,
      readWith: readWithOf(options),
      depends,
      found: readMeetings(inputs.files, {
        ...(account === undefined ? {} : { account }),
        ...(tally === undefined ? {} : { tally }),
        firm,
        own,
        horizonMs,
        limits,
      }),
    });
    const { bytesTotal, bytesRead } = opened;
    const each = opened.files.map((file) =>
      inputOf({ files: [file], problems: [], bytesTotal, bytesRead }, file.file),
    );
    const unopened = opened.problems.map((problem) =>
      inputOf({ files: [], problems: [problem], bytesTotal, bytesRead }, problem.file),
    );
    return [...each, ...unopened];
  });

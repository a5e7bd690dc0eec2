import { basename } from "node:path";
import type { CalendarLimits } from "@rapport/connectors/calendar/CalendarLimits";
import { calendarFile } from "@rapport/connectors/calendar/calendarFile";
import { readCalendar } from "@rapport/connectors/calendar/readCalendar";
import type { Zone } from "@rapport/connectors/calendar/zones/Zone";
import type { InputFile } from "@rapport/connectors/files/InputFile";
import { explainBytes } from "@rapport/connectors/files/openFile";
import type { Found, FoundAt, FoundProblem } from "@rapport/ingest/Found";
import { Stream } from "effect";
import type { MeetingFirm } from "./MeetingFirm.ts";
import type { MeetingTally } from "./MeetingTally.ts";
import { makeToMeeting } from "./toMeeting.ts";

export const connector = "calendar";

export interface ReadMeetingsOptions {
  /** Whose calendar it is; default: the file's name without its ending. */
  readonly account?: string;
  readonly firm: MeetingFirm;
  /** The zone of `firm`. */
  readonly own: Zone;
  /** Series are followed up to here; UTC ms. */
  readonly horizonMs: number;
  readonly limits: CalendarLimits;
  readonly tally?: MeetingTally;
}

const maxAccount = 255;

/** The name of the calendar: of its file, without folder and ending. */
export const accountOf = (file: string): string =>
  (file === "-"
    ? "stdin"
    : basename(file).replace(/\.(?:ics|ical|ifb|vcs|json|jsonl)(?:\.gz)?$/i, "") || "calendar"
  ).slice(0, maxAccount);

const problemOf = (
  at: FoundAt,
  about: Pick<FoundProblem, "code" | "reason" | "sizeBytes">,
): FoundProblem => ({
  kind: "problem",
  at,
  issues: [],
  sha256: null,
  ...about,
});

async function* readFile(input: InputFile, options: ReadMeetingsOptions): AsyncGenerator<Found> {
  const { file, path, sizeBytes } = input;
  const account = options.account ?? accountOf(file);
  const at = (position: string): FoundAt => ({ connector, account, file, position, path });
  const toMeeting = makeToMeeting(options.firm);
  const { tally } = options;
  tally?.accounts.add(account);
  try {
    const items = await calendarFile(input.open, options.limits);
    for await (const found of readCalendar(items, options)) {
      if (found.kind === "occurrence") yield toMeeting(found.occurrence, at(found.position));
      else if (found.kind === "problem") yield problemOf(at(found.position), found);
      else if (tally === undefined) continue;
      else if (found.kind === "calendar") tally.calendars++;
      else if (found.kind === "unknownZone") tally.unknownTimeZones.add(found.tzid);
      else tally.passedOver.set(found.what, (tally.passedOver.get(found.what) ?? 0) + 1);
    }
  } catch (cause) {
    yield problemOf(at(""), { ...explainBytes(cause), sizeBytes });
  }
  yield { kind: "fileEnd", file, sizeBytes };
}

/**
 * The meetings of calendars, in the order of the files: each version of each occurrence up to the horizon, under
 * ids that are the same whoever has it in a calendar. What cannot be read is a problem with its place and reason,
 * so nothing found is left out silently; to-dos, free-busy times and answers to invitations are no meetings.
 * Reads each file twice, in memory that does not grow with its size.
 */
export const readMeetings = (
  inputs: ReadonlyArray<InputFile>,
  options: ReadMeetingsOptions,
): Stream.Stream<Found> =>
  Stream.fromIterable(inputs).pipe(
    Stream.flatMap((input) =>
      // What a file throws is caught in it.
      Stream.orDie(Stream.fromAsyncIterable(readFile(input, options), (cause) => cause)),
    ),
  );

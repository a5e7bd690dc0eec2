import { ingestMeetings } from "@rapport/ingest-meetings/ingestMeetings";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { answer, answerJson, formatFlag } from "../../output.ts";
import { resumable } from "../../session/resumable.ts";
import { withLog } from "../../session/withLog.ts";
import { foundText } from "../../sources/foundText.ts";
import { meetingFlags, meetingOptions } from "../../sources/meetingFlags.ts";
import { importing } from "../../sources/importing.ts";

/** `rapport ingest meetings PATH…` */
export const ingestMeetingsCommand = Command.make(
  "meetings",
  { ...meetingFlags, format: formatFlag },
  ({ format, ...input }) =>
    Effect.gen(function* () {
      const options = yield* meetingOptions(input);
      const reading = importing("ingest meetings", (onProgress) =>
        ingestMeetings({ ...options, onProgress }),
      );
      const summary = yield* withLog({ create: true })(reading);
      yield* format === "json" ? answerJson(summary) : answer(foundText(summary, "occurrence"));
    }).pipe(resumable),
).pipe(
  Command.withDescription(
    "Read calendars into the event log. May be interrupted and run again: the same meeting in several calendars is one, and nothing is added twice.",
  ),
  Command.withExamples([
    { command: "rapport ingest meetings ~/calendars" },
    { command: "rapport ingest meetings ann.ics --account ann --horizon 60" },
  ]),
);

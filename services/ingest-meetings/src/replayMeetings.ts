import { stat } from "node:fs/promises";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { makeFoundReplayer } from "@rapport/ingest/replayFound";
import type { ReplayOptions } from "@rapport/pipeline/Replay";
import { version } from "@rapport/runtime/Version";
import { Effect } from "effect";
import { readMeetingFirm } from "./MeetingFirm.ts";
import { meetingInputs } from "./meetingInputs.ts";

const days = (text: string | undefined) => (text === undefined ? {} : { horizonDays: Number(text) });

/** The file of a letter, read as it was then; null when it is gone. */
const inputOf = (letter: DeadLetterRaised) =>
  Effect.gen(function* () {
    const { path, readWith } = letter;
    if (path === null) return null;
    const there = yield* Effect.promise(() => stat(path).then(() => true, () => false)); // prettier-ignore
    if (!there) return null;
    const account = readWith?.["account"];
    const options = {
      paths: [path],
      ...(account === undefined ? {} : { account }),
      ...days(readWith?.["horizonDays"]),
    };
    const inputs = yield* meetingInputs(options, { firm: yield* readMeetingFirm });
    // Of an archive the entry that the letter is about.
    return (
      inputs.find(({ inputs }) => inputs.files.some(({ file }) => isNamed(letter, file))) ?? inputs[0] ?? null
    );
  });

const isNamed = ({ source }: DeadLetterRaised, file: string): boolean =>
  source !== null && (source.file === file || source.file.endsWith(`/${file}`));

/** Replays the dead letters of calendars: reads their files again, with the present directory and horizon. */
export const replayMeetings = (options: ReplayOptions) =>
  makeFoundReplayer(inputOf, { ...options, codeVersion: version });

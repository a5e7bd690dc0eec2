import { EndCause } from "@rapport/contracts/Decisions";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Command, Flag } from "effect/cli";
import { readWords } from "@rapport/directory/directoryLog";
import { optionalText } from "../directory/flags.ts";
import { withLog } from "../session/withLog.ts";
import { sayWord, spokenOf } from "../words/sayWord.ts";
import {
  clientArgument,
  dayOrNull,
  dayOrToday,
  onFlag,
  parseChoice,
  parseReason,
  reasonFlag,
} from "../words/wordFlags.ts";

/** `rapport client end CLIENT` */
export const end = Command.make(
  "end",
  {
    client: clientArgument,
    cause: Flag.String("cause").pipe(
      Flag.withMetavar("CAUSE"),
      Flag.withDescription(`Why: ${EndCause.options.join(", ")}. Only the first is churn`),
      Flag.withDefault("client_left"),
    ),
    notice: optionalText(
      "notice",
      "DATE",
      "The day notice was given or the end became certain; today when left out",
    ),
    ends: optionalText("ends", "DATE", "The last day; that of the notice when left out"),
    reason: reasonFlag,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const spoken = yield* spokenOf(input.client);
        const noticeOn = yield* dayOrToday("--notice", input.notice);
        const endsOn = (yield* dayOrNull("--ends", input.ends)) ?? noticeOn;
        if (endsOn < noticeOn)
          return yield* usageError(
            `the last day, ${endsOn}, is before the notice, ${noticeOn}`,
            "--notice names the day it became known, --ends the last day.",
          );
        const clientId = spoken.client.id;
        const cause = yield* parseChoice("cause", input.cause, EndCause.options);
        const reason = yield* parseReason(input.reason, { required: false });
        const data = { clientId, cause, noticeOn, endsOn, reason };
        yield* sayWord(
          spoken,
          { type: "client.ended", data },
          `rapport client resume ${clientId} --on ${noticeOn}`,
        );
      }),
    ),
).pipe(
  Command.withDescription("Say that a client goes: who ended it, when notice was given, the last day"),
  Command.withExamples([
    {
      command:
        'rapport client end "Acme Ltd" --notice 2026-09-30 --ends 2026-12-31 --reason "moved in-house"',
    },
    { command: 'rapport client end "Bolt Ltd" --cause project_complete' },
  ]),
);

/** `rapport client resume CLIENT` */
export const resume = Command.make(
  "resume",
  { client: clientArgument, on: onFlag, reason: reasonFlag },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const spoken = yield* spokenOf(input.client);
        const clientId = spoken.client.id;
        const words = (yield* readWords).clients.get(spoken.state.countedAs.get(clientId) ?? clientId);
        const ended = words?.end ?? null;
        if (ended === null)
          return yield* usageError(
            `nobody has said that ${spoken.client.name} ends`,
            "What contracts say is taken back where they are kept.",
          );
        const on = yield* dayOrToday("--on", input.on);
        const reason = yield* parseReason(input.reason, { required: false });
        const back = `rapport client end ${clientId} --cause ${ended.cause} --notice ${ended.noticeOn} --ends ${ended.endsOn}`;
        yield* sayWord(spoken, { type: "client.resumed", data: { clientId, on, reason } }, back);
      }),
    ),
).pipe(
  Command.withDescription(
    "Take back that a client goes: it was a mistake (--on the day of the notice), or it has come back",
  ),
  Command.withExamples([{ command: 'rapport client resume "Acme Ltd" --reason "notice withdrawn"' }]),
);

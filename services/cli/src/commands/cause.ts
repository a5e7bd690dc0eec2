import { ComplaintCause } from "@rapport/contracts/Decisions";
import { EventId } from "@rapport/contracts/Envelope";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Argument, Command } from "effect/cli";
import { optionalText } from "../directory/flags.ts";
import { withLog } from "../session/withLog.ts";
import { sayWord, spokenOf, undoCommand } from "../words/sayWord.ts";
import {
  byFlag,
  clientArgument,
  dayOrToday,
  newWordId,
  onFlag,
  parseBy,
  parseChoice,
  parseReason,
  reasonFlag,
} from "../words/wordFlags.ts";

const parseEvent = Effect.fnUntraced(function* (text: Option.Option<string>) {
  if (Option.isNone(text)) return null;
  if (!EventId.safeParse(text.value).success)
    return yield* usageError(
      `--about ${text.value} is no event`,
      "32 hexadecimal digits, as evidence shows them.",
    );
  return text.value;
});

/** `rapport cause CLIENT CAUSE` */
export const cause = Command.make(
  "cause",
  {
    client: clientArgument,
    cause: Argument.String("CAUSE").pipe(Argument.withDescription(ComplaintCause.options.join(", "))),
    reason: reasonFlag,
    about: optionalText("about", "EVENT", "The complaint it was found for, by its event id"),
    on: onFlag,
    by: byFlag,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const spoken = yield* spokenOf(input.client);
        const data = {
          clientId: spoken.client.id,
          cause: yield* parseChoice("cause", input.cause, ComplaintCause.options),
          notedOn: yield* dayOrToday("--on", input.on),
          notedBy: yield* parseBy(input.by),
          reason: yield* parseReason(input.reason),
          aboutEvent: yield* parseEvent(input.about),
        };
        const noteId = yield* newWordId("c", data);
        yield* sayWord(spoken, { type: "cause.noted", data: { noteId, ...data } }, undoCommand(noteId));
      }),
    ),
).pipe(
  Command.withDescription("Note why something went wrong with a client"),
  Command.withExamples([
    {
      command:
        'rapport cause "Acme Ltd" misaligned-expectations --reason "reports were thought to be in the fee"',
    },
  ]),
);

import { LadderAction } from "@rapport/contracts/Decisions";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { optionalText, repeatedText } from "../directory/flags.ts";
import { withLog } from "../session/withLog.ts";
import { sayWord, spokenOf, undoCommand } from "../words/sayWord.ts";
import {
  actionArgument,
  byFlag,
  clientArgument,
  dayOrNull,
  dayOrToday,
  newWordId,
  onFlag,
  parseBy,
  parseChoice,
  parseReason,
  reasonFlag,
} from "../words/wordFlags.ts";

/** `net_contribution=EUR -1,204.50` */
const parseFigure = Effect.fnUntraced(function* (text: string) {
  const at = text.indexOf("=");
  const [figure, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || figure === "" || figure.length > 64 || value.length > 200)
    return yield* usageError(`--figure "${text}" is not usable`, "Write NAME=VALUE.");
  return { figure, value };
});

/** `rapport decide CLIENT ACTION` */
export const decide = Command.make(
  "decide",
  {
    client: clientArgument,
    action: actionArgument,
    reason: reasonFlag,
    review: optionalText("review", "DATE", "When it is to be looked at again, YYYY-MM-DD"),
    figure: repeatedText(
      "figure",
      "NAME=VALUE",
      "A figure it was decided on, beside those of that day; may be repeated",
    ),
    on: onFlag,
    by: byFlag,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const spoken = yield* spokenOf(input.client);
        const decidedOn = yield* dayOrToday("--on", input.on);
        const reviewOn = yield* dayOrNull("--review", input.review);
        if (reviewOn !== null && reviewOn < decidedOn)
          return yield* usageError(`--review ${reviewOn} is before ${decidedOn}`, "Name a later day.");
        const data = {
          clientId: spoken.client.id,
          action: yield* parseChoice("action", input.action, LadderAction.options),
          decidedOn,
          decidedBy: yield* parseBy(input.by),
          reason: yield* parseReason(input.reason),
          reviewOn,
          evidence: yield* Effect.forEach(input.figure, parseFigure),
        };
        const decisionId = yield* newWordId("d", data);
        yield* sayWord(
          spoken,
          { type: "decision.made", data: { decisionId, ...data } },
          undoCommand(decisionId),
        );
      }),
    ),
).pipe(
  Command.withDescription("Write down what was decided about a client, why, and on which figures"),
  Command.withExamples([
    {
      command:
        'rapport decide "Acme Ltd" reprice --reason "fee covers half of the hours" --review 2027-03-31',
    },
  ]),
);

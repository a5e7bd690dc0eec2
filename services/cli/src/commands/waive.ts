import { LadderAction } from "@rapport/contracts/Decisions";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { optionalText } from "../directory/flags.ts";
import { withLog } from "../session/withLog.ts";
import { sayWord, spokenOf, undoCommand } from "../words/sayWord.ts";
import {
  actionArgument,
  byFlag,
  clientArgument,
  dayOrNull,
  newWordId,
  parseBy,
  parseChoice,
  parseReason,
  reasonFlag,
} from "../words/wordFlags.ts";

/** `rapport waive CLIENT ACTION` */
export const waive = Command.make(
  "waive",
  {
    client: clientArgument,
    action: actionArgument,
    reason: reasonFlag,
    until: optionalText("until", "DATE", "The last day it holds, YYYY-MM-DD; for good when left out"),
    by: byFlag,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const spoken = yield* spokenOf(input.client);
        const data = {
          clientId: spoken.client.id,
          action: yield* parseChoice("action", input.action, LadderAction.options),
          waivedBy: yield* parseBy(input.by),
          reason: yield* parseReason(input.reason),
          until: yield* dayOrNull("--until", input.until),
        };
        const waiverId = yield* newWordId("w", data);
        yield* sayWord(spoken, { type: "rung.waived", data: { waiverId, ...data } }, undoCommand(waiverId));
      }),
    ),
).pipe(
  Command.withDescription("Leave a rung of the ladder out for a client, with a reason"),
  Command.withExamples([
    { command: 'rapport waive "Acme Ltd" reprice --until 2027-06-30 --reason "price fixed by contract"' },
  ]),
);

import { wordId } from "@rapport/domain/decisions/words/WordEvent";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { describeSaying } from "@rapport/directory/describeSaying";
import { readDirectory, readWords, say } from "@rapport/directory/directoryLog";
import { textArgument } from "../directory/flags.ts";
import { suggestions } from "@rapport/directory/resolveClient";
import { answer, remark } from "../output.ts";
import { withLog } from "../session/withLog.ts";
import { byFlag, parseBy, parseReason, reasonFlag } from "../words/wordFlags.ts";

/** `rapport undo WORD` */
export const undo = Command.make(
  "undo",
  {
    word: textArgument("WORD", "Its id, as `rapport client history` shows it"),
    reason: reasonFlag,
    by: byFlag,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const { all } = yield* readWords;
        const state = yield* readDirectory;
        const id = input.word.trim();
        const word = all.findLast(({ event }) => wordId(event) === id);
        if (word === undefined) {
          const near = suggestions(
            id,
            all.flatMap(({ event }) => wordId(event) ?? []),
          );
          return yield* usageError(
            `there is no decision, waiver, play, verdict, snooze or cause "${id}"`,
            near.length === 0
              ? "`rapport client history CLIENT` shows them with their ids; ends, agreements, breaks and flags are taken back by their own commands."
              : `Did you mean ${near.join(" or ")}?`,
          );
        }
        const text = describeSaying(word.event, state.inForce);
        if (word.undone !== null)
          return yield* usageError(`${id} was taken back on ${word.undone.on} by ${word.undone.by}`, text);
        const undoneBy = yield* parseBy(input.by);
        const reason = yield* parseReason(input.reason);
        yield* say([{ type: "word.undone", data: { wordId: id, undoneBy, reason } }]);
        yield* answer(`Taken back: ${text}.`);
        yield* remark("Both stay in the history. Say it again to have it again.");
      }),
    ),
).pipe(
  Command.withDescription(
    "Take back a decision, waiver, play, verdict, snooze or cause; the history keeps both",
  ),
  Command.withExamples([{ command: 'rapport undo d-3f9a2c1b --reason "it was about their other firm"' }]),
);

import {
  type DeadLetterRow,
  type LettersReplayed,
  mostReplayed,
  type ReplayLetters,
} from "@rapport/contracts/http/data/DeadLetters";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import type { DeadLetterDeskShape } from "./DataDesks.ts";

/** Which open letters are meant, the oldest first, so that what comes before is read before; and how many of them there are. */
export const lettersMeant = (
  letters: ReadonlyArray<DeadLetterRow>,
  meant: ReplayLetters["letters"],
): ReadonlyArray<string> => {
  const open = letters.filter(({ resolved }) => !resolved).toReversed();
  if ("code" in meant) return open.filter(({ code }) => code === meant.code).map(({ id }) => id);
  const asked = new Set(meant.ids);
  return open.filter(({ id }) => asked.has(id)).map(({ id }) => id);
};

/** Tries letters again. Those that are refused again stay open, and are told so. */
export const replayLetters = (desk: DeadLetterDeskShape) =>
  Effect.fn("data.replay")(function* ({ letters: meant, dryRun = false }: ReplayLetters) {
    const open = lettersMeant(yield* desk.letters, meant);
    if (open.length === 0)
      return yield* usageError(
        "None of these letters is open",
        "They may have been resolved meanwhile; load the list again.",
      );
    const tried = open.slice(0, mostReplayed);
    const results = yield* desk.replay(tried, { dryRun });
    return {
      dryRun,
      results: [...results],
      resolved: results.filter(({ outcome }) => outcome === "resolved").length,
      left: open.length - tried.length,
    } satisfies LettersReplayed;
  });

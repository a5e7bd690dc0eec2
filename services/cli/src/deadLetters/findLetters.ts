import type { DeadLetterEntry } from "@rapport/projector/DeadLetters";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";

/** Enough of an id to type: shown in the list, and unique in all but huge lists. */
export const shortId = (id: string): string => id.slice(0, 8);

/** The letter whose id begins with what was typed. */
export const findLetter = (
  letters: ReadonlyMap<string, DeadLetterEntry>,
  typed: string,
): Effect.Effect<DeadLetterEntry, Refusal> => {
  const wanted = typed.trim().toLowerCase();
  const found =
    wanted === "" ? [] : [...letters.values()].filter(({ letter }) => letter.id.startsWith(wanted));
  if (found.length === 1) return Effect.succeed(found[0]!);
  return Effect.fail(
    found.length === 0
      ? usageError(`there is no dead letter "${typed}"`, "`rapport dead-letters list --all` shows them all.")
      : usageError(`${found.length} dead letters begin with "${typed}"`, "Type more of the id."),
  );
};

/** Where it was found: file and position in the source, or its place in the log. */
export const placeText = ({ letter }: DeadLetterEntry): string => {
  const { source, record } = letter;
  if (record !== null) return `${record.topic}/${record.partition} at ${record.offset}`;
  if (source === null) return "-";
  return `${source.account}: ${source.file}${source.position === "" ? "" : ` at ${source.position}`}`;
};

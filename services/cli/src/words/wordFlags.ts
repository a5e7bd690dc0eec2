import { hash } from "node:crypto";
import { userInfo } from "node:os";
import { LadderAction } from "@rapport/contracts/Decisions";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Clock, Effect, Option } from "effect";
import { Argument } from "effect/cli";
import { parseDate } from "@rapport/directory/firmFlags";
import { optionalText, textArgument } from "../directory/flags.ts";

export const clientArgument = textArgument("CLIENT", "The client's name or id");

/** One of the six actions; `set-boundaries` is taken for `set_boundaries`. */
export const actionArgument = Argument.String("ACTION").pipe(
  Argument.withDescription(LadderAction.options.join(", ")),
);

export const reasonFlag = optionalText("reason", "TEXT", "Why; it stays in the history");
export const byFlag = optionalText("by", "NAME", "Who says so; the user of this machine when left out");
export const onFlag = optionalText("on", "DATE", "The day it counts from, YYYY-MM-DD; today when left out");

/** A word of a list, whatever its case and with `-` for `_`. */
export const parseChoice = <const Choices extends ReadonlyArray<string>>(
  what: string,
  text: string,
  choices: Choices,
): Effect.Effect<Choices[number], Refusal> => {
  const wanted = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");
  const found = choices.find((choice) => choice === wanted);
  return found === undefined
    ? Effect.fail(usageError(`"${text}" is no ${what}`, `One of ${choices.join(", ")}.`))
    : Effect.succeed(found);
};

/** A reason is kept with the word: 1 to 1,000 characters; `required: false` takes none as "". */
export const parseReason = (
  text: Option.Option<string>,
  { required = true } = {},
): Effect.Effect<string, Refusal> => {
  const reason = Option.getOrElse(text, () => "").trim();
  if (reason === "" && required)
    return Effect.fail(usageError("a reason is needed", 'Say why: --reason "…"'));
  return reason.length > 1000
    ? Effect.fail(usageError("--reason is too long", "Write up to 1,000 characters."))
    : Effect.succeed(reason);
};

const machineUser = Effect.try({
  try: () => userInfo().username,
  catch: () => usageError("this machine does not say who you are", "Say it: --by NAME"),
});

/** Who speaks: as it is said, else the user of this machine. */
export const parseBy = Effect.fnUntraced(function* (text: Option.Option<string>) {
  const by = Option.isSome(text) ? text.value.trim() : yield* machineUser;
  if (by === "" || by.length > 200)
    return yield* usageError(`--by "${by}" cannot be a name`, "Give 1 to 200 characters.");
  return by;
});

const first = "1900-01-01";
const last = "2299-12-31";

/** A day that an event may name. */
export const parseDay = Effect.fnUntraced(function* (flag: string, text: string) {
  yield* parseDate(flag, text);
  if (text < first || text > last)
    return yield* usageError(`${flag} ${text} is too far away`, "Days from 1900 to 2299 can be named.");
  return text;
});

/** Today, UTC. */
export const today: Effect.Effect<string> = Effect.map(Clock.currentTimeMillis, (ms) =>
  new Date(ms).toISOString().slice(0, 10),
);

/** The day of a flag; today without it. */
export const dayOrToday = (flag: string, text: Option.Option<string>): Effect.Effect<string, Refusal> =>
  Option.isSome(text) ? parseDay(flag, text.value) : today;

/** The day of a flag; null without it. */
export const dayOrNull = (flag: string, text: Option.Option<string>): Effect.Effect<string | null, Refusal> =>
  Option.isSome(text) ? parseDay(flag, text.value) : Effect.succeed(null);

/** The day so many days after another. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** A name for a word that was not said before: a letter and eight digits of its hash. */
export const newWordId = (letter: string, said: unknown): Effect.Effect<string> =>
  Effect.map(
    Clock.currentTimeMillis,
    (now) => `${letter}-${hash("sha256", JSON.stringify([letter, now, said]), "hex").slice(0, 8)}`,
  );

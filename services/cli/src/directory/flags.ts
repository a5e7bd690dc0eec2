import { Effect, Option } from "effect";
import { Argument, Flag } from "effect/cli";
import type { Refusal } from "@rapport/runtime/Failure";

/** A flag with a text that may be left out. */
export const optionalText = (name: string, metavar: string, description: string) =>
  Flag.String(name).pipe(Flag.withMetavar(metavar), Flag.withDescription(description), Flag.optional);

/** A flag that may be repeated. */
export const repeatedText = (name: string, metavar: string, description: string) =>
  Flag.String(name).pipe(Flag.withMetavar(metavar), Flag.withDescription(description), Flag.atLeast(0));

export const textArgument = (name: string, description: string) =>
  Argument.String(name).pipe(Argument.withDescription(description));

export const periodFlags = {
  from: optionalText("from", "DATE", "The first day that counts, YYYY-MM-DD; since ever when left out"),
  to: optionalText("to", "DATE", "The first day that does not count any more; for ever when left out"),
};

/** What a flag's parser gives; `otherwise` when the flag was left out. */
export const orElse = <A, B>(
  flag: Option.Option<string>,
  otherwise: B,
  parse: (text: string) => Effect.Effect<A, Refusal>,
): Effect.Effect<A | B, Refusal> =>
  Option.match(flag, { onNone: () => Effect.succeed(otherwise), onSome: parse });

/** A text to set: an empty one takes back what was set; left out, it stays. */
export const orKeep = (flag: Option.Option<string>, before: string | null): string | null =>
  Option.match(flag, { onNone: () => before, onSome: (text) => (text.trim() === "" ? null : text.trim()) });

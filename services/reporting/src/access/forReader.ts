import { Effect } from "effect";
import { CurrentReader } from "./Reader.ts";

/** The answer as it is, or by `without` what is left of it for a reader who may not see money. */
export const forReader =
  <A>(without: (answer: A) => A) =>
  (answer: A): Effect.Effect<A> =>
    Effect.map(CurrentReader, (reader) => (reader === null || reader.money ? answer : without(answer)));

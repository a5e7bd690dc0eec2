import { Effect, Schema } from "effect";
import { checkpointNames, readCheckpoint } from "./Checkpoints.ts";
import type { Positions } from "./Positions.ts";

const Kept = Schema.fromJsonString(
  Schema.Struct({
    positions: Schema.Record(Schema.String, Schema.Array(Schema.Finite)),
    at: Schema.Finite,
  }),
);

/** What the checkpoint says when the books show everything up to `positions`, derived at `at` (UTC ms). */
export const booksCheckpoint = (positions: Positions, at: number): string =>
  JSON.stringify({ positions, at });

/** How far the books are; null when nobody has derived any, or it is not known any more. */
export const readBooks = Effect.gen(function* () {
  const text = yield* readCheckpoint(checkpointNames.books);
  if (text === undefined || text === "") return null;
  // What another version wrote says nothing.
  return yield* Effect.orElseSucceed(Schema.decodeEffect(Kept)(text), () => null);
});

/** The UTC day of a moment: books of another day lack what has become due since. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

import { Effect } from "effect";
import { remark } from "../output.ts";

/** A whole command that an interruption does not undo, at whatever moment it comes: says so when it does. */
export const resumable = <A, E, R>(command: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.onInterrupt(command, () => remark("Interrupted. The same command goes on from here."));

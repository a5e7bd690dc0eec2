import { text } from "node:stream/consumers";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";

/** All of standard input as text. */
export const readStandardInput = Effect.tryPromise({
  try: () => text(process.stdin),
  catch: (cause) => usageError(`standard input cannot be read: ${String(cause)}`),
});

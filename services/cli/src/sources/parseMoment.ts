import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";

const form = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z)?$/;

/** `2026-03-01` (its beginning, UTC) or `2026-03-01T09:30Z` to UTC ms. */
export const parseMoment = (flag: string, text: string): Effect.Effect<number, Refusal> => {
  const ms = form.test(text) ? Date.parse(text) : Number.NaN;
  // Date.parse takes 2026-02-31 for 3 March.
  const real = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text.slice(0, 10));
  return real
    ? Effect.succeed(ms)
    : Effect.fail(usageError(`${flag}: "${text}" is no day`, "Write 2026-03-01, or 2026-03-01T09:30Z."));
};

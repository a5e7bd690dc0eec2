import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";

const most = 52;

/** `90d` or `13w` as whole weeks, days rounded up; 1 to 52. */
export const parseHorizon = Effect.fnUntraced(function* (text: string) {
  const match = /^(\d{1,4})([dw])$/.exec(text.trim());
  const weeks = match === null ? 0 : Math.ceil(Number(match[1]) / (match[2] === "d" ? 7 : 1));
  if (weeks < 1 || weeks > most)
    return yield* usageError(
      `--horizon: "${text}" is no span of up to ${most} weeks`,
      "Write for example 90d or 13w.",
    );
  return weeks;
});

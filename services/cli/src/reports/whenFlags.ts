import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { parseDate } from "@rapport/directory/firmFlags";
import { optionalText } from "../directory/flags.ts";

/** Of when a report is: the last day that counts, and the moment whose knowledge it is read with. */
export const whenFlags = {
  asOf: optionalText(
    "as-of",
    "DATE",
    "Count events up to the end of this day, YYYY-MM-DD, UTC; today when left out",
  ),
  knownAt: optionalText(
    "known-at",
    "MOMENT",
    "Answer from what had been recorded then: a day (its end, UTC) or a moment like 2026-01-31T12:00:00Z; now when left out",
  ),
};

/** A span of days; `otherwise` says where it begins when that is left out. */
export const spanFlags = (otherwise: string) => ({
  from: optionalText("from", "DATE", `First day, YYYY-MM-DD, included; ${otherwise} when left out`),
  to: optionalText("to", "DATE", "Last day, included; the as-of day when left out"),
});

type Texts<K extends string> = { readonly [Key in K]: Option.Option<string> };

const day = (flag: string, text: Option.Option<string>) =>
  Effect.gen(function* () {
    if (Option.isSome(text)) yield* parseDate(flag, text.value);
    return Option.getOrUndefined(text);
  });

/** The flags as the reports take them; refuses what is no date. */
export const readWhen = Effect.fnUntraced(function* (flags: Texts<"asOf" | "knownAt">) {
  return { asOf: yield* day("--as-of", flags.asOf), knownAt: Option.getOrUndefined(flags.knownAt) };
});

/** The same of a span. */
export const readSpan = Effect.fnUntraced(function* (flags: Texts<"from" | "to">) {
  return { from: yield* day("--from", flags.from), to: yield* day("--to", flags.to) };
});

/** What amounts are shown in. */
export const currencyFlag = optionalText(
  "currency",
  "CODE",
  "Show amounts in this currency, such as EUR, at the rate of the last day; the reporting currency when left out",
);

/** The flag as the reports take it; refuses what is no currency's code. */
export const readCurrency = Effect.fnUntraced(function* (text: Option.Option<string>) {
  if (Option.isNone(text)) return undefined;
  const code = text.value.trim().toUpperCase();
  if (/^[A-Z]{3}$/.test(code)) return code;
  return yield* usageError(
    `--currency ${text.value} is no currency`,
    "Write its three letters, such as EUR.",
  );
});

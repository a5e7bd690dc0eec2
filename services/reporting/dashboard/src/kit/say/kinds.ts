import type { Word, WordKind } from "@rapport/contracts/http/words/Say";
import { sayTexts } from "../../texts/en/say.ts";

/** What a dialog asks for: one of a few, a day, a text, or an amount (a number, or that there is none any more). */
export interface SayField {
  /** As the word has it. */
  readonly name: string;
  readonly label: string;
  readonly as: "choice" | "day" | "text" | "amount";
  readonly choices?: ReadonlyArray<{ readonly value: string; readonly text: string }>;
  readonly required: boolean;
  readonly hint?: string;
}

const { fields: labels, hints } = sayTexts;

const choice = (name: string, texts: Readonly<Record<string, string>>, label: string): SayField => ({
  name,
  label,
  as: "choice",
  choices: Object.entries(texts).map(([value, text]) => ({ value, text })),
  required: true,
});
const day = (name: string, label: string, hint?: string): SayField => ({
  name,
  label,
  as: "day",
  required: hint === undefined,
  ...(hint === undefined ? {} : { hint }),
});
const amount = (name: string, label: string): SayField => ({
  name,
  label,
  as: "amount",
  required: false,
  hint: hints.amount,
});
const reason = (required = true): SayField => ({
  name: "reason",
  label: labels.reason,
  as: "text",
  required,
  hint: hints.reason,
});

const action = choice("action", sayTexts.actions, labels.action);
const on = day("on", labels.on, hints.on);

/** What is asked for by each kind of word, in the order of the dialog. */
export const fieldsOf: { readonly [K in WordKind]: ReadonlyArray<SayField> } = {
  decision: [action, reason(), on, day("reviewOn", labels.reviewOn, hints.reviewOn)],
  waiver: [action, reason(), day("until", labels.until, hints.waiverUntil)],
  play_start: [action, reason(), on],
  play_end: [choice("outcome", sayTexts.outcomes, labels.outcome), reason(false), on],
  verdict: [
    choice("verdict", sayTexts.verdicts, labels.verdict),
    reason(),
    on,
    day("expiresOn", labels.expiresOn, hints.expiresOn),
  ],
  snooze: [
    choice("alert", sayTexts.alerts, labels.alert),
    reason(),
    day("until", labels.until, hints.snoozeUntil),
  ],
  flag: [choice("flag", sayTexts.flags, labels.flag), choice("set", sayTexts.set, labels.set), reason()],
  cause: [choice("cause", sayTexts.causes, labels.cause), reason(), on],
  agreed: [
    amount("responseMinutes", labels.responseHours),
    amount("checkInDays", labels.checkInDays),
    amount("capMinutesPerMonth", labels.capHours),
    { ...choice("workingHoursOnly", sayTexts.contact, labels.contact), required: false, hint: hints.kept },
    on,
  ],
  break: [day("from", labels.from), day("to", labels.to), reason(false)],
  client_end: [
    choice("cause", sayTexts.endCauses, labels.endCause),
    reason(false),
    day("noticeOn", labels.noticeOn, hints.noticeOn),
    day("endsOn", labels.endsOn, hints.endsOn),
  ],
  client_resume: [reason(false), on],
  undo: [reason()],
};

/** Whether a kind of word counts from the day it is said, whatever day the reader looks at. */
export const countsFromToday = (kind: WordKind): boolean =>
  kind !== "break" && fieldsOf[kind].every(({ name }) => name !== "on" && name !== "noticeOn");

/** What a dialog was filled in with, by the names of its fields; empty is not filled in. */
export type Filled = Readonly<Record<string, string>>;

const noneAnyMore = /^none$/i;
const isAmount = (text: string): boolean => noneAnyMore.test(text) || Number.isFinite(Number(text));

/** What of it is needed and missing, or is no amount. */
export const missingOf = (kind: WordKind, filled: Filled): ReadonlyArray<string> =>
  fieldsOf[kind]
    .filter(({ name, as, required }) => {
      const text = (filled[name] ?? "").trim();
      return text === "" ? required : as === "amount" && !isAmount(text);
    })
    .map(({ name }) => name);

/** What a word is about besides what is filled in. */
export interface About {
  /** A client's id; of a play's end and of what is taken back the word says it. */
  readonly client?: string;
  readonly playId?: string;
  readonly wordId?: string;
  /** The complaint that a cause was found for. */
  readonly aboutEvent?: string;
}

/** Hours of what the word has in minutes. */
const inHours: ReadonlyArray<string> = ["responseMinutes", "capMinutesPerMonth"];

const valueOf = ({ name, as }: SayField, text: string): string | boolean | number | null => {
  if (as === "amount")
    return noneAnyMore.test(text.trim())
      ? null
      : Math.round(Number(text) * (inHours.includes(name) ? 60 : 1));
  if (name === "set" || name === "workingHoursOnly") return text === "yes";
  return name === "alert" && text === "any" ? null : text.trim();
};

/** The word that a dialog says; the server judges it. What was left empty is left out. */
export const wordOf = (kind: WordKind, about: About, filled: Filled): Word =>
  ({
    kind,
    ...about,
    ...(kind === "break" ? { set: true } : {}),
    ...Object.fromEntries(
      fieldsOf[kind]
        .map((field) => [field, filled[field.name] ?? ""] as const)
        .filter(([, text]) => text.trim() !== "")
        .map(([field, text]) => [field.name, valueOf(field, text)]),
    ),
  }) as Word;

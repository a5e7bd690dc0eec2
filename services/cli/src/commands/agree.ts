import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { readWords } from "@rapport/directory/directoryLog";
import { optionalText } from "../directory/flags.ts";
import { withLog } from "../session/withLog.ts";
import { sayWord, spokenOf } from "../words/sayWord.ts";
import { clientArgument, dayOrToday, parseDay, parseReason, reasonFlag } from "../words/wordFlags.ts";

const most = 1_000_000;

/** Hours, days or minutes; `none` takes back. Kept as it is when left out. */
const amountOf = Effect.fnUntraced(function* (
  flag: string,
  text: Option.Option<string>,
  before: number | null,
  { times, least }: { readonly times: number; readonly least: number },
) {
  if (Option.isNone(text)) return before;
  if (text.value.trim().toLowerCase() === "none") return null;
  const value = Math.round(Number(text.value) * times);
  if (text.value.trim() === "" || !Number.isFinite(value) || value < least || value > most)
    return yield* usageError(`${flag} "${text.value}" is not usable`, "Write a number, or none.");
  return value;
});

interface Agreed {
  readonly responseMinutes: number | null;
  readonly checkInDays: number | null;
  readonly capMinutesPerMonth: number | null;
  readonly workingHoursOnly: boolean;
}

/** The command that says again what held before, from the same day on. */
const backTo = (
  { clientId, validFrom }: { readonly clientId: string; readonly validFrom: string },
  before: Agreed | null,
): string => {
  const hours = (minutes: number | null | undefined) => (minutes == null ? "none" : String(minutes / 60));
  const contact = before?.workingHoursOnly === true ? "working-hours" : "any-time";
  return [
    `rapport agree terms ${clientId} --from ${validFrom}`,
    `--answer-hours ${hours(before?.responseMinutes)} --check-in-days ${before?.checkInDays ?? "none"}`,
    `--cap-hours ${hours(before?.capMinutesPerMonth)} --contact ${contact}`,
  ].join(" ");
};

const terms = Command.make(
  "terms",
  {
    client: clientArgument,
    answer: optionalText("answer-hours", "HOURS", "Working hours within which we answer; none takes it back"),
    checkIn: optionalText("check-in-days", "DAYS", "Days between check-ins; none takes it back"),
    cap: optionalText("cap-hours", "HOURS", "Hours of work a month that the fee is for; none takes it back"),
    hours: Flag.Literals("contact", ["working-hours", "any-time"]).pipe(
      Flag.withDescription("Whether contact outside working hours is part of it"),
      Flag.optional,
    ),
    from: optionalText("from", "DATE", "The first day it holds, YYYY-MM-DD; today when left out"),
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const spoken = yield* spokenOf(input.client);
        const clientId = spoken.client.id;
        const before = (yield* readWords).clients.get(
          spoken.state.countedAs.get(clientId) ?? clientId,
        )?.agreed;
        const minutes = { times: 60, least: 1 };
        const data = {
          clientId,
          validFrom: yield* dayOrToday("--from", input.from),
          responseMinutes: yield* amountOf(
            "--answer-hours",
            input.answer,
            before?.responseMinutes ?? null,
            minutes,
          ),
          checkInDays: yield* amountOf("--check-in-days", input.checkIn, before?.checkInDays ?? null, {
            times: 1,
            least: 1,
          }),
          capMinutesPerMonth: yield* amountOf("--cap-hours", input.cap, before?.capMinutesPerMonth ?? null, {
            times: 60,
            least: 0,
          }),
          workingHoursOnly: Option.match(input.hours, {
            onNone: () => before?.workingHoursOnly ?? false,
            onSome: (hours) => hours === "working-hours",
          }),
        };
        yield* sayWord(spoken, { type: "client.agreed", data }, backTo(data, before ?? null));
      }),
    ),
).pipe(
  Command.withDescription("What was agreed with a client; what is not named stays as it was"),
  Command.withExamples([
    { command: 'rapport agree terms "Acme Ltd" --answer-hours 4 --check-in-days 14 --contact working-hours' },
  ]),
);

const aBreak = Command.make(
  "break",
  {
    client: clientArgument,
    from: Flag.String("from").pipe(Flag.withMetavar("DATE"), Flag.withDescription("First day, YYYY-MM-DD")),
    to: Flag.String("to").pipe(Flag.withMetavar("DATE"), Flag.withDescription("Last day, included")),
    off: Flag.Boolean("off").pipe(
      Flag.withDescription("Take the break of these days back"),
      Flag.withDefault(false),
    ),
    reason: reasonFlag,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const spoken = yield* spokenOf(input.client);
        const from = yield* parseDay("--from", input.from);
        const to = yield* parseDay("--to", input.to);
        if (to < from)
          return yield* usageError(`${to} is before ${from}`, "--to names the last day, included.");
        const clientId = spoken.client.id;
        const reason = yield* parseReason(input.reason, { required: false });
        const back = `rapport agree break ${clientId} --from ${from} --to ${to}${input.off ? "" : " --off"}`;
        yield* sayWord(
          spoken,
          { type: "break.agreed", data: { clientId, from, to, reason, off: input.off } },
          back,
        );
      }),
    ),
).pipe(
  Command.withDescription("Days on which neither side expects contact: silence in them means nothing"),
  Command.withExamples([
    { command: 'rapport agree break "Acme Ltd" --from 2026-08-03 --to 2026-08-21 --reason "works holidays"' },
  ]),
);

/** `rapport agree terms | break` */
export const agree = Command.make("agree").pipe(
  Command.withDescription("What was agreed with a client: answers, check-ins, hours, breaks"),
  Command.withSubcommands([terms, aBreak]),
);

import { reportVerdicts } from "@rapport/reporting/wordsReports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Argument, Command } from "effect/cli";
import { optionalText } from "../directory/flags.ts";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { readWhen, whenFlags } from "../reports/whenFlags.ts";
import { withLog } from "../session/withLog.ts";
import { sayWord, spokenOf, undoCommand } from "../words/sayWord.ts";
import {
  byFlag,
  clientArgument,
  dayOrNull,
  dayOrToday,
  daysAfter,
  newWordId,
  onFlag,
  parseBy,
  parseChoice,
  parseReason,
  reasonFlag,
} from "../words/wordFlags.ts";

/** Days a verdict holds when nobody says otherwise: a quarter. */
const usualDays = 91;
const verdicts = ["safe", "watch", "at_risk", "leaving"] as const;

const give = Command.make(
  "give",
  {
    client: clientArgument,
    verdict: Argument.String("VERDICT").pipe(Argument.withDescription(verdicts.join(", "))),
    reason: reasonFlag,
    expires: optionalText(
      "expires",
      "DATE",
      `The last day it holds, YYYY-MM-DD; ${usualDays} days when left out`,
    ),
    on: onFlag,
    by: byFlag,
  },
  (input) =>
    withLog({ create: false })(
      Effect.gen(function* () {
        const spoken = yield* spokenOf(input.client);
        const givenOn = yield* dayOrToday("--on", input.on);
        const expiresOn = (yield* dayOrNull("--expires", input.expires)) ?? daysAfter(givenOn, usualDays);
        if (expiresOn < givenOn)
          return yield* usageError(
            `it would run out on ${expiresOn}, before ${givenOn}`,
            "--expires names the last day it holds.",
          );
        const data = {
          clientId: spoken.client.id,
          verdict: yield* parseChoice("verdict", input.verdict, verdicts),
          givenOn,
          givenBy: yield* parseBy(input.by),
          reason: yield* parseReason(input.reason),
          expiresOn,
        };
        const verdictId = yield* newWordId("v", data);
        yield* sayWord(
          spoken,
          { type: "verdict.given", data: { verdictId, ...data } },
          undoCommand(verdictId),
        );
      }),
    ),
).pipe(
  Command.withDescription("Your own judgement of a client, beside the machine's; it never changes a score"),
  Command.withExamples([
    { command: 'rapport verdict give "Acme Ltd" at-risk --reason "they asked for the files"' },
  ]),
);

const list = Command.make("list", { format: reportFormat, ...whenFlags }, (input) =>
  Effect.gen(function* () {
    const { asOf } = yield* readWhen(input);
    yield* printReport(input, reportVerdicts(asOf));
  }),
).pipe(Command.withDescription("The verdicts in force beside the machine's scores, disagreements first"));

/** `rapport verdict give | list` */
export const verdict = Command.make("verdict").pipe(
  Command.withDescription("People's own judgements of clients, and where the machine disagrees"),
  Command.withSubcommands([give, list]),
);

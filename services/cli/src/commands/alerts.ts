import { alertKinds } from "@rapport/domain/decisions/alerts/AlertKind";
import { reportAlerts } from "@rapport/reporting/wordsReports";
import { Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { deliver, watch } from "./alertsDeliver.ts";
import { optionalText } from "../directory/flags.ts";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { readWhen, whenFlags } from "../reports/whenFlags.ts";
import { dayOrNull } from "../words/wordFlags.ts";

const list = Command.make(
  "list",
  {
    format: reportFormat,
    standing: Flag.Boolean("standing").pipe(
      Flag.withDescription("Only what still stands"),
      Flag.withDefault(false),
    ),
    from: optionalText("from", "DATE", "Only alerts raised on this day or later, YYYY-MM-DD"),
    state: Flag.Literals("state", ["told", "over_budget", "snoozed"]).pipe(
      Flag.withDescription("Only those told, those dropped, or those snoozed"),
      Flag.optional,
    ),
    kind: Flag.Literals("kind", alertKinds).pipe(Flag.withDescription("Only of this kind"), Flag.optional),
    owner: optionalText("owner", "MEMBER", "Only this member's (id)"),
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const { asOf } = yield* readWhen(input);
      const from = (yield* dayOrNull("--from", input.from)) ?? undefined;
      const request = {
        asOf,
        from,
        standing: input.standing ? ("true" as const) : undefined,
        state: Option.getOrUndefined(input.state),
        kind: Option.getOrUndefined(input.kind),
        owner: Option.getOrUndefined(input.owner),
        withoutEvents: input.format !== "json",
      };
      yield* printReport(input, reportAlerts(request));
    }),
).pipe(
  Command.withDescription(
    "What has changed about clients that somebody should know; what was dropped and why",
  ),
  Command.withExamples([
    { command: "rapport alerts list --standing" },
    { command: "rapport alerts list --state over_budget --from 2026-10-01" },
  ]),
);

/** `rapport alerts list | deliver | watch` */
export const alerts = Command.make("alerts").pipe(
  Command.withDescription("Changes of clients' risk, and where risk and money disagree: few, and each once"),
  Command.withSubcommands([list, deliver, watch]),
);

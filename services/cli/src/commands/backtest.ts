import { reportBacktest } from "@rapport/reporting/riskReports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect, Option } from "effect";
import { Command, Flag } from "effect/cli";
import { optionalText } from "../directory/flags.ts";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { readWhen, whenFlags } from "../reports/whenFlags.ts";
import { readOwnList } from "../risk/readOwnList.ts";
import { parseHorizon } from "../risk/parseHorizon.ts";

/** `rapport backtest` */
export const backtest = Command.make(
  "backtest",
  {
    format: reportFormat,
    horizon: Flag.String("horizon").pipe(
      Flag.withMetavar("SPAN"),
      Flag.withDefault("13w"),
      Flag.withDescription("How far ahead: days like 90d (whole weeks, rounded up) or weeks like 13w"),
    ),
    budget: Flag.Int("budget").pipe(
      Flag.withMetavar("PERCENT"),
      Flag.withDefault(10),
      Flag.withDescription("Of a hundred clients, how many somebody can look at"),
    ),
    ownList: optionalText(
      "own-list",
      "FILE",
      "CSV of the firm's own list: client, and if you like from, until (days) and risk (safe, watch, at_risk, leaving, or a number); people's verdicts when left out",
    ),
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const horizonWeeks = yield* parseHorizon(input.horizon);
      if (input.budget < 1 || input.budget > 100)
        return yield* usageError("--budget is no share of a hundred", "Write for example --budget 10.");
      const { asOf } = yield* readWhen(input);
      return yield* printReport(
        input,
        Effect.gen(function* () {
          const ownList = Option.isNone(input.ownList) ? undefined : yield* readOwnList(input.ownList.value);
          return yield* reportBacktest({ asOf, horizonWeeks, budgetPercent: input.budget, ownList });
        }),
      );
    }),
).pipe(
  Command.withDescription(
    "How well it was foretold who leaves, looking back, beside what is simpler; refuses where there is too little",
  ),
  Command.withExamples([
    { command: "rapport backtest" },
    { command: "rapport backtest --horizon 90d --as-of 2026-06-30 --format json > backtest.json" },
    { command: "rapport backtest --own-list worries.csv" },
  ]),
);

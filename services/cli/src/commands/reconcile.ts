import { reportReconcile } from "@rapport/reporting/economicsReports";
import { isReconciled } from "@rapport/reporting/render/economics/reconcile";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Command, Flag } from "effect/cli";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { readWhen, whenFlags } from "../reports/whenFlags.ts";

/** `rapport reconcile --month 2026-10` */
export const reconcile = Command.make(
  "reconcile",
  {
    month: Flag.String("month").pipe(Flag.withMetavar("MONTH"), Flag.withDescription("The month, YYYY-MM")),
    format: reportFormat,
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const { month } = input;
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
        return yield* usageError(`--month ${month} is no month`, "A month is written YYYY-MM, like 2026-01.");
      const { asOf } = yield* readWhen(input);
      const found = yield* printReport(input, reportReconcile({ month, asOf }));
      // The answer says it; a script asks for the code.
      if (!isReconciled(found))
        return yield* new Refusal({ what: "", action: null, code: exitCodes.failure });
    }),
).pipe(
  Command.withDescription(
    "A month's books by client beside the control totals of the sources. Exit code 1 when anything differs; the documents are named.",
  ),
  Command.withExamples([
    { command: "rapport reconcile --month 2026-10" },
    { command: "rapport reconcile --month 2026-10 --format csv > october.csv" },
  ]),
);

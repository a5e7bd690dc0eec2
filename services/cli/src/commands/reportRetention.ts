import { reportRenewals, reportRetention } from "@rapport/reporting/retentionReports";
import { usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Command, Flag } from "effect/cli";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { readSpan, readWhen, spanFlags, whenFlags } from "../reports/whenFlags.ts";

/** `rapport report retention` */
export const retention = Command.make(
  "retention",
  { format: reportFormat, ...spanFlags("the twelve months up to --to"), ...whenFlags },
  (input) =>
    Effect.gen(function* () {
      const request = { ...(yield* readSpan(input)), ...(yield* readWhen(input)) };
      yield* printReport(input, reportRetention(request));
    }),
).pipe(
  Command.withDescription("Recurring revenue kept, won and lost (GRR, NRR, logo churn), and what is at risk"),
  Command.withExamples([
    { command: "rapport report retention" },
    { command: "rapport report retention --from 2026-01-01 --to 2026-03-31 --format csv" },
  ]),
);

/** `rapport report renewals` */
export const renewals = Command.make(
  "renewals",
  {
    format: reportFormat,
    days: Flag.Int("days").pipe(
      Flag.withMetavar("COUNT"),
      Flag.withDefault(365),
      Flag.withDescription("Days ahead to look for renewals and ends"),
    ),
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      if (input.days < 1 || input.days > 1100)
        return yield* usageError(
          `--days ${input.days} is not from 1 to 1100`,
          "Write for example --days 90.",
        );
      const { asOf } = yield* readWhen(input);
      return yield* printReport(input, reportRenewals({ asOf, days: input.days }));
    }),
).pipe(
  Command.withDescription(
    "Renewals and ends with the last day for notice; expected invoices of clients without a recurring fee",
  ),
  Command.withExamples([
    { command: "rapport report renewals" },
    { command: "rapport report renewals --days 90 --as-of 2026-03-31 --format json" },
  ]),
);

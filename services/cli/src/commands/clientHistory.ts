import { reportHistory } from "@rapport/reporting/wordsReports";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { textArgument } from "../directory/flags.ts";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { unknownClient } from "../reports/unknownClient.ts";
import { readWhen, whenFlags } from "../reports/whenFlags.ts";

/** `rapport client history CLIENT` */
export const history = Command.make(
  "history",
  { client: textArgument("CLIENT", "The client's name or id"), format: reportFormat, ...whenFlags },
  (input) =>
    Effect.gen(function* () {
      const { asOf } = yield* readWhen(input);
      yield* printReport(
        input,
        reportHistory(input.client, { asOf }).pipe(
          Effect.catchTag("UnknownClient", ({ id }) => unknownClient(id)),
        ),
      );
    }),
).pipe(
  Command.withDescription(
    "Everything that was decided, judged, agreed and taken back about a client, and its alerts, newest first",
  ),
  Command.withExamples([{ command: 'rapport client history "Acme Ltd"' }]),
);

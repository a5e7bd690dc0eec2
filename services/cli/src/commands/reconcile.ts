import { ledgerDocuments } from "@rapport/ingest-ledger/ledgerDocuments";
import { reportReconcile } from "@rapport/reporting/economicsReports";
import { reportReconcileFiles } from "@rapport/reporting/reconcileFilesReport";
import { isReconciled } from "@rapport/reporting/render/economics/reconcile";
import { filesAgree } from "@rapport/reporting/render/economics/reconcileFiles";
import { exitCodes } from "@rapport/runtime/ExitCodes";
import { Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { Argument, Command, Flag } from "effect/cli";
import { printReport, reportFormat } from "../reports/printReport.ts";
import { readWhen, whenFlags } from "../reports/whenFlags.ts";
import { checkingMap } from "../sources/foundFlags.ts";
import { type LedgerInput, ledgerFlags, ledgerOptions } from "../sources/ledgerFlags.ts";
import { withProgress } from "../sources/withProgress.ts";

/** The files' documents, and what of them could not be read. */
const readFiles = (input: LedgerInput) =>
  Effect.map(
    withProgress((onProgress) =>
      checkingMap(input.map)(ledgerDocuments({ ...ledgerOptions(input), onProgress })),
    ),
    ({ documents, unreadable }) => ({
      documents,
      unreadable: unreadable.map(({ source, reason }) => ({
        file: source?.file ?? "",
        position: source?.position ?? "",
        reason,
      })),
    }),
  );

/** `rapport reconcile --month 2026-10 [PATH…]` */
export const reconcile = Command.make(
  "reconcile",
  {
    month: Flag.String("month").pipe(Flag.withMetavar("MONTH"), Flag.withDescription("The month, YYYY-MM")),
    ...ledgerFlags,
    paths: Argument.String("PATH").pipe(
      Argument.withDescription(
        "Files of the books that it is compared with as well: files or folders, gz or zip of them",
      ),
      Argument.variadic({ min: 0 }),
    ),
    format: reportFormat,
    ...whenFlags,
  },
  (input) =>
    Effect.gen(function* () {
      const { month } = input;
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
        return yield* usageError(`--month ${month} is no month`, "A month is written YYYY-MM, like 2026-01.");
      const { asOf } = yield* readWhen(input);
      const request = { month, asOf };
      const reconciled = yield* input.paths.length === 0
        ? Effect.map(printReport(input, reportReconcile(request)), isReconciled)
        : Effect.flatMap(readFiles(input), ({ documents, unreadable }) =>
            Effect.map(
              printReport(input, reportReconcileFiles(request, documents, unreadable)),
              ({ answer, files }) => isReconciled(answer) && filesAgree(files),
            ),
          );
      // The answer says it; a script asks for the code.
      if (!reconciled) return yield* new Refusal({ what: "", action: null, code: exitCodes.failure });
    }),
).pipe(
  Command.withDescription(
    "A month's books by client beside the control totals of the sources, and these beside files they came from. Exit code 1 when anything differs; the documents are named.",
  ),
  Command.withExamples([
    { command: "rapport reconcile --month 2026-10" },
    { command: "rapport reconcile --month 2026-10 --format csv > october.csv" },
    { command: "rapport reconcile --month 2026-10 books/" },
  ]),
);

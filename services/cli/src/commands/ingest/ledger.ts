import { ingestLedger } from "@rapport/ingest-ledger/ingestLedger";
import { inspectLedger } from "@rapport/ingest-ledger/inspectLedger";
import { Effect } from "effect";
import { Command, Flag } from "effect/cli";
import { answer, answerJson, type Format, formatFlag, remark } from "../../output.ts";
import { resumable } from "../../session/resumable.ts";
import { withLog } from "../../session/withLog.ts";
import { checkingMap } from "../../sources/foundFlags.ts";
import { foundText } from "../../sources/foundText.ts";
import { type LedgerInput, ledgerFlags, ledgerOptions } from "../../sources/ledgerFlags.ts";
import { ledgerText } from "../../sources/ledgerText.ts";
import { importing } from "../../sources/importing.ts";
import { withProgress } from "../../sources/withProgress.ts";

const dryRun = (input: LedgerInput, format: Format) =>
  Effect.gen(function* () {
    const profile = yield* withProgress((onProgress) =>
      checkingMap(input.map)(inspectLedger({ ...ledgerOptions(input), onProgress })),
    );
    if (format === "json") return yield* answerJson(profile.figures);
    yield* answer(ledgerText(profile));
    yield* remark("Nothing was written. The same command without --dry-run writes it.");
  });

const write = (input: LedgerInput, format: Format) =>
  withLog({ create: true })(
    Effect.gen(function* () {
      const summary = yield* importing("ingest ledger", (onProgress) =>
        checkingMap(input.map)(ingestLedger({ ...ledgerOptions(input), onProgress })),
      );
      yield* format === "json" ? answerJson(summary) : answer(foundText(summary, "document"));
    }),
  ).pipe(resumable);

/** `rapport ingest ledger PATH…` */
export const ingestLedgerCommand = Command.make(
  "ledger",
  {
    ...ledgerFlags,
    dryRun: Flag.Boolean("dry-run").pipe(
      Flag.withDescription("Print what was understood and the control totals; write nothing"),
      Flag.withDefault(false),
    ),
    format: formatFlag,
  },
  ({ dryRun: dry, format, ...input }) => (dry ? dryRun(input, format) : write(input, format)),
).pipe(
  Command.withDescription(
    "Read invoices, payments, time entries and the other tables of the books into the event log. May be interrupted and run again: nothing is added twice, and a corrected row is a new version of its document.",
  ),
  Command.withExamples([
    { command: "rapport ingest ledger books/ --dry-run" },
    { command: "rapport ingest ledger books/" },
    { command: "rapport ingest ledger harvest_time_report.csv" },
    { command: "rapport ingest ledger rechnungen.csv --map rechnungen.map.json" },
  ]),
);

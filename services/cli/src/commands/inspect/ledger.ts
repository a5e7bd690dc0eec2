import { inspectLedger } from "@rapport/ingest-ledger/inspectLedger";
import { Effect } from "effect";
import { Command } from "effect/cli";
import { answer, answerJson, formatFlag } from "../../output.ts";
import { checkingMap } from "../../sources/foundFlags.ts";
import { ledgerFlags, ledgerOptions } from "../../sources/ledgerFlags.ts";
import { ledgerText } from "../../sources/ledgerText.ts";
import { withProgress } from "../../sources/withProgress.ts";

/** `rapport inspect ledger PATH…` */
export const inspectLedgerCommand = Command.make(
  "ledger",
  { ...ledgerFlags, format: formatFlag },
  ({ format, ...input }) =>
    Effect.gen(function* () {
      const profile = yield* withProgress((onProgress) =>
        checkingMap(input.map)(inspectLedger({ ...ledgerOptions(input), onProgress })),
      );
      yield* format === "json" ? answerJson(profile.figures) : answer(ledgerText(profile));
    }),
).pipe(
  Command.withDescription("Read tables of the books, say what was understood, write nothing"),
  Command.withExamples([{ command: "rapport inspect ledger books/ --format json" }]),
);

import { readFile } from "node:fs/promises";
import { knownMappings } from "@rapport/connectors/ledger/chooseMapping";
import { type MappingFile, readLedgerMapping } from "@rapport/connectors/ledger/LedgerMapping";
import { explainFileError } from "@rapport/connectors/mail/MailFiles";
import { SourceError } from "@rapport/connectors/mail/MailItem";
import { Effect } from "effect";

const shown = 5;

/** Reads and checks a mapping file; says where in it something is wrong. */
export const readMappingFile = (
  path: string,
): Effect.Effect<{ readonly mapping: MappingFile; readonly text: string }, SourceError> =>
  Effect.gen(function* () {
    const text = yield* Effect.tryPromise({
      try: () => readFile(path, "utf8"),
      catch: (cause) => new SourceError({ input: path, reason: explainFileError(cause), cause }),
    });
    const read = readLedgerMapping(text, knownMappings);
    if (read.ok) return { mapping: read.mapping, text };
    const issues = read.issues
      .slice(0, shown)
      .map((issue) => `${issue.path === "" ? "the file" : issue.path}: ${issue.message}`);
    return yield* new SourceError({
      input: path,
      reason: `is no mapping for the books (docs/sources/ledger.md): ${issues.join("; ")}`,
    });
  });

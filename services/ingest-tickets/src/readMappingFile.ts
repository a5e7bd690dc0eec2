import { readFile } from "node:fs/promises";
import { SourceError } from "@rapport/connectors/mail/MailItem";
import { explainFileError } from "@rapport/connectors/mail/MailFiles";
import { readMapping } from "@rapport/connectors/tables/TableMapping";
import { TicketMapping } from "@rapport/connectors/tickets/table/TicketMapping";
import { Effect } from "effect";

const shown = 5;

/** Reads and checks a mapping file; says where in it something is wrong. */
export const readMappingFile = (
  path: string,
): Effect.Effect<{ readonly mapping: TicketMapping; readonly text: string }, SourceError> =>
  Effect.gen(function* () {
    const text = yield* Effect.tryPromise({
      try: () => readFile(path, "utf8"),
      catch: (cause) => new SourceError({ input: path, reason: explainFileError(cause), cause }),
    });
    const read = readMapping(text, TicketMapping);
    if (read.ok) return { mapping: read.mapping, text };
    const issues = read.issues
      .slice(0, shown)
      .map((issue) => `${issue.path === "" ? "the file" : issue.path}: ${issue.message}`);
    return yield* new SourceError({
      input: path,
      reason: `is no mapping for tickets (docs/sources/tickets.md): ${issues.join("; ")}`,
    });
  });

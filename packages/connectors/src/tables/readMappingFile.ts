import { readFile } from "node:fs/promises";
import { Effect } from "effect";
import { explainFileError } from "../mail/MailFiles.ts";
import { SourceError } from "../mail/MailItem.ts";

type ReadMapping<M> =
  | { readonly ok: true; readonly mapping: M }
  | {
      readonly ok: false;
      readonly issues: ReadonlyArray<{ readonly path: string; readonly message: string }>;
    };

const shown = 5;

/** Reads a mapping file and checks it by `read`; says where in it something is wrong. `what` it is no mapping for. */
export const readMappingFile = <M>(
  path: string,
  read: (text: string) => ReadMapping<M>,
  what: string,
): Effect.Effect<{ readonly mapping: M; readonly text: string }, SourceError> =>
  Effect.gen(function* () {
    const text = yield* Effect.tryPromise({
      try: () => readFile(path, "utf8"),
      catch: (cause) => new SourceError({ input: path, reason: explainFileError(cause), cause }),
    });
    const outcome = read(text);
    if (outcome.ok) return { mapping: outcome.mapping, text };
    const issues = outcome.issues
      .slice(0, shown)
      .map((issue) => `${issue.path === "" ? "the file" : issue.path}: ${issue.message}`);
    return yield* new SourceError({ input: path, reason: `is no mapping for ${what}: ${issues.join("; ")}` });
  });

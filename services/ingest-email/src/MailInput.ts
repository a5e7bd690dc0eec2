import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { SourceError } from "@rapport/connectors/mail/MailItem";
import type { Source } from "@rapport/contracts/Envelope";
import { boundedName } from "@rapport/ingest/toDeadLetter";
import { Effect } from "effect";

/**
 * One path to read, with the names its sightings get. `path` is absolute, or `-` for standard input.
 * `prefix` stands before the file names of the input; `file` replaces them, where it is known.
 */
export interface MailInput {
  readonly path: string;
  readonly account: string;
  readonly prefix: string;
  readonly file?: string;
}

const maxAccount = 255;

const inputOf = (path: string, account: string | undefined): Effect.Effect<MailInput, SourceError> => {
  if (path === "-") return Effect.succeed({ path, account: account ?? "stdin", prefix: "" });
  const absolute = resolve(path);
  const name = basename(absolute);
  return Effect.tryPromise({
    try: () => stat(absolute),
    catch: (cause) =>
      new SourceError({
        input: path,
        reason: "there is no such file or folder, or it may not be read",
        cause,
      }),
  }).pipe(
    Effect.map((info) => ({
      path: absolute,
      account: (account ?? (name === "" ? "root" : name)).slice(0, maxAccount),
      // Several folders may be one account: their own names keep their files apart.
      prefix: account !== undefined && info.isDirectory() ? `${name}/` : "",
    })),
  );
};

/**
 * The paths as inputs. The account is `account` for all, else each path's own name; standard input is
 * `stdin`. Fails for a path that does not exist, and for two whose files would get the same names.
 */
export const mailInputs = (
  paths: ReadonlyArray<string>,
  account?: string,
): Effect.Effect<ReadonlyArray<MailInput>, SourceError> =>
  Effect.gen(function* () {
    const inputs = new Map<string, MailInput>();
    for (const path of paths) {
      const input = yield* inputOf(path, account);
      const name = `${input.account}\u0000${basename(input.path)}`;
      const other = inputs.get(name);
      if (other !== undefined && other.path !== input.path)
        return yield* new SourceError({
          input: path,
          reason: `has the same name as ${other.path}, so their messages could not be told apart; read it by itself under an account of its own`,
        });
      inputs.set(name, input);
    }
    return [...inputs.values()];
  });

/** The name of a file of the input, as sightings and checkpoints have it. */
export const fileNameIn = (input: MailInput, file: string): string => input.file ?? input.prefix + file;

/** Where an item was seen. */
export const sightingOf = (
  input: MailInput,
  item: { readonly file: string; readonly position: string },
): Source => ({
  connector: "email",
  account: input.account,
  file: boundedName(fileNameIn(input, item.file)),
  position: boundedName(item.position),
});

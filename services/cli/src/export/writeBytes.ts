import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { once } from "node:events";
import type { Writable } from "node:stream";
import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect, Option, Stream } from "effect";
import { userPath } from "../paths.ts";

type Bytes<E, R> = Stream.Stream<Uint8Array, E, R>;

/** Writes at the reader's pace; answers the number of bytes. */
const pour = <E, R>(bytes: Bytes<E, R>, into: Writable, failed: (cause: unknown) => Refusal) => {
  let written = 0;
  return Stream.runForEach(bytes, (chunk) =>
    Effect.tryPromise({
      try: async () => {
        written += chunk.length;
        if (into.destroyed) throw into.errored ?? new Error("it was closed");
        if (!into.write(chunk)) await once(into, "drain");
      },
      catch: failed,
    }),
  ).pipe(Effect.andThen(Effect.sync(() => written)));
};

const words = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** A file that is whole or not there: what was there before stays until then. */
const toFile = <E, R>(bytes: Bytes<E, R>, path: string) => {
  const file = userPath(path);
  const draft = `${file}.part`;
  const failed = (cause: unknown) => usageError(`--out ${path}: ${words(cause)}`, "Name another file.");
  const attempt = <A>(io: () => Promise<A>) => Effect.tryPromise({ try: io, catch: failed });
  return Effect.acquireUseRelease(
    attempt(async () => {
      const out = createWriteStream(draft);
      await once(out, "open");
      return out;
    }),
    (out) =>
      Effect.gen(function* () {
        const written = yield* pour(bytes, out, failed);
        yield* attempt(async () => {
          out.end();
          await once(out, "close");
          await rename(draft, file);
        });
        return written;
      }),
    (out) =>
      Effect.promise(async () => {
        out.destroy();
        await rm(draft, { force: true });
      }),
  );
};

/**
 * Writes an answer to the file that --out names, else to standard output; answers the number of bytes. What is no text
 * does not go to a terminal.
 */
export const writeBytes = <E, R>(
  bytes: Bytes<E, R>,
  out: Option.Option<string>,
  format: { readonly name: string; readonly isText: boolean },
): Effect.Effect<number, E | Refusal, R> => {
  if (Option.isSome(out) && out.value !== "-") return toFile(bytes, out.value);
  if (!format.isText && process.stdout.isTTY)
    return Effect.fail(
      usageError(
        `${format.name} is no text for a terminal`,
        "Name a file with --out FILE, or redirect the output.",
      ),
    );
  return pour(bytes, process.stdout, (cause) => usageError(`standard output: ${words(cause)}`));
};

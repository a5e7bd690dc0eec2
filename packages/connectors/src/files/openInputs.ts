import { hash } from "node:crypto";
import { createWriteStream, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { Effect, type Scope } from "effect";
import { ByteProblem } from "../mail/ByteSource.ts";
import { explainFileError, type FoundFile } from "../mail/MailFiles.ts";
import { SourceError } from "../mail/MailItem.ts";
import { defaultFileLimits, type FileLimits } from "./FileLimits.ts";
import { findFiles, isLitter } from "./findFiles.ts";
import type { InputFile, InputFiles, InputProblem } from "./InputFile.ts";
import { diskBytes, explainBytes, type FurthestRead, isZip, readStart, unpacked } from "./openFile.ts";
import { listZip } from "./ZipFile.ts";

export interface OpenInputsOptions {
  readonly limits?: FileLimits;
  /** What `-` reads; the process's own standard input unless given. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

type RegularFile = Extract<FoundFile, { readonly kind: "file" }>;

interface Collected {
  readonly files: Array<InputFile>;
  readonly problems: Array<InputProblem>;
  readonly meters: Array<FurthestRead>;
  bytesTotal: number;
}

const workbook = "It is a spreadsheet workbook; save the sheet as CSV and read that.";

const addZip = async (found: RegularFile, into: Collected, limits: FileLimits, path: string | null) => {
  const meter: FurthestRead = { bytes: 0 };
  into.meters.push(meter);
  const entries = await listZip(found.path, limits);
  if (entries.some(({ name }) => name === "[Content_Types].xml" || name === "META-INF/manifest.xml"))
    throw new ByteProblem("unknown_format", workbook);
  for (const entry of entries) {
    if (entry.name.split("/").some(isLitter)) continue;
    const file = `${found.file}/${entry.name}`;
    const sizeBytes = entry.compressedBytes;
    const about = { file, path, sizeBytes };
    if (entry.problem !== null) {
      into.problems.push({ ...about, code: entry.problem.code, reason: entry.problem.message });
      continue;
    }
    let counted = false;
    const open = async function* () {
      yield* unpacked(entry.open(), limits);
      if (!counted) meter.bytes += sizeBytes;
      counted = true;
    };
    into.files.push({ ...about, modifiedAtMs: found.modifiedAtMs, open });
  }
};

/** `path` is null for what cannot be read again. */
const addFile = async (
  found: FoundFile,
  into: Collected,
  limits: FileLimits,
  path = found.path as string | null,
) => {
  const { file } = found;
  if (found.kind === "unreadable") {
    into.problems.push({ file, path, code: "unreadable", reason: found.reason, sizeBytes: 0 });
    return;
  }
  const { sizeBytes } = found;
  into.bytesTotal += sizeBytes;
  try {
    if (sizeBytes === 0) throw new ByteProblem("empty", "The file is empty.");
    if (isZip(readStart(found.path, 4))) return await addZip(found, into, limits, path);
    const meter: FurthestRead = { bytes: 0 };
    into.meters.push(meter);
    const modifiedAtMs = path === null ? null : found.modifiedAtMs;
    const open = () => unpacked(diskBytes(found.path, meter), limits);
    into.files.push({ file, path, sizeBytes, modifiedAtMs, open });
  } catch (cause) {
    const said =
      cause instanceof ByteProblem
        ? explainBytes(cause)
        : { code: "unreadable" as const, reason: explainFileError(cause) };
    into.problems.push({ file, path, sizeBytes, ...said });
  }
};

/** Standard input is put on disk while it is read: it may be a zip, and readers may go through it twice. */
const spool = (chunks: AsyncIterable<Uint8Array>): Effect.Effect<RegularFile, SourceError, Scope.Scope> =>
  Effect.gen(function* () {
    const folder = yield* Effect.acquireRelease(
      Effect.promise(() => mkdtemp(join(tmpdir(), "rapport-input-"))),
      (made) => Effect.promise(() => rm(made, { recursive: true, force: true })),
    );
    const path = join(folder, "stdin");
    yield* Effect.tryPromise({
      try: (signal) => pipeline(chunks, createWriteStream(path, { mode: 0o600 }), { signal }),
      catch: (cause) => new SourceError({ input: "-", reason: explainFileError(cause), cause }),
    });
    return { kind: "file", file: "-", path, sizeBytes: statSync(path).size, modifiedAtMs: 0 };
  });

/** Names that two paths would share are told apart by a hash of their folder. */
const named = (paths: ReadonlyArray<string>) => {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const name = basename(path);
    seen.set(name, seen.has(name) && seen.get(name) !== path ? "" : path);
  }
  return (path: string, file: string): string =>
    seen.get(basename(path)) === path ? file : `${hash("sha256", dirname(path), "hex").slice(0, 6)}/${file}`;
};

/**
 * Finds and opens what paths name: files, folders (recursively, by name, without hidden files, each folder once),
 * `-` for standard input; gzip and zip are seen into, by content and not by name. What is there and cannot be read
 * is in `problems`. Fails only for a path that does not exist. While the scope is open the files may be opened.
 */
export const openInputs = (
  paths: ReadonlyArray<string>,
  options: OpenInputsOptions = {},
): Effect.Effect<InputFiles, SourceError, Scope.Scope> =>
  Effect.gen(function* () {
    const limits = options.limits ?? defaultFileLimits;
    const into: Collected = { files: [], problems: [], meters: [], bytesTotal: 0 };
    const roots = [...new Set(paths.map((path) => (path === "-" ? path : resolve(path))))];
    const nameOf = named(roots);
    for (const root of roots) {
      if (root === "-") {
        const spooled = yield* spool(options.stdin ?? process.stdin);
        yield* Effect.promise(() => addFile(spooled, into, limits, null));
        continue;
      }
      yield* Effect.try({
        try: () => statSync(root),
        catch: (cause) => new SourceError({ input: root, reason: explainFileError(cause), cause }),
      });
      yield* Effect.promise(async () => {
        for await (const found of findFiles(root))
          await addFile({ ...found, file: nameOf(root, found.file) }, into, limits);
      });
    }
    return {
      files: into.files,
      problems: into.problems,
      bytesTotal: into.bytesTotal,
      bytesRead: () => into.meters.reduce((sum, meter) => sum + meter.bytes, 0),
    };
  });

import { createInflateRaw } from "node:zlib";
import yauzl from "yauzl";
import { ByteProblem, decompressionGuard } from "../mail/ByteSource.ts";
import { defaultMailLimits } from "../mail/MailLimits.ts";
import type { FileLimits } from "./FileLimits.ts";

/** An entry of a zip that can be opened by itself. `problem` says why not. */
export interface ListedEntry {
  readonly name: string;
  readonly compressedBytes: number;
  readonly problem: ByteProblem | null;
  readonly open: () => AsyncIterable<Uint8Array>;
}

const deflateMethod = 8;
const openOptions = { lazyEntries: true, autoClose: false, decodeStrings: false };

const broken = (cause: unknown): ByteProblem =>
  cause instanceof ByteProblem
    ? cause
    : new ByteProblem(
        "archive_broken",
        `The archive is broken or cut off (${cause instanceof Error ? cause.message : String(cause)}).`,
      );

const refuse = (entry: yauzl.Entry, name: string): ByteProblem | null => {
  const invalid = yauzl.validateFileName(name);
  if (invalid !== null) return new ByteProblem("archive_broken", `Its name is not allowed (${invalid}).`);
  if (entry.isEncrypted())
    return new ByteProblem("unreadable", "It is encrypted; unpack the archive by hand.");
  return entry.compressionMethod === 0 || entry.compressionMethod === deflateMethod
    ? null
    : new ByteProblem("unreadable", `Its compression method ${entry.compressionMethod} is not supported.`);
};

/** The bytes of one entry. Sizes in the directory are not believed: what flows out is counted. */
async function* contents(path: string, entry: yauzl.Entry, limits: FileLimits): AsyncGenerator<Uint8Array> {
  const guard = decompressionGuard({ ...defaultMailLimits, ...limits });
  let zip: yauzl.ZipFile | undefined;
  try {
    zip = await yauzl.openPromise(path, openOptions);
    const source = await zip.openReadStreamPromise(entry, { decodeFileData: false });
    const data = entry.compressionMethod === deflateMethod ? source.pipe(createInflateRaw()) : source;
    source.on("error", (cause) => data.destroy(cause));
    try {
      for await (const chunk of data as AsyncIterable<Buffer>) {
        guard(chunk.length, Math.max(entry.compressedSize, 1));
        yield chunk;
      }
    } finally {
      source.destroy();
      data.destroy();
    }
  } catch (cause) {
    throw broken(cause);
  } finally {
    zip?.close();
  }
}

/**
 * Lists the entries of a zip on disk, folders left out; nothing is unpacked to disk, so names are labels only, and
 * those that point outside (`../`, absolute) are refused. Throws `ByteProblem` for what is no whole zip.
 */
export const listZip = async (path: string, limits: FileLimits): Promise<ReadonlyArray<ListedEntry>> => {
  let zip: yauzl.ZipFile | undefined;
  try {
    zip = await yauzl.openPromise(path, openOptions);
    if (zip.entryCount > limits.archiveEntries) {
      const reason = `It has ${zip.entryCount} entries; the limit is ${limits.archiveEntries}.`;
      throw new ByteProblem("archive_broken", reason);
    }
    const listed: Array<ListedEntry> = [];
    for await (const entry of zip.eachEntry()) {
      const { generalPurposeBitFlag, fileNameRaw, extraFields, compressedSize: compressedBytes } = entry;
      const name = yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
      if (name.endsWith("/")) continue;
      const problem = refuse(entry, name);
      listed.push({ name, compressedBytes, problem, open: () => contents(path, entry, limits) });
    }
    return listed;
  } catch (cause) {
    throw broken(cause);
  } finally {
    zip?.close();
  }
};

import { createInflateRaw } from "node:zlib";
import yauzl from "yauzl";
import { ByteProblem, decompressionGuard, type ReadMeter } from "./ByteSource.ts";
import type { MailLimits } from "./MailLimits.ts";

/** An entry of a zip in the order of its directory. `problem` says why it cannot be read. */
export interface ZipEntry {
  readonly index: number;
  readonly name: string;
  readonly sizeBytes: number;
  readonly problem: ByteProblem | null;
  readonly open: () => AsyncIterable<Uint8Array>;
}

const storedMethod = 0;
const deflateMethod = 8;

const nameOf = (entry: yauzl.Entry): string =>
  yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);

const refuse = (entry: yauzl.Entry, name: string): ByteProblem | null => {
  const invalid = yauzl.validateFileName(name);
  if (invalid !== null) return new ByteProblem("archive_broken", `Its name is not allowed (${invalid}).`);
  if (entry.isEncrypted())
    return new ByteProblem("unreadable", "It is encrypted; unpack the archive by hand.");
  return entry.compressionMethod === storedMethod || entry.compressionMethod === deflateMethod
    ? null
    : new ByteProblem("unreadable", `Its compression method ${entry.compressionMethod} is not supported.`);
};

const broken = (cause: unknown): ByteProblem =>
  cause instanceof ByteProblem
    ? cause
    : new ByteProblem(
        "archive_broken",
        `The archive is broken or cut off (${cause instanceof Error ? cause.message : String(cause)}).`,
      );

/**
 * Lists a zip file entry by entry, folders left out, each to be opened in turn; nothing is written to disk, so
 * names are labels only, and those that point outside (`../`, absolute) are refused. Sizes in the directory
 * are not believed: what flows out is counted against the limits. `meter` counts compressed bytes.
 */
export async function* zipEntries(
  path: string,
  limits: MailLimits,
  meter: ReadMeter,
): AsyncGenerator<ZipEntry> {
  const guard = decompressionGuard(limits);
  let zip: yauzl.ZipFile;
  try {
    zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
  } catch (cause) {
    throw broken(cause);
  }
  async function* contents(entry: yauzl.Entry): AsyncGenerator<Uint8Array> {
    const source = await zip.openReadStreamPromise(entry, { decodeFileData: false });
    const compressedBytes = Math.max(entry.compressedSize, 1);
    const data = entry.compressionMethod === deflateMethod ? source.pipe(createInflateRaw()) : source;
    source.on("error", (cause) => data.destroy(cause));
    try {
      for await (const chunk of data as AsyncIterable<Buffer>) {
        guard(chunk.length, meter.bytes + compressedBytes);
        yield chunk;
      }
    } catch (cause) {
      throw broken(cause);
    } finally {
      source.destroy();
      data.destroy();
      meter.bytes += entry.compressedSize;
    }
  }
  try {
    if (zip.entryCount > limits.archiveEntries) {
      throw new ByteProblem(
        "archive_broken",
        `It has ${zip.entryCount} entries; the limit is ${limits.archiveEntries}.`,
      );
    }
    let index = 0;
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      if (!name.endsWith("/")) {
        const problem = refuse(entry, name);
        yield { index, name, sizeBytes: entry.uncompressedSize, problem, open: () => contents(entry) };
      }
      index += 1;
    }
  } catch (cause) {
    throw broken(cause);
  } finally {
    zip.close();
  }
}

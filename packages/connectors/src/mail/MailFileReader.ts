import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import { gunzipped, metered, type ReadMeter, skipBytes } from "./ByteSource.ts";
import { type FoundFile, explainFileError } from "./MailFiles.ts";
import type { MailFormat, MailItem } from "./MailItem.ts";
import type { MailLimits } from "./MailLimits.ts";
import { readContents, readMbox } from "./MailContents.ts";
import { type ContentItem, filePlace, type Place, problemAt } from "./Place.ts";
import { readResumePoint } from "./ResumePoint.ts";
import { sniffMail } from "./sniffMail.ts";
import type { AskStart, StartAt } from "./StartAt.ts";
import { readZip } from "./ZipContents.ts";

type RegularFile = Extract<FoundFile, { readonly kind: "file" }>;

/** Files up to this size are read in one go; most messages are smaller. */
const headBytes = 256 * 1024;
/** Larger ones outlive two scavenges and wait for a full collection: 256 KiB cost 40 MB of peak memory. */
const chunkBytes = 64 * 1024;

/** Where to go on in a file, and its beginning: all of it when it is small, nothing when it is skipped. */
export interface FileHead {
  readonly found: FoundFile;
  readonly at: StartAt;
  readonly head: Uint8Array;
}

/**
 * Synchronous: through the thread pool the four calls for a small file cost five times the time of the reading, most of
 * it in waking threads; with both cores busy parsing they held everything up.
 */
const readHead = (found: RegularFile): Uint8Array => {
  const handle = openSync(found.path, "r");
  try {
    const buffer = Buffer.allocUnsafeSlow(Math.min(found.sizeBytes, headBytes));
    const bytesRead = readSync(handle, buffer, 0, buffer.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    closeSync(handle);
  }
};

/** Asks where to go on, opens a found file and reads its beginning; what fails is told as `unreadable`. */
export const loadHead = async (found: FoundFile, startAt: AskStart): Promise<FileHead> => {
  const { file, path } = found;
  const [sizeBytes, modifiedAtMs] = found.kind === "file" ? [found.sizeBytes, found.modifiedAtMs] : [0, null];
  const at = await startAt({ file, path, sizeBytes, modifiedAtMs });
  const empty = new Uint8Array(0);
  if (found.kind !== "file" || at === "skip") return { found, at, head: empty };
  try {
    return { found, at, head: readHead(found) };
  } catch (cause) {
    return { found: { kind: "unreadable", file, path, reason: explainFileError(cause) }, at, head: empty };
  }
};

/** The bytes of a file from an offset; without touching the disk again when the head is all of it. */
const bytesFrom = (
  file: RegularFile,
  head: Uint8Array,
  offset: number,
  meter: ReadMeter,
): AsyncIterable<Uint8Array> => {
  meter.bytes = Math.min(offset, file.sizeBytes);
  if (head.length >= file.sizeBytes) {
    return metered(
      (async function* () {
        if (offset < head.length) yield head.subarray(offset);
      })(),
      meter,
    );
  }
  return metered(createReadStream(file.path, { start: offset, highWaterMark: chunkBytes }), meter);
};

/** Whether an mbox, packed or not, still has a message, or its end, at the offset where reading stopped. */
const fits = async (
  file: RegularFile,
  head: Uint8Array,
  offset: number,
  limits: MailLimits,
): Promise<boolean> => {
  const packed = sniffMail(head).format === "gzip";
  if (!packed && offset > file.sizeBytes) return false;
  const meter: ReadMeter = { bytes: 0 };
  const rest = packed
    ? skipBytes(gunzipped(bytesFrom(file, head, 0, meter), limits), offset)
    : bytesFrom(file, head, offset, meter);
  try {
    for await (const chunk of rest) {
      return /^(?:\r?\n)*(?:From |\r?$)/.test(Buffer.from(chunk.subarray(0, 64)).toString("latin1"));
    }
    return true;
  } catch {
    return false;
  }
};

async function* contentsOf(
  file: RegularFile,
  head: Uint8Array,
  startAt: string | null,
  limits: MailLimits,
  format: MailFormat,
): AsyncGenerator<ContentItem> {
  const meter: ReadMeter = { bytes: 0 };
  const place: Place = filePlace(file.file, file.path, limits, meter);
  const point = readResumePoint(startAt);
  if (point.kind === "end" && format !== "mbox") return;
  if (file.sizeBytes === 0) {
    yield problemAt(place, { code: "empty", reason: "The file is empty.", sizeBytes: 0 });
  } else if (format === "zip") {
    const from = point.kind === "zip" ? point : { entry: 0, offset: 0 };
    yield* readZip(bytesFrom(file, head, 0, meter), file.path, { ...place, packed: 1 }, readContents, from);
  } else {
    const goesOn = point.kind === "mbox" && (await fits(file, head, point.offset, limits));
    const from = goesOn ? point.offset : 0;
    if (goesOn && format === "mbox") yield* readMbox(bytesFrom(file, head, from, meter), from, place);
    else yield* readContents(bytesFrom(file, head, 0, meter), from, place);
  }
}

/** Everything of one file: its start, its messages and problems, its end. */
export async function* readMailFile(loaded: FileHead, limits: MailLimits): AsyncGenerator<MailItem> {
  const { found, head, at } = loaded;
  const { file, path } = found;
  if (found.kind === "unreadable") {
    const of = { file, path, sizeBytes: 0, format: "unknown" as const };
    yield { kind: "fileStart", ...of, modifiedAtMs: null };
    if (at !== "skip") {
      const place = filePlace(file, path, limits, { bytes: 0 });
      yield problemAt(place, { code: "unreadable", reason: found.reason, sizeBytes: 0 });
    }
    yield { kind: "fileEnd", ...of };
    return;
  }
  const format = at === "skip" ? "unknown" : sniffMail(head).format;
  const of = { file, path, sizeBytes: found.sizeBytes, format };
  yield { kind: "fileStart", ...of, modifiedAtMs: found.modifiedAtMs };
  if (at !== "skip") yield* contentsOf(found, head, at, limits, format);
  yield { kind: "fileEnd", ...of };
}

/** Standard input as one file named `-`; compressed input is unpacked as it flows. */
export async function* readMailStream(
  chunks: AsyncIterable<Uint8Array>,
  limits: MailLimits,
  startAt: AskStart,
): AsyncGenerator<MailItem> {
  const meter: ReadMeter = { bytes: 0 };
  const of = { file: "-", path: null, sizeBytes: null };
  const at = await startAt({ ...of, modifiedAtMs: null });
  yield { kind: "fileStart", ...of, format: "unknown", modifiedAtMs: null };
  const point = readResumePoint(at);
  if (at !== "skip" && point.kind !== "end") {
    const from = point.kind === "mbox" ? point.offset : 0;
    yield* readContents(metered(chunks, meter), from, filePlace("-", null, limits, meter));
  }
  yield { kind: "fileEnd", ...of, format: "unknown" };
}

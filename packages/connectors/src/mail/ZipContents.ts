import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ByteProblem } from "./ByteSource.ts";
import { type ContentItem, type Place, problemAt, stopped } from "./Place.ts";
import { endPoint, zipPoint } from "./ResumePoint.ts";
import { zipEntries } from "./ZipEntries.ts";

/** Where to go on in a zip. */
export interface ZipStart {
  readonly entry: number;
  readonly offset: number;
}

/** How an entry's bytes are read; given from outside, for contents may be a zip again. */
export type ReadContents = (
  bytes: AsyncIterable<Uint8Array>,
  from: number,
  place: Place,
) => AsyncIterable<ContentItem>;

/** A zip has its directory at its end, so one that streams is put on disk for the time it is read. */
async function* readSpooled(
  chunks: AsyncIterable<Uint8Array>,
  place: Place,
  readContents: ReadContents,
  from: ZipStart,
): AsyncGenerator<ContentItem> {
  const folder = await mkdtemp(join(tmpdir(), "rapport-zip-"));
  const path = join(folder, "spooled.zip");
  let spooled = 0;
  try {
    await pipeline(
      async function* () {
        for await (const chunk of chunks) {
          spooled += chunk.length;
          if (spooled > place.limits.decompressedBytes) {
            throw new ByteProblem("decompressed_too_large", "It unpacks to more than the limit.");
          }
          yield chunk;
        }
      },
      createWriteStream(path, { mode: 0o600 }),
    );
    yield* readOnDisk(path, { ...place, meter: { bytes: place.meter.bytes } }, readContents, from);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const entryPlace = (place: Place, name: string, index: number): Place => ({
  ...place,
  path: null,
  single: name,
  singleEnd: zipPoint(index + 1),
  positionAt: (offset) => `${name}!${offset}`,
  pointAt: (offset) => zipPoint(index, offset),
});

/** Machinery of archivers, not of the owner. */
const isArchiverLitter = (name: string): boolean =>
  name.startsWith("__MACOSX/") || /(?:^|\/)\.[^/]*$/.test(name);

async function* readOnDisk(
  path: string,
  place: Place,
  readContents: ReadContents,
  from: ZipStart,
): AsyncGenerator<ContentItem> {
  try {
    for await (const entry of zipEntries(path, place.limits, place.meter)) {
      if (entry.index < from.entry || isArchiverLitter(entry.name)) continue;
      const inside = entryPlace(place, entry.name, entry.index);
      if (entry.problem !== null) {
        const { code, message: reason } = entry.problem;
        yield problemAt(inside, { code, reason, sizeBytes: entry.sizeBytes });
      } else {
        yield* readContents(entry.open(), entry.index === from.entry ? from.offset : 0, inside);
      }
    }
  } catch (cause) {
    yield stopped(place, cause, place.single, endPoint);
  }
}

/**
 * Reads every entry of a zip as contents of its own: messages, mboxes, gzips of them. The position is the
 * entry's name, with `!offset` for an mbox. Names that begin with a dot and `__MACOSX` are passed over.
 */
export async function* readZip(
  chunks: AsyncIterable<Uint8Array>,
  path: string | null,
  place: Place,
  readContents: ReadContents,
  from: ZipStart = { entry: 0, offset: 0 },
): AsyncGenerator<ContentItem> {
  if (path === null) yield* readSpooled(chunks, place, readContents, from);
  else yield* readOnDisk(path, place, readContents, from);
}

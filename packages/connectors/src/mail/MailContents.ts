import { gunzipped, peek, skipBytes } from "./ByteSource.ts";
import { MboxSplitter } from "./MboxSplitter.ts";
import { type ContentItem, type Place, problemAt, stopped, tooLarge } from "./Place.ts";
import { sniffBytes, sniffMail } from "./sniffMail.ts";
import { readZip } from "./ZipContents.ts";

/** The messages of an mbox whose bytes begin at `offset`. */
export async function* readMbox(
  chunks: AsyncIterable<Uint8Array>,
  offset: number,
  place: Place,
): AsyncGenerator<ContentItem> {
  const splitter = new MboxSplitter(place.limits.messageBytes, offset);
  let last = offset;
  const items = function* (pieces: ReturnType<MboxSplitter["push"]>): Generator<ContentItem> {
    for (const piece of pieces) {
      last = piece.endOffset;
      const position = place.positionAt(piece.offset);
      const endPosition = place.pointAt(piece.endOffset);
      if (piece.kind === "message") {
        const { bytes } = piece;
        const readBytes = place.meter.bytes;
        yield { kind: "message", file: place.file, position, endPosition, bytes, readBytes };
      } else {
        yield problemAt(place, tooLarge(piece.sizeBytes, place.limits), position, endPosition);
      }
    }
  };
  try {
    for await (const chunk of chunks) yield* items(splitter.push(chunk));
    yield* items(splitter.end());
  } catch (cause) {
    yield stopped(place, cause, place.positionAt(last), place.pointAt(last));
  }
}

/** The one message that is all of the contents; the rest of what is over the limit is only counted. */
async function* readSingle(chunks: AsyncIterable<Uint8Array>, place: Place): AsyncGenerator<ContentItem> {
  const held: Array<Uint8Array> = [];
  let sizeBytes = 0;
  for await (const chunk of chunks) {
    sizeBytes += chunk.length;
    if (sizeBytes > place.limits.messageBytes) held.length = 0;
    else held.push(chunk);
  }
  if (sizeBytes > place.limits.messageBytes) {
    yield problemAt(place, tooLarge(sizeBytes, place.limits));
    return;
  }
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of held) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  yield {
    kind: "message",
    file: place.file,
    position: place.single,
    endPosition: place.singleEnd,
    bytes,
    readBytes: place.meter.bytes,
  };
}

async function* readKnown(
  bytes: AsyncIterable<Uint8Array>,
  from: number,
  place: Place,
): AsyncGenerator<ContentItem> {
  const { head, chunks } = await peek(bytes, sniffBytes);
  const sniffed = sniffMail(head);
  if (head.length === 0) yield problemAt(place, { code: "empty", reason: "It is empty.", sizeBytes: 0 });
  else if (sniffed.format === "mbox") {
    const start = Math.max(sniffed.start, from);
    yield* readMbox(skipBytes(chunks, start), start, place);
  } else if (sniffed.format === "message") yield* readSingle(skipBytes(chunks, sniffed.start), place);
  else if (sniffed.format === "unknown") {
    yield problemAt(place, { code: "unreadable", reason: sniffed.reason, sizeBytes: head.length });
  } else if (place.packed >= 2) {
    const reason = "It is packed into archives more than two deep; unpack it by hand.";
    yield problemAt(place, { code: "archive_broken", reason, sizeBytes: head.length });
  } else if (sniffed.format === "gzip") {
    const inside = { ...place, path: null, packed: place.packed + 1 };
    yield* readContents(gunzipped(chunks, place.limits), from, inside);
  } else yield* readZip(chunks, null, { ...place, packed: place.packed + 1 }, readContents);
}

/**
 * Reads bytes whatever they hold: a message, an mbox, or an archive of these. `from` is the offset in the
 * mbox to go on at. Broken input ends in a problem, never in an error.
 */
export async function* readContents(
  bytes: AsyncIterable<Uint8Array>,
  from: number,
  place: Place,
): AsyncGenerator<ContentItem> {
  try {
    yield* readKnown(bytes, from, place);
  } catch (cause) {
    yield stopped(place, cause, place.single, place.singleEnd);
  }
}

import type {
  FileEnd,
  FileStart,
  MailItem,
  MessageItem,
  ProblemItem,
} from "@rapport/connectors/mail/MailItem";
import { MailParserPool } from "@rapport/connectors/mail/MailParserPool";
import type { MailProblem, ParsedMail } from "@rapport/connectors/mail/ParsedMail";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import type { NewRecord } from "@rapport/event-log/EventLog";
import { maxRecordBytes } from "@rapport/event-log/limits";
import { Clock, Effect, Stream } from "effect";
import type { Firm } from "./Firm.ts";
import type { ChunkEnd } from "./knownChunks.ts";
import { type MailInput, sightingOf } from "./MailInput.ts";
import { toDeadLetter } from "./toDeadLetter.ts";
import { logKeyOf, toEmailEvent } from "./toEmailEvent.ts";

/**
 * What reading came to, in the order of the source: a file begins, gives events and dead letters, ends.
 * `endPosition` is the resume point behind the item, `readBytes` the bytes of the file read so far.
 */
export type MailStep =
  | FileStart
  | FileEnd
  | ChunkEnd
  | {
      readonly kind: "event";
      /** The event as it goes into the log; the event itself would only be kept alive. */
      readonly record: NewRecord;
      readonly contentSha256: string;
      readonly endPosition: string;
      readonly readBytes: number;
    }
  | {
      readonly kind: "letter";
      readonly letter: DeadLetterRaised;
      readonly endPosition: string;
      readonly readBytes: number;
    };

const tooManyNames = {
  code: "too_large",
  reason: "The addresses and message ids of its header take more than a log record may hold (1 MiB).",
} as const;

/** What came of one message or problem, once it was parsed. */
const stepOf = (
  input: MailInput,
  firm: Firm,
  path: string | null,
  item: MessageItem | ProblemItem,
  outcome: ParsedMail | MailProblem | null,
  sizeBytes: number,
  recordedAt: number,
): MailStep => {
  const { endPosition, readBytes } = item;
  const sighting = sightingOf(input, item);
  if (outcome?.kind === "parsed") {
    const event = toEmailEvent(outcome, firm, sighting, recordedAt);
    const record = recordOfEvent(logKeyOf(event, firm), event);
    if (Buffer.byteLength(record.key) + record.value.byteLength <= maxRecordBytes)
      return { kind: "event", record, contentSha256: outcome.contentSha256, endPosition, readBytes };
  }
  const { code, reason } =
    outcome === null ? (item as ProblemItem) : outcome.kind === "problem" ? outcome : tooManyNames;
  // The hash of what broke its worker may be missing.
  const sha256 = outcome?.contentSha256 || null;
  const letter = toDeadLetter({ code, reason, sighting, path, sizeBytes, sha256 }, recordedAt);
  return { kind: "letter", letter, endPosition, readBytes };
};

/**
 * Gives the memory of a parsed message back now. Left to the collector it waits for a full collection, which small
 * objects with large buffers are slow to bring about: 50 MB of peak memory.
 */
const release = (bytes: Uint8Array): void => {
  const { buffer } = bytes;
  // A large one was moved to its parser; one that shares its memory with others is not ours to free.
  if (!(buffer instanceof ArrayBuffer) || buffer.detached) return;
  if (bytes.byteLength === buffer.byteLength) buffer.transfer(0);
};

type SourceItem = MailItem | ChunkEnd;

/** Small messages go to the parsers by the parcel; a large one ends its parcel, so that few are held at once. */
const parcelItems = 16;
const parcelBytes = 256 * 1024;

interface Parcel {
  readonly items: ReadonlyArray<SourceItem>;
  readonly bytes: number;
}
const emptyParcel: Parcel = { items: [], bytes: 0 };

const pack = (
  held: Parcel,
  item: SourceItem,
): readonly [Parcel, ReadonlyArray<ReadonlyArray<SourceItem>>] => {
  const items = [...held.items, item];
  const bytes = held.bytes + (item.kind === "message" ? item.bytes.byteLength : 0);
  return items.length >= parcelItems || bytes >= parcelBytes
    ? [emptyParcel, [items]]
    : [{ items, bytes }, []];
};
/** Parses the messages of a source, several at once, and gives everything on in the source's order. */
export const mailSteps = <E, R>(
  source: Stream.Stream<SourceItem, E, R>,
  input: MailInput,
  firm: Firm,
): Stream.Stream<MailStep, E, R | MailParserPool> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const pool = yield* MailParserPool;
      // Set while the mapping function is called, which is in order; only what it returns runs side by side.
      let path: string | null = null;
      const toStep = (item: SourceItem): Effect.Effect<MailStep> => {
        if (item.kind === "fileStart") path = item.path;
        if (item.kind !== "message" && item.kind !== "problem") return Effect.succeed(item);
        const itemPath = path;
        // Taken before the parser moves the bytes away.
        const sizeBytes = item.kind === "message" ? item.bytes.byteLength : item.sizeBytes;
        return Effect.gen(function* () {
          const outcome = item.kind === "message" ? yield* pool.parse(item.bytes) : null;
          if (item.kind === "message") release(item.bytes);
          const recordedAt = yield* Clock.currentTimeMillis;
          return stepOf(input, firm, itemPath, item, outcome, sizeBytes, recordedAt);
        });
      };
      return source.pipe(
        Stream.mapAccum(() => emptyParcel, pack, {
          onHalt: ({ items }) => (items.length === 0 ? [] : [items]),
        }),
        Stream.mapEffect(
          (parcel) => {
            const steps = parcel.map(toStep);
            return Effect.all(steps, { concurrency: "unbounded" });
          },
          { concurrency: pool.inFlight },
        ),
        Stream.flattenIterable,
      );
    }),
  );

import { Effect, Fiber } from "effect";
import { makeByteBudget } from "../ByteBudget.ts";
import {
  type AppendReceipt,
  type Checkpoint,
  type EventLog,
  EventLogError,
  type NewRecord,
} from "../EventLog.ts";
import { maxBatchBytes, maxRecordBytes } from "../limits.ts";
import { partitionOf } from "../partitionOf.ts";
import { toEventLogError } from "./KafkaFailure.ts";
import { checkpointsTopic, type KafkaSettings } from "./KafkaOptions.ts";
import { type EncodedRecord, encodeHeaders, recordBytes } from "./protocol/encodeBatch.ts";
import type { Piece, Producer } from "./producer/Producer.ts";

const refusal = (detail: string) => new EventLogError({ operation: "append", detail, retriable: false });

interface OpenPiece extends Piece {
  readonly records: EncodedRecord[];
  bytes: number;
}

/** Sorts records into pieces per partition, keeping their order within each. Fails for a record over 1 MiB. */
const piecesOf = (
  topic: string,
  partitions: number,
  records: ReadonlyArray<NewRecord>,
): Effect.Effect<ReadonlyArray<Piece>, EventLogError> =>
  Effect.suspend(() => {
    const keys = new Map<string, { readonly bytes: Buffer; readonly partition: number }>();
    const pieces: OpenPiece[] = [];
    const open = new Map<number, OpenPiece>();
    for (const [index, { key, value, headers = {} }] of records.entries()) {
      const bytes = keys.get(key)?.bytes ?? Buffer.from(key, "utf8");
      const partition = keys.get(key)?.partition ?? partitionOf(bytes, partitions);
      keys.set(key, { bytes, partition });
      const size = bytes.length + value.length;
      if (size > maxRecordBytes) {
        const name = key.slice(0, 100);
        const detail = `${topic}: record ${index} with key "${name}" has ${size} bytes, over the limit of ${maxRecordBytes}`;
        return Effect.fail(refusal(detail));
      }
      const record: EncodedRecord = { key: bytes, value, headers: encodeHeaders(headers) };
      const needed = recordBytes(record);
      let piece = open.get(partition);
      if (piece === undefined || piece.bytes + needed > maxBatchBytes) {
        piece = { topic, partition, records: [], bytes: 0 };
        open.set(partition, piece);
        pieces.push(piece);
      }
      piece.records.push(record);
      piece.bytes += needed;
    }
    return Effect.succeed(pieces);
  });

const receiptOf = (pieces: ReadonlyArray<Piece>, offsets: ReadonlyArray<number>): AppendReceipt => {
  const partitions = new Map<number, { partition: number; firstOffset: number; count: number }>();
  for (const [index, { partition, records }] of pieces.entries()) {
    const entry = partitions.get(partition);
    if (entry !== undefined) entry.count += records.length;
    else partitions.set(partition, { partition, firstOffset: offsets[index]!, count: records.length });
  }
  return { partitions: [...partitions.values()].toSorted((a, b) => a.partition - b.partition) };
};

const checkpointRecords = (checkpoints: ReadonlyArray<Checkpoint>): ReadonlyArray<NewRecord> =>
  checkpoints.map(({ name, value }) => ({ key: name, value: Buffer.from(value, "utf8") }));

const weigh = (records: ReadonlyArray<NewRecord>): number =>
  records.reduce((sum, { key, value }) => sum + key.length + value.length + 8, 0);

/**
 * `EventLog.append` on Kafka: first the records, then the checkpoints; a failure between the two leaves the records
 * without them, and the source is read again from the checkpoint before (duplicates collapse by event id).
 */
export const makeAppend = (
  { inFlightBytes }: KafkaSettings,
  producer: Producer,
  partitionsOf: (operation: string, topic: string) => Effect.Effect<number, EventLogError>,
): EventLog["Service"]["append"] => {
  const budget = makeByteBudget(inFlightBytes);

  const write = Effect.fnUntraced(function* (
    topic: string,
    records: ReadonlyArray<NewRecord>,
    checkpoints: ReadonlyArray<Checkpoint>,
  ) {
    const partitions = yield* partitionsOf("append", topic);
    const pieces = yield* piecesOf(topic, partitions, records);
    const marks = yield* piecesOf(checkpointsTopic, 1, checkpointRecords(checkpoints));
    const failed = Effect.mapError(toEventLogError("append"));
    const offsets = yield* failed(producer.send(pieces));
    yield* failed(producer.send(marks));
    return receiptOf(pieces, offsets);
  });

  return (topic, records, checkpoints = []) => {
    const bytes = weigh(records) + weigh(checkpointRecords(checkpoints));
    return Effect.uninterruptibleMask((restore) =>
      Effect.andThen(
        restore(budget.take(bytes)),
        // An interrupted caller leaves its records on their way; they count as under way until they are answered.
        Effect.flatMap(
          Effect.forkDetach(
            write(topic, records, checkpoints).pipe(
              Effect.ensuring(Effect.sync(() => budget.release(bytes))),
            ),
          ),
          (fiber) => restore(Fiber.join(fiber)),
        ),
      ),
    );
  };
};

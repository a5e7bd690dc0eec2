import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";
import type { ClickHouseClient } from "@clickhouse/client";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import kafkajs, { type Kafka } from "kafkajs";
import { jsonRow } from "./jsonRow.ts";

const { CompressionCodecs, CompressionTypes } = kafkajs;
const decompress = promisify(zstdDecompress);
const compress = promisify(zstdCompress);

// It knows no zstd by itself; the records are compressed with it, so its users would give it one.
CompressionCodecs[CompressionTypes.ZSTD] = () => ({
  compress: (encoder: { readonly buffer: Buffer }) => compress(encoder.buffer),
  decompress: (buffer: Buffer) => decompress(buffer),
});

export interface PlainOptions {
  readonly topic: string;
  readonly groupId: string;
  readonly table: string;
  /** How many records there are; it ends when it has written them. */
  readonly count: number;
  /** Bytes of a partition in one answer, hence in one insert; kafkajs' own default is 1 MiB. */
  readonly maxBytesPerPartition?: number;
}

/**
 * The consumer that one writes first: kafkajs as its documentation shows it, each batch it gives parsed and inserted
 * as JSONEachRow by `client.insert`, offsets committed by kafkajs behind it. A batch that is delivered again is
 * inserted again, a broken record stops it, and nothing proves that all is there. Resolves with the inserts made.
 */
export const consumePlainly = async (
  kafka: Kafka,
  warehouse: ClickHouseClient,
  { topic, groupId, table, count, maxBytesPerPartition }: PlainOptions,
): Promise<number> => {
  const consumer = kafka.consumer({
    groupId,
    ...(maxBytesPerPartition === undefined ? {} : { maxBytesPerPartition }),
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  let written = 0;
  let inserts = 0;
  await new Promise<void>((resolve, reject) => {
    consumer.on("consumer.crash", ({ payload }) => reject(payload.error));
    void consumer.run({
      eachBatch: async ({ batch: { messages, partition } }) => {
        const lo = Number(messages[0]!.offset);
        const values = messages.map(({ value, offset }) => {
          const event = JSON.parse(value!.toString()) as EmailEvent;
          // It has no rule for copies that differ, so no hash either.
          return jsonRow(event, 0, { partition, offset: Number(offset), lo });
        });
        await warehouse.insert({ table, values, format: "JSONEachRow" });
        inserts++;
        written += messages.length;
        if (written >= count) resolve();
      },
    });
  });
  // Stopping waits for the commit behind the last batch.
  await consumer.disconnect();
  return inserts;
};

import { promisify } from "node:util";
import { zstdCompress, zstdDecompress } from "node:zlib";
import type { ClickHouseClient } from "@clickhouse/client";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import { decodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
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

const checkedEmail = (value: Buffer): EmailEvent => {
  const decoded = decodeEvent(topics.interactions.name, value);
  if (!decoded.ok) throw new Error(`no e-mail: ${JSON.stringify(decoded.issues)}`);
  return decoded.event as EmailEvent;
};

export interface PlainOptions {
  readonly topic: string;
  readonly groupId: string;
  readonly table: string;
  /** How many records there are; it ends when it has written them. */
  readonly count: number;
  /** Checks each record by its contract, as we do, and what does not pass ends it; else it takes JSON for granted. */
  readonly checked: boolean;
}

/**
 * The consumer that one writes first: kafkajs as its documentation shows it, each batch it gives parsed and inserted
 * as JSONEachRow by `client.insert`, offsets committed by kafkajs behind it. A batch that is delivered again is
 * inserted again, a broken record stops it, and nothing proves that all is there. Resolves with the inserts made.
 */
export const consumePlainly = async (
  kafka: Kafka,
  warehouse: ClickHouseClient,
  { topic, groupId, table, count, checked }: PlainOptions,
): Promise<number> => {
  const consumer = kafka.consumer({ groupId });
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
          const at = { partition, offset: Number(offset), lo };
          // Without a rule for copies that differ it needs no hash of what an event says either.
          return jsonRow(checked ? checkedEmail(value!) : JSON.parse(value!.toString()), 0, at);
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

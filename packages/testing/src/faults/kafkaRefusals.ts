import type { ApiName } from "./kafkaApis.ts";
import { array, int16, int32, int64, string, WireReader } from "./kafkaWire.ts";

/** The topics and partitions a request names; `partition` reads one of them past its number. */
const topicsOf = (reader: WireReader, skipPartition: (reader: WireReader) => void) =>
  reader.array(() => ({
    name: reader.string(),
    partitions: reader.array(() => {
      const partition = reader.int32();
      skipPartition(reader);
      return partition;
    }),
  }));

const perPartition = (
  topics: ReturnType<typeof topicsOf>,
  answer: (partition: number) => ReadonlyArray<Buffer>,
): Buffer =>
  array(
    topics.map(({ name, partitions }) =>
      Buffer.concat([
        string(name),
        array(partitions.map((partition) => Buffer.concat([int32(partition), ...answer(partition)]))),
      ]),
    ),
  );

const refuseProduce = (version: number, request: Buffer, code: number): Buffer => {
  const reader = new WireReader(request);
  reader.string();
  reader.int16();
  reader.int32();
  const topics = topicsOf(reader, (at) => at.skipBytes());
  const messages = version >= 8 ? [array([]), string("a fault was injected")] : [];
  const nothing = [int16(code), int64(-1n), int64(-1n), int64(-1n), ...messages];
  return Buffer.concat([perPartition(topics, () => nothing), int32(0)]);
};

const refuseCommit = (request: Buffer, code: number): Buffer => {
  const reader = new WireReader(request);
  reader.string();
  reader.int32();
  reader.string();
  const topics = topicsOf(reader, (at) => {
    at.take(8);
    at.string();
  });
  return Buffer.concat([int32(0), perPartition(topics, () => [int16(code)])]);
};

/**
 * What a broker says that refuses a request outright: it did nothing. Undefined for the APIs that only read, where
 * an answer with its codes replaced says the same.
 */
export const refusalOf = (
  api: ApiName,
  version: number,
  request: Buffer,
  code: number,
): Buffer | undefined => {
  const head = Buffer.concat([int32(0), int16(code)]);
  switch (api) {
    case "Produce":
      return refuseProduce(version, request, code);
    case "OffsetCommit":
      return refuseCommit(request, code);
    case "JoinGroup":
      return Buffer.concat([head, int32(-1), string(""), string(""), string(""), array([])]);
    case "Heartbeat":
      return head;
    case "LeaveGroup":
      return Buffer.concat([head, array([])]);
    case "SyncGroup":
      return Buffer.concat([head, int32(0)]);
    case "InitProducerId":
      return Buffer.concat([head, int64(-1n), int16(-1)]);
    default:
      return undefined;
  }
};

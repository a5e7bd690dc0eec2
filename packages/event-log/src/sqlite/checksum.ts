import { crc32c } from "@node-rs/crc32";

/** Where a stored batch belongs: part of its checksum, so that a batch in the wrong place does not pass. */
export interface BatchPosition {
  readonly topic: string;
  readonly partition: number;
  readonly firstOffset: number;
  readonly count: number;
  readonly appendedAt: number;
}

/** CRC-32C (Castagnoli, RFC 3720 appendix B.4) of a batch's position and data. */
export const checksumOf = (position: BatchPosition, data: Uint8Array): number => {
  const { topic, partition, firstOffset, count, appendedAt } = position;
  return crc32c(data, crc32c(`${topic}/${partition}/${firstOffset}/${count}/${appendedAt}`));
};

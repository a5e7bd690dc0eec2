const seed = 0x9747b28c;
const multiplier = 0x5bd1e995;

/**
 * 32-bit MurmurHash2 as Apache Kafka computes it (`org.apache.kafka.common.utils.Utils.murmur2`): the little-endian
 * variant with seed 0x9747b28c. The result is a signed 32-bit integer.
 */
export const murmur2 = (bytes: Uint8Array): number => {
  const length = bytes.length;
  let hash = seed ^ length;
  let at = 0;
  for (; at + 4 <= length; at += 4) {
    let word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    word = Math.imul(word, multiplier);
    word ^= word >>> 24;
    word = Math.imul(word, multiplier);
    hash = Math.imul(hash, multiplier) ^ word;
  }
  const left = length - at;
  if (left === 3) hash ^= bytes[at + 2]! << 16;
  if (left >= 2) hash ^= bytes[at + 1]! << 8;
  if (left >= 1) hash = Math.imul(hash ^ bytes[at]!, multiplier);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, multiplier);
  return hash ^ (hash >>> 15);
};

/**
 * The partition of a key, 0 to `partitions` - 1: murmur2 of its UTF-8 bytes, made positive by clearing the sign bit,
 * modulo the number of partitions. The same as Kafka's default partitioner for a record with a key, so a log that
 * moves to Kafka keeps its partitions. Never change it: a log's keys were placed by it.
 */
export const partitionOf = (keyBytes: Uint8Array, partitions: number): number =>
  (murmur2(keyBytes) & 0x7fffffff) % partitions;

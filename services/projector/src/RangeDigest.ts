import { recordId } from "./ProjectRecord.ts";
import type { ProjectedRecord, RangeDigest } from "./ProjectionStore.ts";

export const emptyDigest: RangeDigest = { count: 0, xor: 0n };

/** The first 64 bits of an event id, big endian. */
export const idBits = (id: string): bigint => BigInt(`0x${id.slice(0, 16)}`);

/** What the warehouse must hold of these records, each offset given once. */
export const digestOf = (records: Iterable<ProjectedRecord>): RangeDigest => {
  let count = 0;
  let xor = 0n;
  for (const record of records) {
    count += 1;
    xor ^= idBits(recordId(record));
  }
  return { count, xor };
};

/** The digest of two ranges without a common offset. */
export const joinDigests = (a: RangeDigest, b: RangeDigest): RangeDigest => ({
  count: a.count + b.count,
  xor: a.xor ^ b.xor,
});

export const sameDigest = (a: RangeDigest, b: RangeDigest): boolean => a.count === b.count && a.xor === b.xor;

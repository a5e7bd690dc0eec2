/** A 64-bit value as its low and high 32 bits. */
export type Words = readonly [low: number, high: number];

const twoTo32 = 0x1_0000_0000;
const highest42 = 2 ** 42 - 1;
const within42 = (ms: number): number => Math.min(highest42, Math.max(0, ms));

/**
 * Which copy of one event is kept: 22 bits of its content's hash first, then the earlier recording. So the
 * winner depends on what the copies are, never on which of them arrived last. `contentHash` has 32 bits.
 */
export const copyVersion = (contentHash: number, recordedAt: number): Words => {
  const early = highest42 - within42(recordedAt);
  const hash22 = contentHash >>> 10;
  return [early % twoTo32, hash22 * 1024 + Math.floor(early / twoTo32)];
};

/** Which word on a dead letter holds: the latest; of one moment the resolution, then by content. */
export const letterVersion = (contentHash: number, recordedAt: number, resolved: boolean): Words => {
  const late = within42(recordedAt);
  const low = ((late % 1024) * 2 + (resolved ? 1 : 0)) * 0x20_0000 + (contentHash >>> 11);
  return [low, Math.floor(late / 1024)];
};

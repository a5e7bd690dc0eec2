/** Bounds of the chDB process. */
export const limits = {
  /** Reading queries at once; each has a named pipe of its own. */
  reads: 16,
  /** Inserts and other changes at once, apart from the reads. */
  writes: 4,
  /** Queries that may wait for their turn, of each sort; more are refused with code 202. */
  waiting: 1000,
  /** Every query under way holds one of libuv's threads; the rest is for files, zlib, KILL and SET. */
  threads: 40,
  /** A stop waits so long for running queries, and then so long again for the killed ones. */
  graceMs: 2000,
} as const;

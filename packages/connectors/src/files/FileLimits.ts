const MIB = 1024 * 1024;
const GIB = 1024 * MIB;

/** Bounds against hostile or broken archives. What is over a bound becomes a problem with its reason. */
export interface FileLimits {
  /** What one compressed file may give in all. */
  readonly decompressedBytes: number;
  /** Decompressed to compressed, tested once `ratioFromBytes` came out. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  /** Entries of a zip. */
  readonly archiveEntries: number;
}

/** DEFLATE cannot exceed 1032:1; tables and JSON are between 3 and 60, repetitive ones more. */
export const defaultFileLimits: FileLimits = {
  decompressedBytes: 64 * GIB,
  ratio: 500,
  ratioFromBytes: 64 * MIB,
  archiveEntries: 100_000,
};

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** Bounds against hostile or broken mail. What is over a bound becomes a problem with its reason. */
export interface MailLimits {
  /** One message with its attachments. Exchange and Gmail stop at 25 to 150 MB. */
  readonly messageBytes: number;
  /** MIME parts of a message, at every depth. */
  readonly parts: number;
  /** Depth of multiparts and attached messages. */
  readonly nesting: number;
  /** One header field, continuation lines included. */
  readonly headerBytes: number;
  /** The whole header of a message or part. */
  readonly headerTotalBytes: number;
  /** What one compressed file may give in all. */
  readonly decompressedBytes: number;
  /** Decompressed to compressed, tested once `ratioFromBytes` came out. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  /** Entries of a zip. */
  readonly archiveEntries: number;
  /** One message in the parser; then it is given up and its worker replaced. */
  readonly parseMs: number;
  /** The author's text that is counted; what is behind it is left out. */
  readonly textChars: number;
}

export const defaultMailLimits: MailLimits = {
  messageBytes: 50 * MIB,
  parts: 1_000,
  nesting: 50,
  headerBytes: 256 * KIB,
  headerTotalBytes: MIB,
  decompressedBytes: 64 * GIB,
  // DEFLATE cannot exceed 1032:1; mail text is between 2 and 20.
  ratio: 250,
  ratioFromBytes: 16 * MIB,
  archiveEntries: 1_000_000,
  parseMs: 30_000,
  textChars: 20_000,
};

/** A record's key and value together may take this many bytes; more is refused. Kafka's default `message.max.bytes`. */
export const maxRecordBytes = 1024 * 1024;

/** Records of one partition are stored and handed to a consumer in pieces of at most this many bytes (or one record). */
export const maxBatchBytes = 1024 * 1024;

/** One `read` or fetch returns at most this many bytes (or one record), however many records were asked for. */
export const maxReadBytes = 8 * 1024 * 1024;

/** Default of the bytes that may be on their way to disk before `append` waits. */
export const defaultInFlightBytes = 16 * 1024 * 1024;

/** Default session time: a member that gave no sign of life for so long loses its partitions. */
export const defaultSessionMs = 10_000;

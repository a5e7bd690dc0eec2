/** Where to go on in a file: an `endPosition` given out earlier, null for its start, or not at all. */
export type StartAt = string | null | "skip";

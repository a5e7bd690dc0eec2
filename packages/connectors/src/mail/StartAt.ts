import type { FileStart } from "./MailItem.ts";

/** Where to go on in a file: an `endPosition` given out earlier, null for its start, or not at all. */
export type StartAt = string | null | "skip";

/** What is known of a file before it is opened. */
export type UnopenedFile = Omit<FileStart, "kind" | "format">;

/** Says where to go on in a file, at once or after a look at what was kept. */
export type AskStart = (file: UnopenedFile) => StartAt | Promise<StartAt>;

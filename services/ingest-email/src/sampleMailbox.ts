import { fileURLToPath } from "node:url";

/**
 * The mailbox that ships with the project, for the demo: real messages of 2002, see `sample/NOTICE.md`. Whoever
 * shows its figures says that they are sample data.
 */
export const sampleMailbox = {
  path: fileURLToPath(new URL("../sample/mailbox", import.meta.url)),
  account: "sample",
  /** Whom the demo takes for the firm: `firm.configured` for the sample. */
  ownDomains: ["taint.org"],
  ownAddresses: ["tim.one@comcast.net"],
  messages: 77,
} as const;

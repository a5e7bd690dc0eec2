import type { Document } from "./Document.ts";
import type { Source } from "./Envelope.ts";
import { eventId } from "./EventId.ts";

/**
 * The id of one revision of a document: over connector, account and key, or, of a document that is one over
 * all accounts (an iCalendar UID), over the key alone. U+001E stands in no account.
 */
export const documentEventId = (
  of: Pick<Source, "connector" | "account"> | "global",
  { key, revision }: Document,
): string =>
  of === "global"
    ? eventId("global", key, revision)
    : eventId(of.connector, `${of.account}\u001e${key}`, revision);

/** Whether an id is that of a revision of a document: then all its copies are of the same one. */
export const namesItsDocument = (
  id: string,
  source: Pick<Source, "connector" | "account">,
  document: Document,
): boolean => id === documentEventId(source, document) || id === documentEventId("global", document);

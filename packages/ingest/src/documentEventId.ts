import { eventId } from "@rapport/contracts/EventId";
import type { FoundEvent } from "./Found.ts";

type Named = Pick<FoundEvent, "key" | "global"> & {
  readonly at: Pick<FoundEvent["at"], "connector" | "account">;
};

/** The id of a version of a document: over connector, account and key, or over the key alone where it is global. */
export const documentEventId = ({ at, key, global }: Named, revision: number): string =>
  global ? eventId("global", key, revision) : eventId(at.connector, `${at.account}\u001e${key}`, revision);

/** The name of the checkpoint that holds what is known of a document. */
export const documentCheckpoint = ({ at, key, global }: Named): string =>
  global
    ? `doc:global:${key}`
    : `doc:${encodeURIComponent(at.connector)}:${encodeURIComponent(at.account)}:${key}`;

import { documentEventId as idOf } from "@rapport/contracts/documentEventId";
import type { FoundEvent } from "./Found.ts";

type Named = Pick<FoundEvent, "key" | "global"> & {
  readonly at: Pick<FoundEvent["at"], "connector" | "account">;
};

/** The id of a version of a document that was found. */
export const documentEventId = ({ at, key, global }: Named, revision: number): string =>
  idOf(global ? "global" : at, { key, revision });

/** The name of the checkpoint that holds what is known of a document. */
export const documentCheckpoint = ({ at, key, global }: Named): string =>
  global
    ? `doc:global:${key}`
    : `doc:${encodeURIComponent(at.connector)}:${encodeURIComponent(at.account)}:${key}`;

import type { InputFile } from "@rapport/connectors/files/InputFile";
import { SourceError } from "@rapport/connectors/mail/MailItem";
import {
  type FromFile,
  TicketFiles,
  type TicketReadOptions,
} from "@rapport/connectors/tickets/readTicketFiles";
import type { Found, FoundAt } from "@rapport/ingest/Found";
import { Stream } from "effect";
import { desks } from "./desks.ts";

/** An entry of the source, for counting: see `TicketFigures.events`. */
export type OnEntry = (account: string, key: string) => void;

const foundOf = ({ file, item }: FromFile, onEntry: OnEntry | undefined): Found | null => {
  if (item.kind === "fileEnd") return { kind: "fileEnd", file: file.file, sizeBytes: item.sizeBytes };
  if (item.kind === "entry") {
    onEntry?.(item.account, item.key);
    return null;
  }
  const { connector, account, position } = item;
  const at: FoundAt = { connector, account, file: file.file, position, path: file.path };
  if (item.kind === "problem") {
    const { code, reason, issues, sizeBytes, sha256 } = item;
    return { kind: "problem", at, code, reason, issues, sizeBytes, sha256 };
  }
  const { key, revision, logKey, draft } = item;
  return {
    kind: "event",
    topic: draft.type === "time.logged" ? "ledger" : "interactions",
    at,
    key,
    global: false,
    revision,
    logKey,
    draft: () => draft,
  };
};

async function* found(
  files: ReadonlyArray<InputFile>,
  options: TicketReadOptions,
  onEntry: OnEntry | undefined,
): AsyncGenerator<Found> {
  for await (const item of new TicketFiles(files, desks, options).read()) {
    const made = foundOf(item, onEntry);
    if (made !== null) yield made;
  }
}

/**
 * What the exports of help desks hold: a document for every thing that happened to a ticket, and a problem for
 * whatever cannot be understood. All files are gone through twice: what their records need of each other first
 * (people, organisations, whose a ticket is), then what they give, file by file in the order of the source. The
 * same files in any order, or more than once, give the same documents. Memory grows with the numbers of tickets
 * and people by about 200 bytes each, else with the largest record.
 */
export const readTickets = (
  files: ReadonlyArray<InputFile>,
  options: TicketReadOptions = {},
  onEntry?: OnEntry,
): Stream.Stream<Found, SourceError> =>
  Stream.suspend(() =>
    Stream.fromAsyncIterable(
      found(files, options, onEntry),
      (cause) => new SourceError({ input: "tickets", reason: `cannot be read on: ${String(cause)}`, cause }),
    ),
  );

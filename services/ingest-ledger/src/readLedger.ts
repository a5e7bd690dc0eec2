import type { LedgerReadOptions } from "@rapport/connectors/ledger/chooseMapping";
import type { LedgerItem } from "@rapport/connectors/ledger/LedgerItem";
import { readLedgerFile } from "@rapport/connectors/ledger/readLedgerFile";
import type { InputFile } from "@rapport/connectors/files/InputFile";
import { SourceError } from "@rapport/connectors/mail/MailItem";
import type { Found, FoundAt } from "@rapport/ingest/Found";
import { Stream } from "effect";

/** Sees every item as it is read, before what is made of it: for counting. */
export type OnItem = (file: InputFile, item: LedgerItem) => void;

function* foundOf(file: InputFile, item: LedgerItem): Generator<Found> {
  if (item.kind === "start" || item.kind === "skipped") return;
  const { connector, account, position } = item;
  const at: FoundAt = { connector, account, file: file.file, position, path: file.path };
  if (item.kind === "problem") {
    const { code, reason, issues, sizeBytes, sha256 } = item;
    yield { kind: "problem", at, code, reason, issues, sizeBytes, sha256 };
    return;
  }
  for (const { key, revision, note, draft } of item.documents)
    yield {
      kind: "event",
      topic: "ledger",
      at,
      key,
      global: false,
      revision,
      logKey: `${connector}:${account}:${key}`,
      ...(note === null ? {} : { note }),
      draft,
    };
}

async function* found(
  files: ReadonlyArray<InputFile>,
  options: LedgerReadOptions,
  onItem: OnItem | undefined,
): AsyncGenerator<Found> {
  for (const file of files) {
    for await (const item of readLedgerFile(file, options)) {
      onItem?.(file, item);
      yield* foundOf(file, item);
    }
    yield { kind: "fileEnd", file: file.file, sizeBytes: file.sizeBytes };
  }
}

/**
 * What files of the books hold, file by file and row by row, in constant memory: the document of every row (two
 * for an invoice that says when it was settled), and a problem for every row or file that cannot be understood.
 */
export const readLedger = (
  files: ReadonlyArray<InputFile>,
  options: LedgerReadOptions = {},
  onItem?: OnItem,
): Stream.Stream<Found, SourceError> =>
  Stream.suspend(() =>
    Stream.fromAsyncIterable(
      found(files, options, onItem),
      (cause) => new SourceError({ input: "ledger", reason: `cannot be read on: ${String(cause)}`, cause }),
    ),
  );

import { hash } from "node:crypto";
import { resolve } from "node:path";
import type { InputFiles } from "@rapport/connectors/files/InputFile";
import { openInputs } from "@rapport/connectors/files/openInputs";
import { knownMappings } from "@rapport/connectors/ledger/chooseMapping";
import { readLedgerMapping } from "@rapport/connectors/ledger/LedgerMapping";
import { defaultAccount } from "@rapport/connectors/ledger/readLedgerFile";
import { SourceError } from "@rapport/connectors/mail/MailItem";
import { readMappingFile } from "@rapport/connectors/tables/readMappingFile";
import { type FoundInput, pathsText } from "@rapport/ingest/FoundInput";
import { Effect, type Scope, Stream } from "effect";
import type { LedgerOptions } from "./LedgerOptions.ts";
import { ledgerFormats } from "./LedgerOptions.ts";
import { type OnItem, readLedger } from "./readLedger.ts";

export interface LedgerInputsOptions {
  readonly onItem?: OnItem;
  /** All files as one input: what a replay wants of the entries of an archive. */
  readonly together?: boolean;
}

/** The inputs of `options.paths` in their order, and how far all of them have been read. */
export interface LedgerInputs {
  readonly inputs: ReadonlyArray<FoundInput<SourceError>>;
  readonly bytesTotal: number;
  readonly bytesRead: () => number;
}

/** Part of the files, with a meter that begins when it is read. */
const partOf = (all: InputFiles, part: Pick<InputFiles, "files" | "problems">) => {
  let before: number | null = null;
  const inputs: InputFiles = {
    ...part,
    bytesTotal: [...part.files, ...part.problems].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    bytesRead: () => (before === null ? 0 : all.bytesRead() - before),
  };
  return { inputs, begin: (): void => void (before = all.bytesRead()) };
};

/**
 * Every file of the paths as an input of its own, so that of many files those that did not change are not read
 * again. Fails for a path, a format or a mapping file that cannot be used.
 */
export const ledgerInputs = (
  options: LedgerOptions,
  { onItem, together = false }: LedgerInputsOptions = {},
): Effect.Effect<LedgerInputs, SourceError, Scope.Scope> =>
  Effect.gen(function* () {
    const { from, account, stdin } = options;
    if (from !== undefined && !ledgerFormats.includes(from))
      return yield* new SourceError({
        input: from,
        reason: `is no format of the books; there are ${ledgerFormats.join(", ")}`,
      });
    const map = options.map === undefined ? undefined : resolve(options.map);
    const read =
      map === undefined
        ? undefined
        : yield* readMappingFile(
            map,
            (text) => readLedgerMapping(text, knownMappings),
            "the books (docs/sources/ledger.md)",
          );
    const all = yield* openInputs(options.paths, stdin === undefined ? {} : { stdin });
    const files = all.files.filter(({ path }) => path === null || path !== map);
    const about = {
      ...(from === undefined ? {} : { from }),
      ...(map === undefined ? {} : { map }),
      ...(account === undefined ? {} : { account }),
    };
    const readOptions = {
      ...(from === undefined ? {} : { from }),
      ...(read === undefined ? {} : { mapping: read.mapping }),
      ...(account === undefined ? {} : { account }),
    };
    const input = (part: Pick<InputFiles, "files" | "problems">): FoundInput<SourceError> => {
      const { inputs, begin } = partOf(all, part);
      const path = [...part.files, ...part.problems][0]?.path ?? null;
      return {
        source: "ledger",
        connector: read?.mapping.mapping.connector ?? "ledger",
        account: account ?? defaultAccount,
        inputs,
        reader: "ledger-1",
        readWith: { ...(path === null ? {} : { paths: pathsText([path]) }), ...about },
        depends: read === undefined ? "" : hash("sha256", read.text, "hex"),
        found: Stream.suspend(() => {
          begin();
          return readLedger(part.files, readOptions, onItem);
        }),
      };
    };
    const single = [
      ...all.problems.map((problem) => ({ files: [], problems: [problem] })),
      ...files.map((file) => ({ files: [file], problems: [] })),
    ];
    return {
      inputs: (together ? [{ files, problems: all.problems }] : single).map(input),
      bytesTotal: all.bytesTotal,
      bytesRead: all.bytesRead,
    };
  });

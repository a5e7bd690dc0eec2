import { knownMappings } from "@rapport/connectors/ledger/chooseMapping";
import type { ReportProgress } from "@rapport/pipeline/Progress";

/** The values of `--from`: the mappings that ship. */
export const ledgerFormats: ReadonlyArray<string> = knownMappings.map(({ name }) => name);

export interface LedgerOptions {
  /** Files, folders, or `-` for standard input; each file is read by itself. */
  readonly paths: ReadonlyArray<string>;
  /** The mapping that ships by which they are read; told from the columns where it is left out. */
  readonly from?: string;
  /** The path of a mapping file; wins over `from`. */
  readonly map?: string;
  /** Whose books they are; default: the Jira site that Tempo's worklogs name, else `books`. */
  readonly account?: string;
  readonly onProgress?: ReportProgress;
  /** What `-` reads; the process's own standard input unless given. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

import type { HelpDeskName } from "@rapport/connectors/tickets/TicketItem";
import type { ReportProgress } from "@rapport/pipeline/Progress";

/** The values of `--from`. */
export const helpDesks = [
  "zendesk",
  "jira",
  "freshdesk",
  "github",
  "csv",
] as const satisfies ReadonlyArray<HelpDeskName>;

export interface TicketOptions {
  /** Files, folders, or `-` for standard input; read together, as records of one tell of those of another. */
  readonly paths: ReadonlyArray<string>;
  /** What they are; told from their content where it is left out. */
  readonly from?: HelpDeskName;
  /** The mapping file for tables. */
  readonly map?: string;
  /** Whose help desk it is; default: the tenant that the records name, else `default`. */
  readonly account?: string;
  readonly onProgress?: ReportProgress;
  /** What `-` reads; the process's own standard input unless given. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

import type { Effect } from "effect";

/** What long work says of itself. `total` is null while unknown; `unit` names what is counted. */
export interface ProgressUpdate {
  readonly label: string;
  readonly unit: "messages" | "records" | "bytes" | "files" | "days" | "months";
  readonly done: number;
  readonly total: number | null;
  /** Bytes read and bytes in all, where the ETA is better told by bytes. */
  readonly bytesDone?: number;
  readonly bytesTotal?: number | null;
}

/** Called often; the receiver thins out. */
export type ReportProgress = (update: ProgressUpdate) => Effect.Effect<void>;

import type { Server } from "../../browser/support/lookAt.ts";

/** A server whose pages are measured, a session at it, and what ends both. */
export interface MeasuredServer extends Server {
  /** What it serves, for the tables' titles. */
  readonly of: string;
  /** Has the warehouse move, so that no answer that the server keeps holds any more; nothing where it belongs to another process. */
  readonly move: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

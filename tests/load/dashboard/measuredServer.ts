import type { Server } from "../../browser/support/lookAt.ts";

/** A server whose pages are measured, a session at it, and what ends both. */
export interface MeasuredServer extends Server {
  /** What it serves, for the tables' titles. */
  readonly of: string;
  readonly stop: () => Promise<void>;
}

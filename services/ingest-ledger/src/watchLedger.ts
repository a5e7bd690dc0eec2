import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { watchFound } from "@rapport/ingest/watchFound";
import type { Effect } from "effect";
import type { LedgerConfig } from "./config.ts";
import { ingestLedger } from "./ingestLedger.ts";

/** Keeps the log up to date with the files of the books for ever. Fails only with the log. */
export const watchLedger = (config: LedgerConfig): Effect.Effect<never, EventLogError, EventLog> => {
  const { pollEvery, ...options } = config;
  return watchFound({ source: "ledger", paths: config.paths, pollEvery }, () => ingestLedger(options));
};

import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import { watchFound } from "@rapport/ingest/watchFound";
import type { Effect } from "effect";
import type { TicketConfig } from "./config.ts";
import { ingestTickets } from "./ingestTickets.ts";

/** Keeps the log up to date with help-desk exports for ever. Fails only with the log. */
export const watchTickets = (config: TicketConfig): Effect.Effect<never, EventLogError, EventLog> => {
  const { pollEvery, ...options } = config;
  return watchFound({ source: "tickets", paths: config.paths, pollEvery }, () => ingestTickets(options));
};

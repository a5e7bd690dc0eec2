import type { SourceError } from "@rapport/connectors/mail/MailItem";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import type { IngestSummary } from "@rapport/ingest/FoundInput";
import { ingestFound } from "@rapport/ingest/ingestFound";
import { ingestInTurn } from "@rapport/ingest/ingestInTurn";
import { version } from "@rapport/runtime/Version";
import { Effect } from "effect";
import { ticketInput } from "./ticketInput.ts";
import type { TicketOptions } from "./TicketOptions.ts";

/**
 * Reads exports of help desks into the event log. May be interrupted and run again, and pages may overlap or come
 * again: nothing is appended twice. What could not be read becomes a dead letter.
 */
export const ingestTickets = (
  options: TicketOptions,
): Effect.Effect<IngestSummary, SourceError | EventLogError, EventLog> =>
  Effect.scoped(
    Effect.flatMap(ticketInput(options), (input) =>
      ingestInTurn(
        [input],
        ingestFound(input, {
          codeVersion: version,
          ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
        }),
      ),
    ),
  );

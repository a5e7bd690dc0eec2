import { Command } from "effect/cli";
import { ingestEmailCommand } from "./ingest/email.ts";
import { ingestLedgerCommand } from "./ingest/ledger.ts";
import { ingestMeetingsCommand } from "./ingest/meetings.ts";
import { ingestTicketsCommand } from "./ingest/tickets.ts";

/** `rapport ingest email | tickets | meetings | ledger PATH…` */
export const ingest = Command.make("ingest").pipe(
  Command.withDescription("Read a source into the event log"),
  Command.withSubcommands([
    ingestEmailCommand,
    ingestTicketsCommand,
    ingestMeetingsCommand,
    ingestLedgerCommand,
  ]),
);

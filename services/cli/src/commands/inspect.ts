import { Command } from "effect/cli";
import { inspectEmailCommand } from "./inspect/email.ts";
import { inspectLedgerCommand } from "./inspect/ledger.ts";
import { inspectMeetingsCommand } from "./inspect/meetings.ts";
import { inspectTicketsCommand } from "./inspect/tickets.ts";

/** `rapport inspect email | tickets | meetings | ledger PATH…` */
export const inspect = Command.make("inspect").pipe(
  Command.withDescription("Look at a source without keeping anything"),
  Command.withSubcommands([
    inspectEmailCommand,
    inspectTicketsCommand,
    inspectMeetingsCommand,
    inspectLedgerCommand,
  ]),
);

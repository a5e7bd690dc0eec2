import { NodeServices } from "@effect/platform-node";
import { runMain } from "@rapport/runtime/Main";
import { version } from "@rapport/runtime/Version";
import { Effect } from "effect";
import { CliError, Command } from "effect/cli";
import { client } from "./commands/client.ts";
import { deadLetters } from "./commands/deadLetters.ts";
import { firm } from "./commands/firm.ts";
import { ingest } from "./commands/ingest.ts";
import { inspect } from "./commands/inspect.ts";
import { rapport } from "./rapport.ts";
import { cliLayer, usageRefusal } from "./usage.ts";

const command = rapport.pipe(Command.withSubcommands([ingest, inspect, client, firm, deadLetters]));

// `rapport report clients | head` closes our output early; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

const program = Command.runWith(command, { version })(process.argv.slice(2)).pipe(
  Effect.catchIf(CliError.isCliError, usageRefusal),
  Effect.provide([NodeServices.layer, cliLayer]),
);

runMain(program, { logLevel: "Warn" });

import { layer as nodeServices } from "@effect/platform-node/NodeServices";
import { runMain } from "@rapport/runtime/Main";
import { version } from "@rapport/runtime/Version";
import { Effect } from "effect";
import { CliError, Command } from "effect/cli";
import { command } from "./command.ts";
import { cliLayer, usageRefusal } from "./usage.ts";

// `rapport report clients | head` closes our output early; that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

const program = Command.runWith(command, { version })(process.argv.slice(2)).pipe(
  Effect.catchIf(CliError.isCliError, usageRefusal),
  Effect.provide([nodeServices, cliLayer]),
);

// A service says what it does; a single command only what is wrong.
runMain(program, { logLevel: process.argv.includes("up") ? "Info" : "Warn" });

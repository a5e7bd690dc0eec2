import { layer as nodeServices } from "@effect/platform-node/NodeServices";
import { runMain } from "@rapport/runtime/Main";
import { version } from "@rapport/runtime/Version";
import { Effect } from "effect";
import { CliError, Command } from "effect/cli";
import { client } from "./commands/client.ts";
import { deadLetters } from "./commands/deadLetters.ts";
import { firm } from "./commands/firm.ts";
import { ingest } from "./commands/ingest.ts";
import { inspect } from "./commands/inspect.ts";
import { audit } from "./commands/audit.ts";
import { rebuild } from "./commands/rebuild.ts";
import { up } from "./commands/up.ts";
import { doctor } from "./commands/doctor.ts";
import { demo } from "./commands/demo.ts";
import { report } from "./commands/report.ts";
import { migrate } from "./commands/migrate.ts";
import { rapport } from "./rapport.ts";
import { cliLayer, usageRefusal } from "./usage.ts";

const command = rapport.pipe(
  Command.withSubcommands([
    demo,
    up,
    ingest,
    inspect,
    report,
    client,
    firm,
    deadLetters,
    rebuild,
    audit,
    migrate,
    doctor,
  ]),
);

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

import { createInterface } from "node:readline/promises";
import { EventLog } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { Effect, Layer } from "effect";

/**
 * One of several ingests of the same source in processes of their own: `togetherChild.ts SOURCE LOGFILE HOW PATH…`.
 * Before its first append that carries checkpoints it prints `writes`, and waits for a line on standard input. `HOW`
 * is `held`, or `unheld` for the planted bug: nobody waits for a turn.
 */
const [source, logFile, how, ...paths] = process.argv.slice(2) as [string, string, string, ...Array<string>];

/** Short, so that a test need not wait long for a stopped process to lose its turn. */
const sessionMs = 2_000;

let told = false;
const permission = Effect.promise(async () => {
  if (told) return;
  told = true;
  process.stdout.write("writes\n");
  const lines = createInterface({ input: process.stdin });
  for await (const _ of lines) return;
});

const waiting = Layer.effect(
  EventLog,
  Effect.map(EventLog, (log) =>
    EventLog.of({
      ...log,
      append: (topic, records, checkpoints = []) =>
        checkpoints.length === 0
          ? log.append(topic, records)
          : Effect.andThen(permission, log.append(topic, records, checkpoints)),
      exclusively: (name, work) => (how === "unheld" ? work : log.exclusively(name, work)),
    }),
  ),
).pipe(Layer.provide(SqliteEventLog.layer({ file: logFile, sessionMs })));

const ingest = async (): Promise<Effect.Effect<object, unknown, EventLog>> => {
  if (source === "email") {
    const { ingestEmail } = await import("@rapport/ingest-email/IngestEmail");
    const { layerMailParserPool } = await import("@rapport/connectors/mail/MailParserPool");
    return ingestEmail({ paths }).pipe(Effect.provide(layerMailParserPool({ workers: 1 })));
  }
  const { ingestLedger } = await import("@rapport/ingest-ledger/ingestLedger");
  return ingestLedger({ paths });
};

const program = await ingest();
process.stdout.write("starts\n");
const exit = await Effect.runPromiseExit(Effect.provide(program, waiting));
process.stdout.write(
  exit._tag === "Success" ? `done ${JSON.stringify(exit.value)}\n` : `failed ${String(exit.cause)}\n`,
);
process.exit(exit._tag === "Success" ? 0 : 1);

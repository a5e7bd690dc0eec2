import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { EventLog } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { ingestEmail } from "@rapport/ingest-email/IngestEmail";
import { Effect, Layer } from "effect";

/**
 * One ingest in a process of its own, to be killed: `ingestChild.ts LOGFILE WHEN NTH PATH…`. It kills itself at
 * the nth append that carries checkpoints: `before` or `after` it, or never (`none`). `planted` is the bug that
 * the test must catch: it writes the checkpoints first, and dies before the records. Prints a line a batch.
 */
const [logFile, when, nth, ...paths] = process.argv.slice(2) as [string, string, string, ...Array<string>];

let appends = 0;
const dieIf = (moment: string): Effect.Effect<void> =>
  Effect.sync(() => {
    if (when === moment && appends === Number(nth)) process.kill(process.pid, "SIGKILL");
  });

const dying = Layer.effect(
  EventLog,
  Effect.map(EventLog, (log) =>
    EventLog.of({
      ...log,
      append: (topic, records, checkpoints = []) => {
        if (checkpoints.length === 0) return log.append(topic, records);
        appends++;
        if (when === "planted")
          return log
            .append(topic, [], checkpoints)
            .pipe(Effect.andThen(dieIf("planted")), Effect.andThen(log.append(topic, records)));
        return dieIf("before").pipe(
          Effect.andThen(log.append(topic, records, checkpoints)),
          Effect.tap(() => dieIf("after")),
        );
      },
    }),
  ),
);

const layers = Layer.mergeAll(
  dying.pipe(Layer.provide(SqliteEventLog.layer({ file: logFile }))),
  layerMailParserPool({ workers: 1 }),
);

const summary = await Effect.runPromise(
  ingestEmail({
    paths,
    onProgress: ({ done }) => Effect.sync(() => process.stdout.write(`batch ${done}\n`)),
  }).pipe(Effect.provide(layers)),
);
process.stdout.write(`done ${JSON.stringify(summary)}\n`);

import { EventLog } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { Effect, Layer } from "effect";
import type { IngestSource } from "./ingestRuns.ts";

/**
 * One ingest in a process of its own, to be killed: `ingestChild.ts SOURCE LOGFILE WHEN NTH PATH…`. It kills itself
 * at the nth append that carries checkpoints: `before` or `after` it, or never (`none`). `planted` is the bug that
 * the test must catch: it writes the checkpoints first, and dies before the records. Prints a line a batch.
 */
const [source, logFile, when, nth, ...paths] = process.argv.slice(2) as [
  IngestSource,
  string,
  string,
  string,
  ...Array<string>,
];

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

const onProgress: ReportProgress = ({ done }) =>
  Effect.sync(() => void process.stdout.write(`batch ${done}\n`));

/** Only what is used is loaded: a test starts dozens of these. */
const ingest = async (): Promise<Effect.Effect<object, unknown, EventLog>> => {
  switch (source) {
    case "email": {
      const { ingestEmail } = await import("@rapport/ingest-email/IngestEmail");
      const { layerMailParserPool } = await import("@rapport/connectors/mail/MailParserPool");
      return ingestEmail({ paths, onProgress }).pipe(Effect.provide(layerMailParserPool({ workers: 1 })));
    }
    case "tickets": {
      const { ingestTickets } = await import("@rapport/ingest-tickets/ingestTickets");
      return ingestTickets({ paths, onProgress });
    }
    case "meetings": {
      const { ingestMeetings } = await import("@rapport/ingest-meetings/ingestMeetings");
      return ingestMeetings({ paths, onProgress });
    }
    case "ledger": {
      const { ingestLedger } = await import("@rapport/ingest-ledger/ingestLedger");
      return ingestLedger({ paths, onProgress });
    }
  }
};

const layer = dying.pipe(Layer.provide(SqliteEventLog.layer({ file: logFile })));
const summary = await Effect.runPromise(Effect.provide(await ingest(), layer));
process.stdout.write(`done ${JSON.stringify(summary)}\n`);

import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { decodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { allTopics, type Topic } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { ingestEmail } from "@rapport/ingest-email/IngestEmail";
import { ingestLedger } from "@rapport/ingest-ledger/ingestLedger";
import { ingestMeetings } from "@rapport/ingest-meetings/ingestMeetings";
import { ingestTickets } from "@rapport/ingest-tickets/ingestTickets";
import { simulateAgency } from "@rapport/simulator/simulateAgency";
import type { AgencyOptions } from "@rapport/simulator/world/makeWorld";
import { Effect } from "effect";

const bin = fileURLToPath(new URL("../../../../services/cli/bin/rapport.mjs", import.meta.url));

/** An event as it stands in the log. */
export interface Logged {
  readonly topic: Topic;
  readonly event: RapportEvent;
}
/** A simulated agency: its files, and what the real readers made of them. */
export interface AgencyEvents {
  readonly folder: string;
  readonly events: ReadonlyArray<Logged>;
  readonly remove: () => Promise<void>;
}

/** The directory is read by the command, which is the only one that reads its files. */
const importDirectory = async (agency: string, data: string): Promise<void> => {
  const files = (await readdir(join(agency, "directory"))).map((name) => join(agency, "directory", name));
  const child = spawn(process.execPath, [bin, "directory", "import", ...files, "--data", data], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`the directory was not imported: ${String(code)}`);
};

const ingestAll = (agency: string) =>
  Effect.all([
    ingestEmail({ paths: [join(agency, "mail")] }).pipe(Effect.provide(layerMailParserPool({ workers: 1 }))),
    ingestTickets({ paths: [join(agency, "helpdesk")] }),
    ingestMeetings({ paths: [join(agency, "calendars")] }),
    ingestLedger({ paths: [join(agency, "books")] }),
  ]);

const readLog = Effect.gen(function* () {
  const log = yield* EventLog;
  const events: Array<Logged> = [];
  for (const topic of allTopics)
    for (let partition = 0; partition < topic.partitions; partition++)
      for (let offset = 0; ;) {
        const records = yield* log.read(topic.name, partition, offset, 5_000);
        if (records.length === 0) break;
        offset += records.length;
        for (const { value } of records) {
          const decoded = decodeEvent(topic.name, value);
          if (!decoded.ok) throw new Error(`${topic.name}: ${JSON.stringify(decoded.issues)}`);
          events.push({ topic, event: decoded.event });
        }
      }
  return events;
});

/** Simulates an agency into a folder of its own and reads all of it, in this process but for the directory. */
export const agencyEvents = async (options: AgencyOptions): Promise<AgencyEvents> => {
  const root = await mkdtemp(join(tmpdir(), "rapport-economics-"));
  const [folder, data] = [join(root, "agency"), join(root, "data")];
  for (const _ of simulateAgency(options, folder)) continue;
  await importDirectory(folder, data);
  const log = SqliteEventLog.layer({ file: join(data, "log", "log.sqlite") });
  const events = await Effect.runPromise(Effect.provide(Effect.andThen(ingestAll(folder), readLog), log));
  return { folder, events, remove: () => rm(root, { recursive: true, force: true }) };
};

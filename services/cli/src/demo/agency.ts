import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import type { SourceError } from "@rapport/connectors/mail/MailItem";
import type { EventLog, EventLogError } from "@rapport/event-log/EventLog";
import type { Refusal } from "@rapport/runtime/Failure";
import type { ReportProgress } from "@rapport/pipeline/Progress";
import { ingestEmail } from "@rapport/ingest-email/IngestEmail";
import { sampleMailbox } from "@rapport/ingest-email/sampleMailbox";
import { ingestLedger } from "@rapport/ingest-ledger/ingestLedger";
import { ingestMeetings } from "@rapport/ingest-meetings/ingestMeetings";
import { ingestTickets } from "@rapport/ingest-tickets/ingestTickets";
import { Effect } from "effect";
import { simulateInto } from "../commands/simulate.ts";
import { readDirectory, say } from "@rapport/directory/directoryLog";
import { planImport } from "../directory/import/planImport.ts";
import { readFile } from "../directory/import/readFiles.ts";
import { unsaidFirm } from "@rapport/domain/directory/ownParties";

/** The agency that every demo shows: the same seed, the same clients, the same truth. */
export const demoAgency = { seed: 7, clients: 80, members: 24, months: 30, end: "2026-10-31" } as const;

/** How much of it. */
export interface DemoSize {
  readonly clients: number;
  readonly months: number;
}

const dayMs = 86_400_000;

/** A step of the demo: `run` answers how many `unit` it came to. */
export interface DemoStep {
  readonly name: string;
  readonly unit: string;
  readonly run: Effect.Effect<number, SourceError | EventLogError | Refusal, EventLog>;
}

/** Files that were simulated before, by a demo on the same folder, are as good as new. */
const simulate = (folder: string, size: DemoSize) =>
  Effect.gen(function* () {
    if (existsSync(join(folder, "truth.json"))) return 0;
    yield* Effect.promise(() => mkdir(folder, { recursive: true }));
    const counts = yield* simulateInto(
      { ...demoAgency, ...size, endDay: Date.parse(demoAgency.end) / dayMs },
      folder,
    );
    return counts.mails + counts.tickets + counts.occurrences + counts.timeEntries + counts.invoices;
  });

const importDirectory = (folder: string) =>
  Effect.gen(function* () {
    const names = (yield* Effect.promise(() => readdir(folder))).filter((name) => name.endsWith(".csv"));
    const files = yield* Effect.forEach(names.toSorted(), (name) => readFile(join(folder, name)));
    const { inForce } = yield* readDirectory;
    const { changes, problems } = yield* planImport(files, inForce);
    if (problems.length > 0)
      return yield* Effect.die(`the agency's directory is refused: ${problems[0]!.reason}`);
    yield* say(changes.map(({ saying }) => saying));
    // The sample mailbox has another firm in it: both are ours, so that its messages have a direction too.
    const firm = (yield* readDirectory).firm ?? unsaidFirm;
    const ownDomains = [...new Set([...firm.ownDomains, ...sampleMailbox.ownDomains])];
    const ownAddresses = [...new Set([...firm.ownAddresses, ...sampleMailbox.ownAddresses])];
    yield* say([{ type: "firm.configured", data: { ...firm, ownDomains, ownAddresses } }]);
    return changes.length;
  });

/**
 * What a demo does before it shows anything, step by step: each says how many of what it read. Accounts begin
 * with `simulated`, so that reports can say that nobody in them exists.
 */
export const demoSteps = (
  agency: string,
  size: DemoSize,
  onProgress: ReportProgress,
): ReadonlyArray<DemoStep> => [
  { name: "simulated", unit: "documents of an invented agency", run: simulate(agency, size) },
  { name: "directory", unit: "facts of who is who", run: importDirectory(join(agency, "directory")) },
  {
    name: "mail",
    unit: "messages",
    run: ingestEmail({ paths: [join(agency, "mail")], account: "simulated mail", onProgress }).pipe(
      Effect.provide(layerMailParserPool()),
      Effect.map(({ messages }) => messages),
    ),
  },
  {
    name: "tickets",
    unit: "ticket events",
    run: Effect.map(
      ingestTickets({ paths: [join(agency, "helpdesk")], onProgress }),
      ({ documents }) => documents,
    ),
  },
  {
    name: "meetings",
    unit: "occurrences",
    run: Effect.map(
      ingestMeetings({ paths: [join(agency, "calendars")], account: "simulated calendars", onProgress }),
      ({ documents }) => documents,
    ),
  },
  {
    name: "books",
    unit: "documents",
    run: Effect.map(
      ingestLedger({ paths: [join(agency, "books")], account: "simulated books", onProgress }),
      ({ documents }) => documents,
    ),
  },
  {
    name: "sample",
    unit: "messages of 2002 from a public corpus",
    run: ingestEmail({ paths: [sampleMailbox.path], account: sampleMailbox.account, onProgress }).pipe(
      Effect.provide(layerMailParserPool()),
      Effect.map(({ messages }) => messages),
    ),
  },
];

import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog, type EventLogError } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { ingestLedger } from "@rapport/ingest-ledger/ingestLedger";
import { ingestMeetings } from "@rapport/ingest-meetings/ingestMeetings";
import { ingestTickets } from "@rapport/ingest-tickets/ingestTickets";
import type { IngestSummary } from "@rapport/ingest/FoundInput";
import { simulateAgency } from "@rapport/simulator/simulateAgency";
import { parseDay } from "@rapport/simulator/time/days";
import { parse as parseCsv } from "csv-parse";
import { Effect } from "effect";
import ICAL from "ical.js";
import { type Arm, interleave, type Measurement } from "./measure.ts";

/**
 * Rows per CPU second of each source, file to acknowledged event in a log on disk, beside its parser alone merely
 * parsing the same bytes: JSON.parse, ical.js, csv-parse. `node tests/load/ingestSources.ts [CLIENTS]`, on a
 * simulated agency of so many clients (default 80) over 30 months. Compared before: both saw the same rows.
 */
const clients = Number(process.argv[2] ?? 80);
const folder = mkdtempSync(join(tmpdir(), "rapport-sources-"));
const agency = join(folder, "agency");
const filesIn = (name: string): ReadonlyArray<string> =>
  readdirSync(join(agency, name))
    .toSorted()
    .map((file) => join(agency, name, file));

const eventsIn = (topic: { readonly name: string; readonly partitions: number }) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const events: Array<RapportEvent> = [];
    for (let partition = 0; partition < topic.partitions; partition++)
      for (let offset = 0; ;) {
        const records = yield* log.read(topic.name, partition, offset, 10_000);
        if (records.length === 0) break;
        offset += records.length;
        for (const record of records) {
          const decoded = decodeEvent(topic.name, record.value);
          if (decoded.ok) events.push(decoded.event);
        }
      }
    return events;
  });

const timed = async <A>(work: () => Promise<A>) => {
  const before = { cpu: process.cpuUsage(), at: performance.now() };
  const value = await work();
  const wallMs = performance.now() - before.at;
  const cpu = process.cpuUsage(before.cpu);
  return { value, wallMs, cpuMs: (cpu.user + cpu.system) / 1_000 };
};

let runs = 0;
/** What the ingest puts into a log of its own, as the names that are compared. */
const ingestArm = <E>(
  name: string,
  ingest: Effect.Effect<IngestSummary, E | EventLogError, EventLog>,
  namesOf: (events: ReadonlyArray<RapportEvent>) => ReadonlySet<string>,
): Arm<ReadonlySet<string>> => ({
  name: `rapport ingest ${name}`,
  run: () => {
    const home = join(folder, `log-${runs++}`);
    return Effect.gen(function* () {
      const context = yield* Effect.context<EventLog>();
      const { value, ...times } = yield* Effect.promise(() =>
        timed(() => Effect.runPromiseWith(context)(ingest)),
      );
      if (value.deadLetters > 0) throw new Error(`${value.deadLetters} items of ${name} were refused`);
      const events = [...(yield* eventsIn(topics.interactions)), ...(yield* eventsIn(topics.ledger))];
      return { result: namesOf(events), ...times };
    }).pipe(
      Effect.provide(SqliteEventLog.layer({ file: join(home, "log.sqlite") })),
      Effect.ensuring(Effect.sync(() => rmSync(home, { recursive: true }))),
      Effect.runPromise,
    );
  },
});

interface Parsed {
  readonly names: ReadonlySet<string>;
  readonly rows: number;
}
const parserArm = (name: string, parse: () => Promise<Parsed>): Arm<ReadonlySet<string>> => ({
  name,
  run: async () => {
    const { value, ...times } = await timed(parse);
    return { result: value.names, ...times };
  },
});

const jsonPages = async (): Promise<Parsed> => {
  const names = new Set<string>();
  let rows = 0;
  for (const file of filesIn("helpdesk")) {
    const page = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    for (const [kind, list] of Object.entries(page)) {
      if (!Array.isArray(list)) continue;
      rows += list.length;
      if (kind === "tickets") for (const { id } of list as Array<{ id: number }>) names.add(String(id));
    }
  }
  return { names, rows };
};

const calendars = async (): Promise<Parsed> => {
  const names = new Set<string>();
  let rows = 0;
  for (const file of filesIn("calendars")) {
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
    for (const event of calendar.getAllSubcomponents("vevent")) {
      rows++;
      names.add(String(event.getFirstPropertyValue("uid")));
    }
  }
  return { names, rows };
};

const tables = async (): Promise<Parsed> => {
  const names = new Set<string>();
  let rows = 0;
  for (const file of filesIn("books").filter((path) => path.includes("time"))) {
    const parser = createReadStream(file).pipe(parseCsv({ columns: true, bom: true }));
    for await (const row of parser as AsyncIterable<Record<string, string>>) {
      rows++;
      names.add(row["entry"] ?? "");
    }
  }
  return { names, rows };
};

const sameNames = (ours: ReadonlySet<string>, theirs: ReadonlySet<string>): void => {
  const missing = [...theirs].filter((name) => !ours.has(name));
  if (ours.size !== theirs.size || missing.length > 0)
    throw new Error(`${ours.size} names against ${theirs.size}; missing ${missing.slice(0, 3).join(" ")}`);
};

const dataNames =
  (pick: (event: RapportEvent) => string | null) =>
  (events: ReadonlyArray<RapportEvent>): ReadonlySet<string> =>
    new Set(events.flatMap((event) => pick(event) ?? []));

const makeSources = () => [
  {
    name: "tickets",
    parser: "JSON.parse",
    parse: jsonPages,
    ingest: ingestTickets({ paths: [join(agency, "helpdesk")] }),
    pick: (event: RapportEvent) =>
      event.type.startsWith("ticket.") && "data" in event && "ticket" in event.data
        ? (event.data.ticket?.split(":").at(-1) ?? null)
        : null,
  },
  {
    name: "meetings",
    parser: "ical.js",
    parse: calendars,
    ingest: ingestMeetings({ paths: [join(agency, "calendars")] }),
    pick: (event: RapportEvent) => ("data" in event && "series" in event.data ? event.data.series : null),
  },
  {
    name: "ledger",
    parser: "csv-parse",
    parse: tables,
    ingest: ingestLedger({ paths: filesIn("books").filter((path) => path.includes("time")) }),
    pick: (event: RapportEvent) =>
      event.type === "time.logged" ? event.data.document.key.replace(/^[^:]*:/, "") : null,
  },
];

const told = (measurement: Measurement): void => {
  const { units, names, ours, theirs, control } = measurement;
  const perSecond = (cpuMs: number) => Math.round(units.count / (cpuMs / 1_000)).toLocaleString("en-US");
  console.table({
    [names.ours]: { "cpu ms": Math.round(ours.cpuMs), "rows per CPU s": perSecond(ours.cpuMs) },
    [`${names.ours} (control)`]: {
      "cpu ms": Math.round(control.cpuMs),
      "rows per CPU s": perSecond(control.cpuMs),
    },
    [names.theirs]: { "cpu ms": Math.round(theirs.cpuMs), "rows per CPU s": perSecond(theirs.cpuMs) },
  });
  const ratio = Number((ours.cpuMs / theirs.cpuMs).toFixed(2));
  console.log(`CPU of the whole ingest / of the parser alone: ${ratio}`);
  console.log(JSON.stringify({ ...measurement, ratio }));
};

try {
  const options = { seed: 7, clients, members: Math.max(6, Math.round(clients * 0.3)), months: 30 };
  const days = simulateAgency({ ...options, endDay: parseDay("2025-10-31") }, agency);
  while (days.next().done !== true);
  for (const { name, parser, parse, ingest, pick } of makeSources()) {
    const { rows } = await parse();
    const measurement = await interleave({
      title: `${name}: file to acknowledged event, beside ${parser} alone`,
      units: { count: rows, name: "rows" },
      ours: ingestArm(name, ingest, dataNames(pick)),
      theirs: parserArm(parser, parse),
      checkEqual: sameNames,
    });
    console.log(`\n${measurement.title} (${rows.toLocaleString("en-US")} rows)`);
    told(measurement);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

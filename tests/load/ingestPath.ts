import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layerMailParserPool, type MailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { decodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { ingestEmail } from "@rapport/ingest-email/IngestEmail";
import { Effect, ManagedRuntime } from "effect";
import { simpleParser } from "mailparser";
import { corpusFolder } from "./corpus.ts";
import { type Arm, interleave, report } from "./measure.ts";

/**
 * The whole ingest path (files read, parsed, tone and signals, events acknowledged by the log on disk) against
 * `simpleParser` of mailparser merely parsing the same files, one after another as its documentation shows.
 * `node tests/load/ingestPath.ts [folder of single messages]`. Both arms run warm, in a process that did the same
 * before: our parser threads stay up between runs, as in a service. Each run has a log of its own, empty and open.
 */
interface Parsed {
  readonly messages: number;
  readonly ids: ReadonlySet<string>;
}

const corpus = corpusFolder(process.argv[2]);
const files = readdirSync(corpus).toSorted();
const folder = mkdtempSync(join(tmpdir(), "rapport-ingest-path-"));
let runs = 0;

/** As both sides are compared: the id between the angle brackets, without spaces; "" is none. */
const idIn = (header: string | undefined): string => /^<?([^<>\s]+)>?$/.exec(header?.trim() ?? "")?.[1] ?? "";

const timed = async <A>(work: () => Promise<A>) => {
  const before = { cpu: process.cpuUsage(), at: performance.now() };
  const value = await work();
  const wallMs = performance.now() - before.at;
  const cpu = process.cpuUsage(before.cpu);
  return { value, wallMs, cpuMs: (cpu.user + cpu.system) / 1_000 };
};

/** mailparser takes messages, not mboxes: the `From ` line some archives put before them comes off. */
const withoutPostmark = (bytes: Buffer): Buffer =>
  bytes.subarray(0, 5).toString("latin1") === "From " ? bytes.subarray(bytes.indexOf(10) + 1) : bytes;

const mailparser: Arm<Parsed> = {
  name: "mailparser.simpleParser",
  run: async () => {
    const { value, ...times } = await timed(async () => {
      const ids: Array<string> = [];
      for (const file of files) {
        const mail = await simpleParser(withoutPostmark(readFileSync(join(corpus, file))));
        ids.push(idIn(mail.messageId));
      }
      return ids;
    });
    return { result: { messages: value.length, ids: new Set(value) }, ...times };
  },
};

const idsInLog = Effect.gen(function* () {
  const log = yield* EventLog;
  const { name, partitions } = topics.interactions;
  const ids = new Set<string>();
  for (let partition = 0; partition < partitions; partition++)
    for (let offset = 0; ;) {
      const records = yield* log.read(name, partition, offset, 10_000);
      if (records.length === 0) break;
      offset += records.length;
      for (const record of records) {
        const decoded = decodeEvent(name, record.value);
        if (decoded.ok && "data" in decoded.event && "messageId" in decoded.event.data)
          ids.add(decoded.event.data.messageId ?? "");
      }
    }
  return ids;
});

const parsers = ManagedRuntime.make(layerMailParserPool());

const ingest: Arm<Parsed> = {
  name: "rapport ingest",
  run: async () => {
    const home = join(folder, `log-${runs++}`);
    const program = Effect.gen(function* () {
      // The first answer waits for the log's thread to start.
      yield* (yield* EventLog).endOffsets(topics.interactions.name);
      const context = yield* Effect.context<EventLog | MailParserPool>();
      const { value, ...times } = yield* Effect.promise(() =>
        timed(() => Effect.runPromiseWith(context)(ingestEmail({ paths: [corpus] }))),
      );
      return { result: { messages: value.messages, ids: yield* idsInLog }, ...times };
    });
    const log = SqliteEventLog.layer({ file: join(home, "log.sqlite") });
    const outcome = await parsers.runPromise(Effect.provide(program, log));
    rmSync(home, { recursive: true });
    return outcome;
  },
};

try {
  const measurement = await interleave({
    title: "ingest, file to acknowledged event, against mailparser merely parsing",
    units: { count: files.length, name: "messages" },
    ours: ingest,
    theirs: mailparser,
    checkEqual: (ours, theirs) => {
      const missing = [...theirs.ids].filter((id) => !ours.ids.has(id));
      if (ours.messages !== theirs.messages || ours.ids.size !== theirs.ids.size || missing.length > 0)
        throw new Error(
          `${ours.messages} messages with ${ours.ids.size} ids against ${theirs.messages} with ${theirs.ids.size}; missing ${missing.slice(0, 3).join(" ")}`,
        );
    },
  });
  const verdict = report(measurement, { metric: "wall", atMost: 1 });
  process.exitCode = verdict === "missed" ? 1 : 0;
} finally {
  await parsers.dispose();
  rmSync(folder, { recursive: true, force: true });
}

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SeededRandom } from "@rapport/testing/seededRandom";
import { decodeEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import type { FoundInput, IngestSummary } from "@rapport/ingest/FoundInput";
import { ingestFound } from "@rapport/ingest/ingestFound";
import { unknownFirm } from "@rapport/ingest-meetings/MeetingFirm";
import { ledgerInputs } from "@rapport/ingest-ledger/ledgerInputs";
import { meetingInputs } from "@rapport/ingest-meetings/meetingInputs";
import { ticketInput } from "@rapport/ingest-tickets/ticketInput";
import { Effect, type Scope, Stream } from "effect";

export type FuzzedSource = "tickets" | "meetings" | "ledger";

/** Text that means something to somebody further on: spreadsheets, shells, JSON, parsers of dates and numbers. */
const hostile = [
  '=HYPERLINK("http://evil.example";"x")',
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "\u0000\u0001\u001b[2J",
  "1e400",
  "-99999999999999999999999999",
  "0001-01-01T00:00:00Z",
  "+275760-09-13T00:00:00.001Z",
  "__proto__",
  "\ud800",
  "\u202etxt.exe",
  "a".repeat(70_000),
  "[".repeat(20_000),
  "FREQ=SECONDLY;COUNT=999999999",
  "FREQ=DAILY;INTERVAL=0",
  ',"""',
  "\r\n\r\n\r\n",
];

const mutations: ReadonlyArray<readonly [string, (bytes: Buffer, random: SeededRandom) => Buffer]> = [
  ["cut", (bytes, random) => bytes.subarray(0, random.int(0, bytes.length))],
  ["beheaded", (bytes, random) => bytes.subarray(random.int(0, bytes.length))],
  [
    "flipped",
    (bytes, random) => {
      const out = Buffer.from(bytes);
      const flips = random.int(1, 20);
      for (let n = 0; n < flips && out.length > 0; n++) {
        const at = random.int(0, out.length - 1);
        out[at] = out[at]! ^ (1 << random.int(0, 7));
      }
      return out;
    },
  ],
  [
    "hole",
    (bytes, random) => {
      const at = random.int(0, bytes.length);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.int(1, 400))]);
    },
  ],
  [
    "stuttered",
    (bytes, random) => {
      const at = random.int(0, bytes.length);
      const piece = bytes.subarray(at, at + random.int(1, 2_000));
      return Buffer.concat([bytes.subarray(0, at), piece, piece, bytes.subarray(at)]);
    },
  ],
  [
    "poisoned",
    (bytes, random) => {
      const text = bytes.toString("latin1");
      const spots = [...text.matchAll(/[:=,"]/g)].map(({ index }) => index + 1);
      const at = spots.length === 0 ? 0 : random.pick(spots);
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(random.pick(hostile)), bytes.subarray(at)]);
    },
  ],
  [
    "renumbered",
    (bytes, random) =>
      Buffer.from(
        bytes
          .toString("latin1")
          .replaceAll(/\d+/g, (digits) =>
            random.chance(0.03)
              ? random.pick(["-1", "0", "99999999999999999999", "1e9", digits.repeat(9)])
              : digits,
          ),
        "latin1",
      ),
  ],
  ["utf-16", (bytes) => Buffer.from(`\ufeff${bytes.toString("utf8")}`, "utf16le")],
  ["latin-1", (bytes) => Buffer.from(bytes.toString("utf8").replaceAll(/[aeou]/g, "é"), "latin1")],
  ["marked", (bytes) => Buffer.concat([Buffer.from("\ufeff"), bytes])],
  [
    "noise",
    (_, random) => Buffer.from(Array.from({ length: random.int(0, 3_000) }, () => random.int(0, 255))),
  ],
];

export interface Mutant {
  readonly name: string;
  readonly bytes: Buffer;
}

/** One way of being broken, or two. */
export const mutate = (file: string, random: SeededRandom): Mutant => {
  let bytes: Buffer = readFileSync(file);
  const names: Array<string> = [];
  for (let n = 0; n < random.int(1, 2); n++) {
    const [name, change] = random.pick(mutations);
    bytes = change(bytes, random);
    names.push(name);
  }
  return { name: names.join("+"), bytes };
};

export const writeMutant = (folder: string, file: string, { bytes }: Mutant): string => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, file);
  writeFileSync(path, bytes);
  return path;
};

const inputsOf = (
  source: FuzzedSource,
  path: string,
  map: string | undefined,
): Effect.Effect<ReadonlyArray<FoundInput<unknown>>, unknown, Scope.Scope> => {
  const options = { paths: [path], ...(map === undefined ? {} : { map }) };
  if (source === "tickets") return Effect.map(ticketInput(options), (input) => [input]);
  if (source === "ledger") return Effect.map(ledgerInputs(options), ({ inputs }) => inputs);
  return meetingInputs({ ...options, horizonDays: 400 }, { firm: unknownFirm });
};

export interface Fuzzed {
  readonly summary: IngestSummary;
  /** What the reader gave: documents and problems. */
  readonly items: number;
  readonly events: number;
  readonly letters: number;
}

/** Takes a file through the whole ingest into a log of its own, and counts on both sides of it. */
export const ingestMutant = (
  source: FuzzedSource,
  path: string,
  map?: string,
): Effect.Effect<Fuzzed, unknown> =>
  Effect.gen(function* () {
    let items = 0;
    let documents = 0;
    let deadLetters = 0;
    let summary: IngestSummary | undefined;
    for (const input of yield* inputsOf(source, path, map)) {
      const found = Stream.tap(input.found, ({ kind }) =>
        Effect.sync(() => void (items += kind === "fileEnd" ? 0 : 1)),
      );
      items += input.inputs.problems.length;
      summary = yield* ingestFound({ ...input, found }, { codeVersion: "fuzz" });
      documents += summary.documents;
      deadLetters += summary.deadLetters;
    }
    const log = yield* EventLog;
    let events = 0;
    let letters = 0;
    for (const { name, partitions } of Object.values(topics))
      for (let partition = 0; partition < partitions; partition++)
        for (const { value } of yield* log.read(name, partition, 0, 1_000_000)) {
          const decoded = decodeEvent(name, value);
          if (!decoded.ok)
            throw new Error(`the log holds what no contract accepts: ${JSON.stringify(decoded)}`);
          if (decoded.event.type === "dead_letter.raised") letters++;
          else events++;
        }
    return { summary: { ...summary!, documents, deadLetters }, items, events, letters };
  }).pipe(
    Effect.scoped,
    Effect.timeout("20 seconds"),
    Effect.provide(MemoryEventLog.layer({ storage: MemoryEventLog.makeStorage() })),
  );

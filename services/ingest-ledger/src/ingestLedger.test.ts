import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "@effect/vitest";
import type { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog, type MemoryStorage } from "@rapport/event-log/MemoryEventLog";
import { readLog, stateOf } from "@rapport/ingest/readLog";
import { writeLater } from "@rapport/testing/writeLater";
import { Effect } from "effect";
import { afterAll } from "vitest";
import { ingestLedger } from "./ingestLedger.ts";
import { inspectLedger } from "./inspectLedger.ts";
import { makeLedgerReplayer } from "./replayLedger.ts";

const own = fileURLToPath(new URL("../../../tests/fixtures/ledger/own", import.meta.url));
const made: Array<string> = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});
/** A folder with the given files. */
const folderOf = (files: Readonly<Record<string, string>> = {}): string => {
  const folder = mkdtempSync(join(tmpdir(), "rapport-ledger-"));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) writeLater(join(folder, name), text);
  return folder;
};

const onLog = <A, E>(
  program: Effect.Effect<A, E, EventLog>,
  storage: MemoryStorage = MemoryEventLog.makeStorage(),
) => Effect.provide(program, MemoryEventLog.layer({ storage }));

const contractTypes = Effect.map(readLog, (events) =>
  events.flatMap((event) =>
    "data" in event && "contract" in event.data ? [`${event.type} ${event.data.document.revision}`] : [],
  ),
);

it.live("nothing is added twice: the same files again, copied, shuffled, or under another name", () =>
  onLog(
    Effect.gen(function* () {
      const first = yield* ingestLedger({ paths: [own] });
      expect(first).toMatchObject({ files: 9, documents: 24, newRecords: 24, revisions: 4, deadLetters: 12 });
      expect(first.bytes).toBe(
        readdirSync(own).reduce((sum, name) => sum + statSync(join(own, name)).size, 0),
      );
      const before = stateOf(yield* readLog);
      expect(yield* ingestLedger({ paths: [own] })).toMatchObject({
        skippedFiles: 9,
        documents: 0,
        newRecords: 0,
      });
      const copy = folderOf();
      cpSync(own, copy, { recursive: true });
      const [head, ...rows] = readFileSync(join(own, "time.csv"), "utf8").trimEnd().split("\n");
      writeLater(join(copy, "time.csv"), [head, ...rows.toReversed()].join("\r\n"));
      const again = yield* ingestLedger({ paths: [copy] });
      expect(again).toMatchObject({ documents: 24, newRecords: 0, revisions: 0 });
      expect(stateOf(yield* readLog).documents).toEqual(before.documents);
    }),
  ),
);

it.live("a corrected row is a new revision, and the old one stays", () =>
  onLog(
    Effect.gen(function* () {
      const head = "payment,invoice,paid_on,currency,amount\n";
      const folder = folderOf({ "p.csv": `${head}P1,I,2026-05-01,EUR,1.00\nP2,I,2026-05-01,EUR,2.00\n` });
      yield* ingestLedger({ paths: [folder] });
      writeLater(join(folder, "p.csv"), `${head}P1,I,2026-05-01,EUR,1.00\nP2,I,2026-05-02,EUR,2.50\n`);
      expect(yield* ingestLedger({ paths: [folder] })).toMatchObject({ unchanged: 1, revisions: 1 });
      const events = yield* readLog;
      const amounts = events.flatMap((event) =>
        event.type === "invoice.paid" && event.data.document.key === "payment:P2"
          ? [[event.data.document.revision, event.data.amountMinor, event.data.paidOn]]
          : [],
      );
      expect(amounts).toEqual([
        [1, 200, "2026-05-01"],
        [2, 250, "2026-05-02"],
      ]);
    }),
  ),
);

it.live("versions of a contract are called by what they changed, in one reading or in several", () =>
  Effect.gen(function* () {
    const expected = ["contract.started", "contract.renewed", "contract.changed", "contract.ended"];
    const types = yield* onLog(
      ingestLedger({ paths: [join(own, "contracts.csv")] }).pipe(Effect.andThen(contractTypes)),
    );
    expect(types.map((type) => type.split(" ")[0])).toEqual(expected);
    const [head, ...rows] = readFileSync(join(own, "contracts.csv"), "utf8").split("\n");
    const folder = folderOf();
    const one = onLog(
      Effect.gen(function* () {
        for (const row of rows.slice(0, 4)) {
          writeLater(join(folder, "k.csv"), `${head}\n${row}\n`);
          yield* ingestLedger({ paths: [folder] });
        }
        return yield* contractTypes;
      }),
    );
    expect(yield* one).toEqual(types);
  }),
);

it.live("what inspect says equals what the log holds, and inspect writes nothing", () =>
  onLog(
    Effect.gen(function* () {
      const { figures, files } = yield* inspectLedger({ paths: [own] });
      expect(yield* readLog).toEqual([]);
      expect(figures.rows).toBe(
        figures.understood + figures.skipped + files.reduce((n, f) => n + f.refused, 0),
      );
      expect(figures.unreadable).toBe(12);
      const summary = yield* ingestLedger({ paths: [own] });
      expect(summary.deadLetters).toBe(figures.unreadable);
      expect(figures.documents).toBe(stateOf(yield* readLog).documents.size);
      expect(figures.totals.reduce((count, total) => count + total.count, 0)).toBe(figures.documents);
      const totals = figures.totals.map(({ kind, status, currency, count, sum }) => [
        kind,
        status,
        currency,
        count,
        sum,
      ]);
      expect(totals).toContainEqual(["invoice", "posted", "GBP", 1, "1080.00"]);
      expect(totals).toContainEqual(["invoice", "void", "KWD", 1, "12.845"]);
      expect(figures.receivables).toContainEqual({
        currency: "GBP",
        invoices: 1,
        totalMinor: 108_000,
        total: "1080.00",
        disputed: 1,
        settled: 1,
        late: 1,
        meanDaysToSettle: 32,
        medianDaysToSettle: 32,
      });
      expect(figures.unreadableTotals).toContainEqual({
        kind: "overhead",
        currency: "GBP",
        count: 1,
        sumMinor: 30_000,
        sum: "300.00",
      });
    }),
  ),
);

it.live(
  "a dead letter is replayed with the mapping it was read with, once the row or the mapping is mended",
  () =>
    onLog(
      Effect.gen(function* () {
        const folder = folderOf({
          "bills.csv": 'No,Date,Sum\nI1,31.05.2026,"1.000,00"\nI2,31.05.2026,x\n',
          "bills.map.json": JSON.stringify({
            kind: "invoice",
            dates: { format: "DD.MM.YYYY" },
            numbers: { decimal: ",", thousands: "." },
            fields: { invoice: "No", issued_on: "Date", net: "Sum", currency: { constant: "EUR" } },
          }),
        });
        const options = { paths: [join(folder, "bills.csv")], map: join(folder, "bills.map.json") };
        expect(yield* ingestLedger(options)).toMatchObject({ newRecords: 1, deadLetters: 1 });
        const [letter] = (yield* readLog).filter((event) => event.type === "dead_letter.raised");
        expect(letter).toMatchObject({
          code: "invalid_row",
          source: { position: "line 3" },
          issues: [{ path: "Sum" }],
        });
        const replay = makeLedgerReplayer({ dryRun: false });
        expect(yield* Effect.scoped(replay(letter!))).toMatchObject({ kind: "still_refused" });
        writeLater(join(folder, "bills.csv"), 'No,Date,Sum\nI1,31.05.2026,"1.000,00"\nI2,31.05.2026,5\n');
        const mended = makeLedgerReplayer({ dryRun: false });
        expect(yield* Effect.scoped(mended(letter!))).toMatchObject({ kind: "resolved" });
        expect(stateOf(yield* readLog)).toMatchObject({ documents: { size: 2 }, open: [] });
      }),
    ),
);

it.live("a mapping file that is wrong, or a format that is none, fails before anything is read", () =>
  Effect.gen(function* () {
    const folder = folderOf({ "m.json": '{"kind":"bill"}', "a.csv": "x\n" });
    mkdirSync(join(folder, "empty"));
    const failure = (options: object) =>
      Effect.flip(inspectLedger({ paths: [join(folder, "a.csv")], ...options })).pipe(
        Effect.map((error) => error.message),
      );
    expect(yield* failure({ map: join(folder, "m.json") })).toContain("kind:");
    expect(yield* failure({ map: join(folder, "none.json") })).toContain("does not exist");
    expect(yield* failure({ from: "abacus" })).toContain("harvest");
    const { figures } = yield* inspectLedger({ paths: [join(folder, "empty"), join(folder, "a.csv")] });
    expect(figures).toMatchObject({ files: 1, rows: 0, unreadable: 1 });
  }),
);

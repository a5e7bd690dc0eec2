import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { assert, describe, it } from "@effect/vitest";
import { Deferred, Effect, Layer, Logger } from "effect";
import { afterAll } from "vitest";
import { EventLog, type EventLogError } from "./EventLog.ts";
import { SqliteEventLog } from "./SqliteEventLog.ts";

const folder = mkdtempSync(join(tmpdir(), "rapport-log-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

const topics = [{ name: "t", partitions: 2 }];
const freshFile = () => join(folder, crypto.randomUUID(), "log.sqlite");
const using = <A, E>(file: string, use: (log: EventLog["Service"]) => Effect.Effect<A, E>, partitions = 2) =>
  Effect.provide(
    Effect.flatMap(EventLog, use),
    SqliteEventLog.layer({ file, topics: [{ name: "t", partitions }] }),
  );
const openError = (file: string, partitions?: number): Effect.Effect<EventLogError, void> =>
  Effect.flip(using(file, () => Effect.void, partitions));

const value = (text: string) => new TextEncoder().encode(text);
const records = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: "k", value: value(`record ${from + index}`) }));

/** Three appends of ten records, each a batch of its own, with a checkpoint each; returns the file and partition. */
const threeBatches = Effect.gen(function* () {
  const file = freshFile();
  const partition = yield* using(file, (log) =>
    Effect.gen(function* () {
      yield* log.append("t", records(0, 10), [{ name: "first", value: "10" }]);
      yield* log.append("t", records(10, 10), [{ name: "second", value: "20" }]);
      const receipt = yield* log.append("t", records(20, 10), [{ name: "third", value: "30" }]);
      return receipt.partitions[0]!.partition;
    }),
  );
  return { file, partition };
});

/** Changes the file behind the log's back. `SET verified_seq = 0`: as if it had been killed. */
const tamper = (file: string, sql: string) => {
  const db = new DatabaseSync(file);
  db.exec(`${sql}; UPDATE mark SET verified_seq = 0`);
  db.close();
};
const flipByte = (seq: number) =>
  `UPDATE batch SET data = CAST(substr(data, 1, 20) || x'ff' || substr(data, 22) AS BLOB) WHERE seq = ${seq}`;

/** Everything logged while `effect` runs. */
const withLogLines = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.suspend(() => {
    const lines: string[] = [];
    const logger = Logger.make(({ message }) => void lines.push(String(message)));
    return Effect.map(Effect.provide(effect, Logger.layer([logger])), (result) => ({
      result,
      lines: lines.join("\n"),
    }));
  });

describe("opening the log's file", () => {
  it.live("says that the folder cannot be written", () =>
    Effect.gen(function* () {
      const plain = join(folder, "plain-file");
      writeFileSync(plain, "");
      const error = yield* openError(join(plain, "log", "log.sqlite"));
      assert.include(error.message, `cannot write to the log's folder ${join(plain, "log")}`);
      assert.isFalse(error.retriable);
    }),
  );

  it.live("says that the file is not a database", () =>
    Effect.gen(function* () {
      const file = join(folder, "text.sqlite");
      writeFileSync(
        file,
        "this is a text, and long enough to be looked at as the header of a database file by SQLite ".repeat(
          20,
        ),
      );
      assert.include((yield* openError(file)).message, `${file} is not a database`);
    }),
  );

  it.live("says that the file is another program's database", () =>
    Effect.gen(function* () {
      const file = join(folder, "other.sqlite");
      const db = new DatabaseSync(file);
      db.exec("CREATE TABLE notes (text)");
      db.close();
      assert.include((yield* openError(file)).message, "not a Rapport event log");
    }),
  );

  it.live("refuses a file of a newer version", () =>
    Effect.gen(function* () {
      const { file } = yield* threeBatches;
      tamper(file, "PRAGMA user_version = 99");
      assert.include((yield* openError(file)).message, "made by a newer version of Rapport (layout 99");
    }),
  );

  it.live("refuses another number of partitions", () =>
    Effect.gen(function* () {
      const { file } = yield* threeBatches;
      assert.include(
        (yield* openError(file, 3)).message,
        "topic t has 2 partitions in the file, but 3 in this version",
      );
    }),
  );

  it.live("lets many open a new file at the same time", () =>
    Effect.gen(function* () {
      const file = freshFile();
      const open = using(file, (log) => log.append("t", records(0, 5)));
      yield* Effect.all(
        Array.from({ length: 4 }, () => open),
        { concurrency: "unbounded" },
      );
      const ends = yield* using(file, (log) => log.endOffsets("t"));
      assert.strictEqual(
        ends.reduce((sum, end) => sum + end, 0),
        20,
      );
    }),
  );
});

describe("a damaged log", () => {
  it.live("is cut at a torn end, says so, and forgets what was claimed with it", () =>
    Effect.gen(function* () {
      const { file, partition } = yield* threeBatches;
      tamper(file, "UPDATE batch SET data = substr(data, 1, length(data) - 5) WHERE seq = 3");
      const { result, lines } = yield* withLogLines(
        using(file, (log) =>
          Effect.all({
            end: Effect.map(log.endOffsets("t"), (ends) => ends[partition]),
            checkpoints: log.checkpoints(["first", "second", "third"]),
            receipt: log.append("t", records(99, 1)),
          }),
        ),
      );
      assert.strictEqual(result.end, 20);
      assert.deepStrictEqual([...result.checkpoints.keys()], ["first", "second"]);
      assert.deepStrictEqual(result.receipt.partitions, [{ partition, firstOffset: 20, count: 1 }]);
      assert.include(lines, `cut 10 records of topic t, partition ${partition}, from offset 20 on`);
      assert.include(lines, "1 reading positions were forgotten");
    }),
  );

  it.live("cuts several batches when all of the end is damaged, and sets groups back that were past it", () =>
    Effect.gen(function* () {
      const { file, partition } = yield* threeBatches;
      const group = `INSERT INTO group_offset SELECT 'g', id, ${partition}, 30, 'x' FROM topic`;
      tamper(file, `${flipByte(2)}; ${flipByte(3)}; ${group}`);
      const { result, lines } = yield* withLogLines(
        using(file, (log) => Effect.all({ ends: log.endOffsets("t"), committed: log.committed("g", "t") })),
      );
      assert.strictEqual(result.ends[partition], 10);
      assert.deepStrictEqual(result.committed[partition], { partition, offset: 10, metadata: "" });
      assert.include(lines, "cut 20 records");
      assert.include(lines, "rebuild the warehouse");
    }),
  );

  it.live("fails to read in the middle with topic, partition and offsets, and keeps what follows", () =>
    Effect.gen(function* () {
      const { file, partition } = yield* threeBatches;
      tamper(file, flipByte(2));
      const { result, lines } = yield* withLogLines(
        using(file, (log) =>
          Effect.all({
            ends: log.endOffsets("t"),
            before: log.read("t", partition, 0, 10),
            after: log.read("t", partition, 20, 10),
            error: Effect.flip(log.read("t", partition, 5, 10)),
          }),
        ),
      );
      assert.strictEqual(result.ends[partition], 30);
      assert.strictEqual(result.before.length, 10);
      assert.strictEqual(result.after.length, 10);
      assert.include(
        result.error.message,
        `topic t, partition ${partition}, offsets 10 to 19: the checksum does not match`,
      );
      assert.strictEqual(lines, "");
    }),
  );

  it.live("fails to read where a batch is missing", () =>
    Effect.gen(function* () {
      const { file, partition } = yield* threeBatches;
      tamper(file, "DELETE FROM batch WHERE seq = 2");
      const error = yield* Effect.flip(using(file, (log) => log.read("t", partition, 12, 100)));
      assert.include(error.message, "offset 10 should be next");
    }),
  );

  it.live("is not searched again from the start after a clean close", () =>
    Effect.gen(function* () {
      const { file } = yield* threeBatches;
      const db = new DatabaseSync(file);
      const mark = db.prepare("SELECT verified_seq AS seq FROM mark").get();
      db.close();
      assert.deepEqual({ ...mark }, { seq: 3 });
    }),
  );
});

describe("SqliteEventLog.verify", () => {
  it.live("counts what is there, also while the log is open", () =>
    Effect.gen(function* () {
      const { file, partition } = yield* threeBatches;
      const reports = yield* using(file, () => SqliteEventLog.verify(file));
      assert.deepStrictEqual(
        reports.map(({ topic, partition, records, batches, endOffset, damaged }) => ({
          topic,
          partition,
          records,
          batches,
          endOffset,
          damaged,
        })),
        [0, 1].map((index) => {
          const count = index === partition ? 30 : 0;
          return {
            topic: "t",
            partition: index,
            records: count,
            batches: count / 10,
            endOffset: count,
            damaged: [],
          };
        }),
      );
    }),
  );

  it.live("reports every damaged range and changes nothing", () =>
    Effect.gen(function* () {
      const { file, partition } = yield* threeBatches;
      tamper(file, `${flipByte(3)}; DELETE FROM batch WHERE seq = 2`);
      for (let attempt = 0; attempt < 2; attempt++) {
        const report = (yield* SqliteEventLog.verify(file))[partition]!;
        assert.deepStrictEqual(report.damaged, [
          { firstOffset: 10, lastOffset: 19, reason: "missing" },
          { firstOffset: 20, lastOffset: 29, reason: "the checksum does not match" },
        ]);
      }
    }),
  );

  it.live("says when there is no log", () =>
    Effect.gen(function* () {
      const file = freshFile();
      assert.include(
        (yield* Effect.flip(SqliteEventLog.verify(file))).message,
        `there is no event log at ${file}`,
      );
      mkdirSync(join(file, ".."));
      writeFileSync(file, "");
      assert.include(
        (yield* Effect.flip(SqliteEventLog.verify(file))).message,
        "no event log was made here yet",
      );
    }),
  );
});

describe("a closed log", () => {
  it.live("refuses further work instead of hanging", () =>
    Effect.gen(function* () {
      const log = yield* Effect.scoped(
        Effect.flatMap(Layer.build(SqliteEventLog.layer({ file: freshFile(), topics })), (built) =>
          Effect.provide(EventLog, built),
        ),
      );
      assert.include((yield* Effect.flip(log.append("t", records(0, 1)))).message, "closed");
    }),
  );

  it.live("has left its groups, although its consumer had no time to", () =>
    Effect.gen(function* () {
      const file = freshFile();
      yield* using(file, (log) =>
        Effect.gen(function* () {
          const started = yield* Deferred.make<void>();
          yield* log.append("t", records(0, 1));
          yield* Effect.forkDetach(
            log.consume({ group: "g", topics: ["t"], maxRecords: 1 }, () =>
              Deferred.succeed(started, undefined),
            ),
          );
          yield* Deferred.await(started);
        }),
      );
      const db = new DatabaseSync(file);
      const left = db.prepare("SELECT count(*) AS members FROM group_member").get();
      const owned = db.prepare("SELECT count(owner) AS owned FROM group_lease").get();
      db.close();
      assert.deepEqual({ ...left, ...owned }, { members: 0, owned: 0 });
    }),
  );
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, describe, it } from "@effect/vitest";
import { afterAll } from "vitest";
import { encodeRecords } from "../recordCodec.ts";
import { makeGroupCommit } from "./GroupCommit.ts";
import { openDatabase } from "./openDatabase.ts";
import { makeBatchReader } from "./readBatches.ts";

const folder = mkdtempSync(join(tmpdir(), "rapport-group-commit-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A log without its thread, and a way to append that notes what was answered. */
const makeLog = () => {
  const log = openDatabase(join(folder, crypto.randomUUID(), "log.sqlite"), [{ name: "t", partitions: 1 }]);
  const commits = makeGroupCommit(log);
  const answers: string[] = [];
  const receipts: unknown[] = [];
  const append = (name: string, topic = "t", valueBytes = 10) => {
    const records = [{ key: "k", value: new Uint8Array(valueBytes) }];
    const encoded = encodeRecords(records, 1, (bytes) => new SharedArrayBuffer(bytes));
    commits.submit({
      bytes: encoded.bytes,
      run: (batches) => batches.append({ topic, ...encoded, checkpoints: [{ name, value: "1" }] }),
      answer: (receipt) => {
        answers.push(name);
        receipts.push(receipt);
      },
      fail: ({ detail, retriable }) =>
        answers.push(`${name} failed, ${retriable ? "retriable" : "final"}: ${detail}`),
    });
  };
  const stored = () => makeBatchReader(log).endOffsets("t")[0];
  const rows = () => (log.db.prepare("SELECT count(*) AS n FROM batch").get() as { n: number }).n;
  return { ...log, commits, answers, receipts, append, stored, rows };
};

describe("group commit", () => {
  it("answers nobody before COMMIT, then all, and stores them as one batch", () => {
    const log = makeLog();
    for (const name of ["a", "b", "c"]) log.append(name);
    assert.deepStrictEqual(log.answers, []);
    assert.strictEqual(log.stored(), 0);
    log.commits.flush();
    assert.deepStrictEqual(log.answers, ["a", "b", "c"]);
    assert.deepStrictEqual(
      log.receipts,
      [0, 1, 2].map((firstOffset) => ({ partitions: [{ partition: 0, firstOffset, count: 1 }] })),
    );
    assert.strictEqual(log.stored(), 3);
    assert.strictEqual(log.rows(), 1);
  });

  it("commits at once when a mebibyte is waiting", () => {
    const log = makeLog();
    log.append("a", "t", 600_000);
    log.append("b", "t", 600_000);
    assert.deepStrictEqual(log.answers, ["a", "b"]);
    assert.strictEqual(log.rows(), 2);
  });

  it("fails a wrong request alone", () => {
    const log = makeLog();
    log.append("a");
    log.append("b", "nowhere");
    log.append("c");
    log.commits.flush();
    assert.deepStrictEqual(log.answers, [
      "a",
      'b failed, final: unknown topic "nowhere"; this log has t',
      "c",
    ]);
    assert.strictEqual(log.stored(), 2);
  });

  it("fails all of a transaction when the disk is full, keeps nothing of it, and works again with room", () => {
    const log = makeLog();
    log.append("a");
    log.commits.flush();
    const { pages } = log.db.prepare("SELECT page_count AS pages FROM pragma_page_count").get() as {
      pages: number;
    };
    log.db.exec(`PRAGMA max_page_count = ${pages + 4}`);
    log.append("b");
    log.append("c", "t", 500_000);
    log.commits.flush();
    assert.match(log.answers[1]!, /^b failed, retriable: the disk is full/);
    assert.match(log.answers[2]!, /^c failed, retriable: the disk is full/);
    assert.strictEqual(log.stored(), 1);
    assert.deepStrictEqual(makeBatchReader(log).checkpoints(["a", "b", "c"]), [{ name: "a", value: "1" }]);
    log.db.exec("PRAGMA max_page_count = 1000000");
    log.append("d");
    log.commits.flush();
    assert.strictEqual(log.answers[3], "d");
    assert.strictEqual(log.stored(), 2);
  });
});

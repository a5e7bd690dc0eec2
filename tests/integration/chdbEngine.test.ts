import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Engine } from "@rapport/warehouse/chdb/Engine";
import { loadNative, type Native } from "@rapport/warehouse/chdb/Native";
import { expect, it } from "vitest";

it("every connection is closed, however its query ended", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rapport-engine-"));
  const native = loadNative();
  const count = { open: 0 };
  const counted: Native = {
    CreateConnection: (...given) => {
      count.open++;
      return native.CreateConnection(...given);
    },
    CloseConnection: (connection) => {
      count.open--;
      native.CloseConnection(connection);
    },
    QueryAsyncConnection: (...given) => native.QueryAsyncConnection(...given),
  };
  const engine = new Engine(counted, folder);
  const run = (
    queryId: string,
    sql: string,
    prelude: ReadonlyArray<string> = [],
    signal = new AbortController().signal,
  ) =>
    engine.run({ prelude, sql, format: "TSV", queryId, signal }).then(
      ({ bytes }) => Buffer.from(bytes).toString(),
      (error: { code: number }) => error.code,
    );
  const gone = new AbortController();
  const outcomes = [
    run("good", "SELECT 1"),
    run("bad", "SELECT nothing"),
    run("worse", "SELECT 1", ["SET nothing = 1"]),
    run("gone", "SELECT sum(sipHash64(number)) FROM numbers(1000000000000)", [], gone.signal),
    run("never", "SELECT 1", [], AbortSignal.abort()),
    run("good", "SELECT 1"),
  ];
  while ((await engine.engineId("gone")) === undefined);
  gone.abort();
  expect(await Promise.all(outcomes)).toEqual(["1\n", 47, 115, 394, 394, 216]);
  await engine.drained();
  // The one that asked for the kill closes when it sees that the query has ended.
  while (count.open > 1) await new Promise(setImmediate);
  expect(count.open).toBe(1);
  engine.close();
  expect(count.open).toBe(0);
  rmSync(folder, { recursive: true });
});

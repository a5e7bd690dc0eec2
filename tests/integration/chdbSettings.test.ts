import { ClickHouseLogLevel, createClient, type ClickHouseClient } from "@clickhouse/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asker } from "./support/ask.ts";
import { type Chdb, startChdb } from "./support/chdb.ts";

let chdb: Chdb;
let ask: ReturnType<typeof asker>;
let client: ClickHouseClient;

beforeAll(async () => {
  chdb = await startChdb();
  ask = asker(chdb);
  client = createClient({
    url: chdb.url,
    password: chdb.password,
    database: "rapport",
    log: { level: ClickHouseLogLevel.OFF },
  });
  await ask(
    "CREATE TABLE t (n UInt32) ENGINE = MergeTree ORDER BY n SETTINGS non_replicated_deduplication_window = 100",
  );
});
afterAll(async () => {
  await client.close();
  await chdb.stop();
});

const changed = async () =>
  (
    await ask(
      "SELECT groupArray(name) FROM system.settings WHERE changed AND name IN ('max_threads', 'max_block_size', 'readonly', 'log_comment', 'insert_deduplication_token', 'max_execution_time') FORMAT TSVRaw",
    )
  ).text;

describe("a setting holds for its query alone", () => {
  it("in the URL, in the statement, and as SET", async () => {
    expect((await ask("SELECT getSetting('max_threads')", { max_threads: "3" })).text).toBe("3\n");
    expect((await ask("SELECT getSetting('max_threads') SETTINGS max_threads = 4")).text).toBe("4\n");
    expect((await ask("SET max_threads = 5, log_comment = 'stays?'")).status).toBe(200);
    expect((await ask("USE system")).status).toBe(200);
    expect(await changed()).toBe("[]\n");
    expect((await ask("SELECT currentDatabase()")).text).toBe("rapport\n");
  });
  it("while many run side by side", async () => {
    const asked = Array.from({ length: 60 }, (_, i) => (i % 7) + 1);
    const ran = await Promise.all(
      asked.map(async (n) => (await ask("SELECT getSetting('max_threads')", { max_threads: `${n}` })).text),
    );
    expect(ran).toEqual(asked.map((n) => `${n}\n`));
    expect(await changed()).toBe("[]\n");
  });
  it("also when the query fails", async () => {
    expect((await ask("SELECT throwIf(1)", { max_threads: "3", log_comment: "x" })).code).toBe("395");
    expect((await ask("SELECT nothing", { max_threads: "3" })).code).toBe("47");
    expect(await changed()).toBe("[]\n");
  });
  it("a deduplication token does not reach the next insert", async () => {
    const insert = (token?: string) =>
      client.insert({
        table: "t",
        values: [{ n: 1 }],
        format: "JSONEachRow",
        ...(token === undefined
          ? {}
          : { clickhouse_settings: { insert_deduplication_token: token, insert_deduplicate: 1 } }),
      });
    await insert("a");
    await insert("a");
    expect((await ask("SELECT count() FROM t")).text).toBe("1\n");
    await insert("b");
    await client.insert({ table: "t", values: [{ n: 2 }], format: "JSONEachRow" });
    expect((await ask("SELECT count() FROM t")).text).toBe("3\n");
  });
  it("readonly = 1 bricks nothing", async () => {
    const write = "INSERT INTO t VALUES (9)";
    expect(await ask(write, { readonly: "1" })).toMatchObject({ code: "164" });
    expect(await ask("SELECT 1", { readonly: "1", max_threads: "2" })).toMatchObject({ status: 200 });
    expect(await ask(write)).toMatchObject({ status: 200 });
    await client.query({ query: "SELECT 1", clickhouse_settings: { readonly: "1" } });
    await client.command({ query: write });
  });
  it("GET changes nothing", async () => {
    for (const readonly of [{}, { readonly: "0" }])
      expect(await ask(undefined, { query: "DROP TABLE t", ...readonly })).toMatchObject({ code: "164" });
    expect((await ask(undefined, { query: "SELECT count() > 0 FROM t" })).text).toBe("1\n");
  });
});

describe("a setting's text is never SQL", () => {
  const evil = [
    "1; DROP TABLE t",
    "1' , readonly = '1",
    "1\\', readonly = \\'1",
    "1 --",
    "'; DROP TABLE t; --",
    "\\",
  ];
  for (const value of evil)
    it(`value ${value}`, async () => {
      expect(
        (await ask("SELECT getSetting('log_comment')", { log_comment: value, default_format: "TSVRaw" }))
          .text,
      ).toBe(`${value}\n`);
      expect((await ask("SELECT 1", { max_threads: value })).status).toBe(400);
      expect(
        (await ask("SELECT {p:String} FORMAT TSVRaw", { param_p: value.replaceAll("\\", "\\\\") })).text,
      ).toBe(`${value}\n`);
      expect((await ask("SELECT 1", { database: value })).code).toBe("81");
      expect((await ask("SELECT count() > 0 FROM t")).text).toBe("1\n");
      expect(await changed()).toBe("[]\n");
    });
  it("names", async () => {
    for (const name of [
      "max_threads = 1, readonly",
      "max_threads`",
      "x; DROP TABLE t; --",
      "param_a = 'x', max_threads",
      "é",
    ])
      expect(await ask("SELECT 1", { [name]: "1" })).toMatchObject({ status: 404, code: "115" });
    expect(await ask("SELECT 1", { no_such_setting: "1" })).toMatchObject({ status: 404, code: "115" });
  });
});

describe("sessions", () => {
  const session = (id: string, more: Record<string, string> = {}) => ({ session_id: id, ...more });
  it("keep temporary tables, SET and USE, apart from each other", async () => {
    await ask("CREATE TEMPORARY TABLE mine (n UInt8)", session("a"));
    await ask("INSERT INTO mine VALUES (7)", session("a"));
    await ask("SET max_threads = 3", session("a"));
    await ask("USE system", { ...session("a"), database: "" });
    const sql = "SELECT getSetting('max_threads'), currentDatabase(), (SELECT sum(n) FROM mine)";
    expect((await ask(sql, { ...session("a"), database: "" })).text).toBe("3\tsystem\t7\n");
    expect(await ask("SELECT * FROM mine", session("b"))).toMatchObject({ code: "60" });
    expect(await ask("SELECT * FROM mine")).toMatchObject({ code: "60" });
  });
  it("put back what a URL set", async () => {
    await ask("SET max_threads = 3", session("c"));
    const sql = "SELECT getSetting('max_threads'), getSetting('max_block_size')";
    expect((await ask(sql, session("c", { max_threads: "2", max_block_size: "77" }))).text).toBe("2\t77\n");
    expect((await ask(sql, session("c"))).text).toBe("3\t65409\n");
    expect(await ask("CREATE TEMPORARY TABLE x (n UInt8)", session("c", { readonly: "1" }))).toMatchObject({
      code: "164",
    });
    expect(await ask("CREATE TEMPORARY TABLE x (n UInt8)", session("c"))).toMatchObject({ status: 200 });
  });
  it("take one query at a time, and end when told", async () => {
    const slow = ask("SELECT sleep(0.5)", session("d"));
    const states = await Promise.all([slow, ask("SELECT 1", session("d"))]);
    expect(states.map(({ code }) => code).toSorted()).toEqual(["373", null]);
    await ask("SELECT 1", session("d", { close_session: "1" }));
    expect(await ask("SELECT 1", session("d", { session_check: "1" }))).toMatchObject({ code: "372" });
  });
});

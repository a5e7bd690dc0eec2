import { once } from "node:events";
import { connect } from "node:net";
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
    max_open_connections: 64,
    log: { level: ClickHouseLogLevel.OFF },
  });
});
afterAll(async () => {
  await client.close();
  await chdb.stop();
});

/** Hours of work, and no answer before its end. */
const endless = "SELECT sum(sipHash64(number, 'endless')) FROM numbers(1000000000000)";
const running = async (queryId: string) =>
  Number(
    (await ask(`SELECT count() FROM system.processes WHERE query LIKE '%query_id: ${queryId} */'`)).text,
  );

/** Asks until it is so; the test's own time limit ends it otherwise. */
const until = async (condition: () => Promise<boolean>) => {
  while (!(await condition()));
};

describe("a query whose client goes is killed", () => {
  it("while it computes", async () => {
    const gone = new AbortController();
    const query = client.query({ query: endless, query_id: "computes", abort_signal: gone.signal });
    await until(async () => (await running("computes")) === 1);
    gone.abort();
    await expect(query).rejects.toThrow("aborted");
    await until(async () => (await running("computes")) === 0);
  });
  it("while its answer is under way, and the pipe is free again", async () => {
    for (let i = 0; i < 20; i++) {
      const query_id = `streams-${i}`;
      const query = "SELECT number FROM numbers(1000000000000)";
      const answer = await client.query({ query, format: "JSONEachRow", query_id });
      for await (const _ of answer.stream()) break;
      answer.close();
      await until(async () => (await running(query_id)) === 0);
    }
    expect((await ask("SELECT 1")).text).toBe("1\n");
  });
  it("while it stands in the queue, it never runs", async () => {
    const gone = new AbortController();
    const holders = Array.from({ length: 16 }, (_, i) =>
      client
        .query({ query: endless, query_id: `holder-${i}`, abort_signal: gone.signal })
        .catch(() => "ended"),
    );
    // KILL waits for no turn, so it can look around while all turns are taken.
    const look = "KILL QUERY WHERE query LIKE '%query_id: holder-%' TEST";
    await until(async () => (await ask(look)).text.split("endless").length === 17);
    const late = new AbortController();
    const waiting = client
      .query({ query: endless, query_id: "late", abort_signal: late.signal })
      .catch(() => "ended");
    await ask(look);
    late.abort();
    expect(await waiting).toBe("ended");
    expect((await ask("KILL QUERY WHERE query LIKE '%query_id: late%' TEST")).text).not.toContain("endless");
    gone.abort();
    expect(new Set(await Promise.all(holders))).toEqual(new Set(["ended"]));
    expect((await ask("SELECT 1")).text).toBe("1\n");
  });
  it("a half-sent insert inserts nothing", async () => {
    await ask("CREATE TABLE half (n UInt32) ENGINE = MergeTree ORDER BY n");
    const { port } = new URL(chdb.url);
    const socket = connect(Number(port), "127.0.0.1");
    const path = `/?database=rapport&password=${chdb.password}&query=INSERT+INTO+half+FORMAT+CSV`;
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n1\n2\n\r\n`);
    await once(socket, "connect");
    const closed = once(socket, "close");
    socket.destroy();
    await closed;
    // The insert that follows is served after the broken one was dropped.
    await ask("INSERT INTO half VALUES (3)");
    expect((await ask("SELECT groupArray(n) FROM half")).text).toBe("[3]\n");
  });
});

describe("query ids", () => {
  it("KILL QUERY by the id the client gave", async () => {
    const query = client.query({ query: endless, query_id: "mine" });
    const outcome = expect(query).rejects.toMatchObject({ code: "394" });
    await until(async () => (await running("mine")) === 1);
    await client.command({ query: "KILL QUERY WHERE query_id = 'mine' ASYNC" });
    await outcome;
  });
  it("and by the engine's, SYNC", async () => {
    const query = client.query({ query: endless, query_id: "yours" });
    const outcome = expect(query).rejects.toMatchObject({ code: "394" });
    await until(async () => (await running("yours")) === 1);
    const { text } = await ask(
      "SELECT query_id FROM system.processes WHERE query LIKE '%query_id: yours */'",
    );
    await client.command({ query: `KILL QUERY WHERE query_id = '${text.trim()}' SYNC` });
    await outcome;
  });
  it("one at a time", async () => {
    const slow = ask("SELECT sleep(0.5)", { query_id: "twice" });
    const codes = [await ask("SELECT sleep(0.5)", { query_id: "twice" }), await slow].map(({ code }) => code);
    expect(codes.toSorted()).toEqual(["216", null]);
    expect(await ask("SELECT 1", { query_id: "twice" })).toMatchObject({ status: 200 });
  });
});

describe("side by side", () => {
  it("a fast query does not wait for slow ones, nor for slow readers", async () => {
    const gone = new AbortController();
    const slow = ["s1", "s2", "s3"].map((query_id) =>
      client.query({ query: endless, query_id, abort_signal: gone.signal }).catch(() => "ended"),
    );
    const idle = await client.query({
      query: "SELECT number FROM numbers(100000000)",
      format: "JSONEachRow",
    });
    await until(async () => (await running("s1")) + (await running("s2")) + (await running("s3")) === 3);
    expect((await ask("SELECT 1")).text).toBe("1\n");
    await ask("CREATE TABLE side (n UInt8) ENGINE = MergeTree ORDER BY n");
    expect(await ask("INSERT INTO side VALUES (1)")).toMatchObject({ status: 200 });
    // None of the slow ones has ended meanwhile.
    expect((await running("s1")) + (await running("s2")) + (await running("s3"))).toBe(3);
    idle.close();
    gone.abort();
    await Promise.all(slow);
  });
  it("two hundred at once, some of them writes", async () => {
    await ask("CREATE TABLE many (n UInt32) ENGINE = MergeTree ORDER BY n");
    const work = Array.from({ length: 200 }, (_, n) =>
      n % 4 === 0 ? ask(`INSERT INTO many VALUES (${n})`) : ask(`SELECT ${n}`),
    );
    const done = await Promise.all(work);
    expect(done.filter(({ status }) => status !== 200)).toEqual([]);
    expect((await ask("SELECT count(), sum(n) FROM many")).text).toBe("50\t4900\n");
  });
});

import { Readable } from "node:stream";
import { createClient, type ClickHouseClient, ClickHouseLogLevel } from "@clickhouse/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Chdb, startChdb } from "./support/chdb.ts";

let chdb: Chdb;
let client: ClickHouseClient;

const quiet = { level: ClickHouseLogLevel.OFF };
beforeAll(async () => {
  chdb = await startChdb();
  client = createClient({ url: chdb.url, password: chdb.password, database: "rapport", log: quiet });
});
afterAll(async () => {
  await client.close();
  await chdb.stop();
});

const makeTable = async (name: string) => {
  await client.command({ query: `DROP TABLE IF EXISTS ${name}` });
  await client.command({
    query: `CREATE TABLE ${name} (n UInt64, s String) ENGINE = MergeTree ORDER BY n`,
  });
};
const text = async (query: string) => (await client.query({ query, format: "TabSeparatedRaw" })).text();
const bytes = async (stream: AsyncIterable<Uint8Array>) => {
  const pieces: Array<Uint8Array> = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
};
const exec = async (query: string, values?: Readable) => {
  const { stream } = await client.exec(values === undefined ? { query } : { query, values });
  return bytes(stream);
};

// Line ends, blank lines, quotes, brackets, NUL and every length of UTF-8.
const awkward = [
  "plain",
  "a\n\nb",
  "\n\n",
  'it\'s "q" \\ \t;',
  "x\0y",
  "é漢😀",
  "INSERT; SELECT '--' /* ",
  "",
];
const rows = awkward.map((s, n) => ({ n: String(n), s }));
const checksum = (table: string) => text(`SELECT count(), sum(cityHash64(n, s)) FROM ${table}`);

describe("the official client's methods", () => {
  it("ping", async () => {
    expect(await client.ping()).toEqual({ success: true });
    expect(await client.ping({ select: true })).toEqual({ success: true });
  });

  it("command, insert and query with JSONEachRow", async () => {
    await makeTable("t");
    const { summary } = await client.insert({ table: "t", values: rows, format: "JSONEachRow" });
    expect(summary?.written_rows).toBe("8");
    const back = await client.query({ query: "SELECT * FROM t ORDER BY n", format: "JSONEachRow" });
    expect(await back.json()).toEqual(rows.map(({ n, s }) => ({ n: Number(n), s })));
  });

  it("query with JSON: one document, whatever its length", async () => {
    const answer = await client.query({ query: "SELECT number AS n FROM numbers(200000)", format: "JSON" });
    const { data, rows: count } = await answer.json<{ n: number }>();
    expect([data.length, count, data.at(-1)]).toEqual([200_000, 200_000, { n: 199_999 }]);
  });

  it("query binds parameters and never reads them as SQL", async () => {
    const query_params = {
      s: "it's \\ \t\n'); DROP TABLE t; --é😀",
      a: ["x'y", "z\\"],
      m: new Map([["k", 1]]),
      z: null,
    };
    const answer = await client.query({
      query:
        "SELECT {s:String} AS s, {a:Array(String)} AS a, {m:Map(String, UInt8)} AS m, {z:Nullable(String)} AS z",
      format: "JSONEachRow",
      query_params,
    });
    expect(await answer.json()).toEqual([{ s: query_params.s, a: query_params.a, m: { k: 1 }, z: null }]);
  });

  it("parameters of concurrent queries stay apart", async () => {
    const ask = async (n: number) => {
      const answer = await client.query({
        query: "SELECT {n:UInt32} + sum(number * 0) AS n FROM numbers(1000)",
        format: "JSONEachRow",
        query_params: { n },
      });
      return (await answer.json<{ n: number }>())[0]?.n;
    };
    const all = Array.from({ length: 100 }, (_, n) => n);
    expect(await Promise.all(all.map(ask))).toEqual(all);
  });

  it("parameters too long for a URL go as a form", async () => {
    const long = "é😀\r\n--".repeat(200_000);
    const answer = await client.query({
      query:
        "SELECT length({s:String}) AS n, cityHash64({s:String}) = cityHash64(repeat({u:String}, 200000)) AS same",
      format: "JSONEachRow",
      query_params: { s: long, u: "é😀\r\n--" },
      use_multipart_params_auto: true,
    });
    expect(await answer.json()).toEqual([{ n: Buffer.byteLength(long), same: 1 }]);
  });
});

describe("rows go in and come out byte for byte", () => {
  for (const format of [
    "CSV",
    "TabSeparated",
    "JSONEachRow",
    "Values",
    "Native",
    "RowBinary",
    "Parquet",
    "Arrow",
  ]) {
    it(`${format} through exec`, async () => {
      await makeTable("source");
      await makeTable("target");
      await client.insert({ table: "source", values: rows, format: "JSONEachRow" });
      await client.command({
        query: "INSERT INTO source SELECT number + 100, repeat('\\n', number % 5) FROM numbers(70000)",
      });
      const body = await exec(`SELECT * FROM source ORDER BY n FORMAT ${format}`);
      const pieces = Array.from({ length: Math.ceil(body.length / 9973) }, (_, i) =>
        body.subarray(i * 9973, (i + 1) * 9973),
      );
      await exec(`INSERT INTO target FORMAT ${format}`, Readable.from(pieces));
      expect(await checksum("target")).toBe(await checksum("source"));
    });
  }

  it("CSV and Parquet through insert, as streams", async () => {
    await makeTable("source");
    await client.insert({ table: "source", values: rows, format: "JSONEachRow" });
    for (const format of ["CSV", "Parquet"] as const) {
      await makeTable("target");
      const body = await exec(`SELECT * FROM source FORMAT ${format}`);
      await client.insert({ table: "target", values: Readable.from([body], { objectMode: false }), format });
      expect(await checksum("target")).toBe(await checksum("source"));
    }
  });

  it("a UTF-8 text cut at every byte", async () => {
    await makeTable("t");
    const line = Buffer.from('{"n":1,"s":"aé漢😀z"}\n');
    for (let cut = 1; cut < line.length; cut++)
      await exec(
        "INSERT INTO t FORMAT JSONEachRow",
        Readable.from([line.subarray(0, cut), line.subarray(cut)]),
      );
    expect(await text("SELECT s, count() FROM t GROUP BY s")).toBe(`aé漢😀z\t${line.length - 1}\n`);
  });

  it("one insert is one part, so it is there whole or not at all", async () => {
    await makeTable("t");
    const body = await exec("SELECT number AS n, toString(number) AS s FROM numbers(300000) FORMAT Native");
    await exec("INSERT INTO t FORMAT Native", Readable.from([body]));
    expect(await text("SELECT sum(rows), count() FROM system.parts WHERE table = 't' AND active")).toBe(
      "300000\t1\n",
    );
  });

  it("input() in an INSERT … SELECT", async () => {
    await makeTable("t");
    await exec(
      "INSERT INTO t SELECT x * 2, upper(y) FROM input('x UInt8, y String') FORMAT CSV",
      Readable.from(['1,a\n2,"b\n\nc"\n']),
    );
    expect(await text("SELECT * FROM t ORDER BY n")).toBe("2\tA\n4\tB\n\nC\n");
  });
});

describe("compression", () => {
  for (const codec of ["gzip", "zstd"] as const) {
    it(`${codec} both ways`, async () => {
      const compressed = createClient({
        url: chdb.url,
        password: chdb.password,
        database: "rapport",
        log: quiet,
        compression: { request: { codec }, response: { codec } },
      });
      await makeTable("t");
      await compressed.insert({ table: "t", values: rows, format: "JSONEachRow" });
      const answer = await compressed.query({ query: "SELECT * FROM t ORDER BY n", format: "JSONEachRow" });
      expect(answer.response_headers["content-encoding"]).toBe(codec);
      expect(await answer.json()).toEqual(rows.map(({ n, s }) => ({ n: Number(n), s })));
      const failed = compressed.query({ query: "SELECT * FROM nowhere", format: "JSONEachRow" });
      await expect(failed).rejects.toMatchObject({ code: "60" });
      await compressed.close();
    });
  }

  it("a broken body is refused and inserts nothing", async () => {
    await makeTable("t");
    const answer = await fetch(`${chdb.url}/?database=rapport&query=INSERT+INTO+t+FORMAT+CSV`, {
      method: "POST",
      headers: { "X-ClickHouse-Key": chdb.password, "Content-Encoding": "gzip" },
      body: "this is not gzip",
    });
    expect(answer.headers.get("x-clickhouse-exception-code")).toBe("271");
    expect(await text("SELECT count() FROM t")).toBe("0\n");
  });
});

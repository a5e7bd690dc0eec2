import { execFile } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { promisify } from "node:util";
import { ClickHouseLogLevel, createClient } from "@clickhouse/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asker } from "./support/ask.ts";
import { type Chdb, startChdb } from "./support/chdb.ts";

let chdb: Chdb;
let ask: ReturnType<typeof asker>;

beforeAll(async () => {
  chdb = await startChdb();
  ask = asker(chdb);
});
afterAll(() => chdb.stop());

const log = { level: ClickHouseLogLevel.OFF };
const curl = async (...options: Array<string>) =>
  (await promisify(execFile)("curl", ["--silent", "--show-error", ...options])).stdout;

describe("who asks", () => {
  const question = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${chdb.url}${path}`, { method: "POST", body: "SELECT 1", headers });
  const basic = (user: string, password: string) => `Basic ${btoa(`${user}:${password}`)}`;

  it("ping needs no password", async () => {
    for (const path of ["/ping", "/replicas_status", "/"])
      expect(await (await fetch(chdb.url + path)).text()).toBe("Ok.\n");
  });
  it("nobody: 401", async () => {
    const answer = await question("/");
    expect([answer.status, answer.headers.get("x-clickhouse-exception-code")]).toEqual([401, "194"]);
    expect(answer.headers.get("www-authenticate")).toContain("Basic");
  });
  it("the wrong password, or another user: 403", async () => {
    const wrong = [
      await question("/", { Authorization: basic("default", "guess") }),
      await question("/", { Authorization: basic("admin", chdb.password) }),
      await question("/", { "X-ClickHouse-User": "default", "X-ClickHouse-Key": "" }),
      await question(`/?user=default&password=${chdb.password}x`),
    ];
    expect(wrong.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    expect(wrong[0]?.headers.get("x-clickhouse-exception-code")).toBe("516");
  });
  it("the right one, said in each way", async () => {
    const right = [
      await question("/", { Authorization: basic("default", chdb.password) }),
      await question("/", { "X-ClickHouse-User": "default", "X-ClickHouse-Key": chdb.password }),
      await question(`/?user=default&password=${chdb.password}`),
      await question(`/?password=${chdb.password}`),
    ];
    expect(right.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });
  it("the official client sees AUTHENTICATION_FAILED", async () => {
    const client = createClient({ url: chdb.url, password: "guess", log });
    await expect(client.command({ query: "SELECT 1" })).rejects.toMatchObject({ code: "516" });
    await client.close();
  });
  it("listens on loopback alone", () => {
    expect(new URL(chdb.url).hostname).toBe("127.0.0.1");
  });
});

describe("curl", () => {
  const auth = () => ["--user", `default:${chdb.password}`];
  it("plain SQL in the body", async () => {
    expect(await curl(...auth(), chdb.url, "--data-binary", "SELECT 1, 'é' FORMAT CSV")).toBe('1,"é"\n');
  });
  it("plain SQL in the URL", async () => {
    expect(await curl(...auth(), "--get", chdb.url, "--data-urlencode", "query=SELECT 1 + 1")).toBe("2\n");
  });
  it("half in the URL, half in the body", async () => {
    expect(
      await curl(...auth(), `${chdb.url}/?query=SELECT+number+FROM`, "--data-binary", "numbers(2)"),
    ).toBe("0\n1\n");
  });
  it("rows behind the statement, blank lines and all", async () => {
    await ask("CREATE TABLE c (s String) ENGINE = MergeTree ORDER BY s");
    await curl(
      ...auth(),
      `${chdb.url}/?database=rapport`,
      "--data-binary",
      'INSERT INTO c FORMAT CSV\n"a\n\nb"\n"c"\n',
    );
    await curl(
      ...auth(),
      `${chdb.url}/?database=rapport`,
      "--data-binary",
      "INSERT INTO c VALUES ('d\n\n;'), ('e') ;",
    );
    expect(
      (await ask("SELECT groupArray(s) FROM (SELECT s FROM c ORDER BY s) FORMAT JSONCompactEachRow")).text,
    ).toBe('[["a\\n\\nb","c","d\\n\\n;","e"]]\n');
  });
  it("rows begin where they begin, whatever letters stand before them", async () => {
    await ask("CREATE TABLE letters (`é漢😀` String) ENGINE = MergeTree ORDER BY tuple()");
    const insert = "/* 😀 */ INSERT INTO letters (`é漢😀`) FORMAT TSVRaw\nü\n";
    await curl(...auth(), `${chdb.url}/?database=rapport`, "--data-binary", insert);
    expect((await ask("SELECT * FROM letters")).text).toBe("ü\n");
  });
  it("a compressed answer when asked for", async () => {
    const url = `${chdb.url}/?enable_http_compression=1&query=SELECT+repeat('x',+10000)`;
    expect(await curl(...auth(), "--compressed", url)).toBe(`${"x".repeat(10_000)}\n`);
    const bare = await curl(...auth(), "--header", "Accept-Encoding: gzip", url.replace("=1", "=0"));
    expect(bare).toBe(`${"x".repeat(10_000)}\n`);
  });
});

describe("errors", () => {
  const cases: ReadonlyArray<readonly [string, number, string]> = [
    ["SELECT * FROM nowhere", 404, "60"],
    ["SELEC 1", 400, "62"],
    ["1", 400, "62"],
    ["", 400, "62"],
    ["SELECT 1 +", 400, "62"],
    ["SELECT (1", 400, "62"],
    ["SELECT 1 FORMAT", 400, "62"],
    ["SELECT 1 FROM", 400, "62"],
    ["INSERT INTO FUNCTION null('n UInt8') FORMAT CSV\nabc", 400, "117"],
    ["SELECT 1; SELECT 2", 400, "62"],
    ["SELECT nothing", 404, "47"],
    ["SELECT throwIf(1)", 500, "395"],
    ["SELECT toUInt8('x')", 400, "6"],
    ["SELECT {a:UInt8}", 500, "456"],
    ["SELECT 1 INTO OUTFILE '/tmp/never'", 501, "48"],
    ["SELECT 1 FORMAT Nothing", 404, "73"],
    ["INSERT INTO nowhere VALUES (1)", 404, "60"],
  ];
  for (const [sql, status, code] of cases)
    it(`${sql === "" ? "(nothing)" : sql}: ${code}`, async () => {
      const answer = await ask(sql);
      expect([answer.status, answer.code]).toEqual([status, code]);
      expect(answer.text).toMatch(new RegExp(`^Code: ${code}\\. DB::Exception: .*\\([A-Z_]+\\)\n$`, "s"));
      // Nothing of ours stands in the engine's words.
      expect(answer.text).not.toMatch(/query_id:|OUTFILE '|\/http\//);
    });

  it("in mid-stream: JSONEachRow rows, then the error", async () => {
    const client = createClient({ url: chdb.url, password: chdb.password, log });
    const query = "SELECT throwIf(number = 1000000, 'boom') AS x, number AS n FROM numbers(2000000)";
    const answer = await client.query({ query, format: "JSONEachRow" });
    let seen = 0;
    const read = async () => {
      for await (const rows of answer.stream()) seen += rows.length;
    };
    await expect(read()).rejects.toMatchObject({ code: "395" });
    expect(seen).toBeGreaterThan(0);
    expect(seen).toBeLessThanOrEqual(1_000_000);
    await client.close();
  });
  for (const format of ["CSV", "Native", "JSON"] as const)
    it(`in mid-stream: ${format} ends as a broken transfer`, async () => {
      const client = createClient({ url: chdb.url, password: chdb.password, log });
      const query = `SELECT throwIf(number = 1000000, 'boom') AS x, number AS n FROM numbers(2000000) FORMAT ${format}`;
      const { stream } = await client.exec({ query });
      const read = async () => {
        for await (const _ of stream);
      };
      await expect(read()).rejects.toThrow();
      await client.close();
    });
  it("in mid-stream, compressed: still seen", async () => {
    const client = createClient({
      url: chdb.url,
      password: chdb.password,
      log,
      compression: { response: true },
    });
    const query =
      "SELECT throwIf(number = 3000000, 'boom') AS x, sipHash64(number) AS n FROM numbers(4000000)";
    const answer = await client.query({ query, format: "JSONEachRow" });
    const read = async () => {
      for await (const _ of answer.stream());
    };
    await expect(read()).rejects.toThrow();
    await client.close();
  });
  it("with wait_end_of_query it has its status even after a long answer", async () => {
    const sql = "SELECT throwIf(number = 1000000, 'boom'), number FROM numbers(2000000)";
    expect(await ask(sql, { wait_end_of_query: "1" })).toMatchObject({ status: 500, code: "395" });
    const whole = await ask("SELECT number FROM numbers(300000)", { wait_end_of_query: "1" });
    expect(whole.text.length).toBe(1_988_890);
    expect(JSON.parse(whole.headers.get("x-clickhouse-summary") ?? "")).toMatchObject({
      read_rows: "300000",
    });
  });
});

describe("headers", () => {
  it("say what came", async () => {
    const { headers } = await ask("SELECT 1 FORMAT JSON", { query_id: "mine" });
    expect(headers.get("x-clickhouse-query-id")).toBe("mine");
    expect(headers.get("x-clickhouse-format")).toBe("JSON");
    expect(headers.get("x-clickhouse-timezone")).toBe("UTC");
    expect(headers.get("content-type")).toBe("application/json; charset=UTF-8");
    expect(JSON.parse(headers.get("x-clickhouse-summary") ?? "")).toMatchObject({ read_rows: "1" });
  });
  it("a default format, by parameter or header", async () => {
    expect((await ask("SELECT 1 AS x", { default_format: "JSONEachRow" })).text).toBe('{"x":1}\n');
    expect((await ask("SELECT 1 AS x", {}, { "X-ClickHouse-Format": "CSVWithNames" })).text).toBe('"x"\n1\n');
    expect(await ask("SELECT 1", { default_format: "CSV SETTINGS max_threads = 1" })).toMatchObject({
      code: "73",
    });
  });
  it("a header's value cannot break out of it", async () => {
    expect(await ask("SELECT 1", { query_id: "a\r\nSet-Cookie: b" })).toMatchObject({
      status: 400,
      code: "36",
    });
  });
  it("one connection serves many queries", async () => {
    const { Agent } = await import("node:http");
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const sockets = new Set<number | undefined>();
    for (let i = 0; i < 5; i++) {
      const request = get(`${chdb.url}/?query=SELECT+1&password=${chdb.password}`, { agent });
      const [response] = await once(request, "response");
      sockets.add(response.socket.localPort);
      response.resume();
      await once(response, "end");
    }
    agent.destroy();
    expect(sockets.size).toBe(1);
  });
});

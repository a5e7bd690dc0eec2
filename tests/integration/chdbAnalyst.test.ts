import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { analyst, analystPassword } from "@rapport/warehouse/chdb/access";
import { type Chdb, startChdb } from "./support/chdb.ts";

let chdb: Chdb;

const ask = async (sql: string, headers: Record<string, string>, query = "database=rapport") => {
  const answer = await fetch(`${chdb.url}/?${query}`, { method: "POST", headers, body: sql });
  return { status: answer.status, text: (await answer.text()).trim() };
};
const asOwner = (sql: string, query?: string) =>
  ask(sql, { "x-clickhouse-user": "default", "x-clickhouse-key": chdb.password }, query);
const asAnalyst = (sql: string, query?: string) =>
  ask(sql, { "x-clickhouse-user": analyst, "x-clickhouse-key": analystPassword(chdb.password) }, query);

beforeAll(async () => {
  chdb = await startChdb();
  await asOwner("CREATE TABLE money (a Int64) ENGINE = MergeTree ORDER BY a");
  await asOwner("INSERT INTO money SELECT number FROM numbers(10)");
  await asOwner("CREATE VIEW wealth AS SELECT sum(a) AS total FROM money");
  await asOwner("CREATE VIEW below AS SELECT a FROM money WHERE a < {most:Int64}");
});
afterAll(() => chdb.stop());

describe("an analyst", () => {
  it("reads tables and views, with and without parameters", async () => {
    expect(await asAnalyst("SELECT total FROM wealth")).toEqual({ status: 200, text: "45" });
    expect((await asAnalyst("SELECT count() FROM below(most = 3)")).text).toBe("3");
    expect((await asAnalyst("SELECT count() FROM money SETTINGS max_threads = 1")).text).toBe("10");
    expect((await asAnalyst("SELECT {x:Int64} + 1", "database=rapport&param_x=41")).text).toBe("42");
    expect((await asAnalyst("SELECT number FROM numbers(2) FORMAT JSONColumns")).text).toContain("[0, 1]");
    const tables =
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'rapport' ORDER BY 1";
    expect((await asAnalyst(tables)).text).toBe("below\nmoney\nwealth");
    expect((await asAnalyst("SHOW TABLES")).text).toBe("below\nmoney\nwealth");
  });

  it.each([
    ["SELECT * FROM file('/etc/hostname', 'LineAsString')", "ACCESS_DENIED"],
    ["SELECT file('/etc/hostname')", "ACCESS_DENIED"],
    ["SELECT arrayMap(file, ['/etc/hostname'])", "ACCESS_DENIED"],
    ["SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')", "ACCESS_DENIED"],
    ["SELECT * FROM remote('127.0.0.1:1', system.one)", "ACCESS_DENIED"],
    ["SELECT * FROM executable('id', 'TSV', 'a String')", "ACCESS_DENIED"],
    ["SELECT * FROM system.parts", "ACCESS_DENIED"],
    ["SELECT * FROM merge('system', '^parts$')", "ACCESS_DENIED"],
    ["INSERT INTO money VALUES (1)", "ACCESS_DENIED"],
    ["DROP TABLE money", "ACCESS_DENIED"],
    ["SET ROLE rapport_owner", "ACCESS_DENIED"],
    ["KILL QUERY WHERE 1", "ACCESS_DENIED"],
    ["SELECT 1 SETTINGS readonly = 0", "READONLY"],
  ])("may not %s", async (sql, name) => {
    const { status, text } = await asAnalyst(sql);
    expect(status).not.toBe(200);
    expect(text).toMatch(new RegExp(name));
  });

  it("may not take on another role, or leave `readonly`, by the URL", async () => {
    expect(
      (await asAnalyst("INSERT INTO money VALUES (1)", "database=rapport&role=rapport_owner")).status,
    ).toBe(403);
    const readonly = await asAnalyst("SELECT getSetting('readonly')", "database=rapport&readonly=0");
    expect(readonly.text).toBe("2");
    expect((await asAnalyst("SELECT * FROM parts", "database=system")).text).toContain("ACCESS_DENIED");
    expect((await asAnalyst("SELECT 1", "session_id=a")).text).toContain("session_id");
  });

  it("is what the owner is in that role, and only in that statement", async () => {
    const files = "SELECT * FROM file('/etc/hostname', 'LineAsString')";
    expect((await asOwner(files, `role=${analyst}`)).text).toContain("ACCESS_DENIED");
    expect((await asOwner("SELECT 1", "role=nobody")).text).toContain("UNKNOWN_ROLE");
    expect((await asOwner("SELECT count() > 0 FROM system.parts")).text).toBe("1");
    expect((await asOwner(files)).status).toBe(200);
    expect((await asOwner("SELECT count() FROM money")).text).toBe("10");
  });
});

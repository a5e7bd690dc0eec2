import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { viewDefinitions } from "@rapport/contracts/views/viewDefinitions";
import { analystGrants } from "@rapport/warehouse/access/analystGrants";
import { migrate } from "@rapport/warehouse/Migrations";
import { Effect, Redacted, References } from "effect";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exited, type Running, spawnChdb } from "./support/chdb.ts";

const statements = analystGrants("rapport", { kind: "plain" });

/** The engine has one user and takes roles from a file: the grants are those of the statements, word for word. */
const usersFile = `<clickhouse>
  <profiles><default/></profiles><quotas><default/></quotas>
  <roles>
    <owner><grants><query>GRANT ALL ON *.* WITH GRANT OPTION</query></grants></owner>
    <rapport_analyst><grants>${statements
      .filter((statement) => statement.startsWith("GRANT"))
      .map((statement) => `<query>${statement.replace(" TO rapport_analyst", "")}</query>`)
      .join("")}</grants></rapport_analyst>
  </roles>
  <users><default>
    <password/><networks><ip>::/0</ip></networks><profile>default</profile><quota>default</quota>
    <grants><query>GRANT owner</query><query>GRANT rapport_analyst</query></grants>
  </default></users>
</clickhouse>`;

const names = viewDefinitions
  .flatMap(({ name, period }) => (period.kind === "now" ? [name] : [name, `${name}_at`]))
  .toSorted();

let chdb: Running;
let root: string;
const ask = async (sql: string, query = "database=rapport") => {
  const headers = { "x-clickhouse-user": "default", "x-clickhouse-key": chdb.password };
  const answer = await fetch(`${chdb.url}/?${query}`, { method: "POST", headers, body: sql });
  return { ok: answer.status === 200, text: (await answer.text()).trim() };
};
const inRole = (sql: string) => ask(sql, "database=rapport&role=rapport_analyst");

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "rapport-grants-"));
  await writeFile(join(root, "users.xml"), usersFile);
  const config = `<clickhouse><users_config>${join(root, "users.xml")}</users_config></clickhouse>`;
  await writeFile(join(root, "config.xml"), config);
  chdb = await spawnChdb(join(root, "warehouse"), "grants", 0, join(root, "config.xml"));
  const address = { url: chdb.url, password: Redacted.make(chdb.password), database: "rapport" };
  await Effect.runPromise(Effect.provideService(migrate(address), References.MinimumLogLevel, "None"));
});
afterAll(async () => {
  chdb.process.kill("SIGTERM");
  await exited(chdb.process);
  await rm(root, { recursive: true, force: true });
});

describe("the analysts' role on a server", () => {
  it("is made of statements that the engine understands", async () => {
    const spread = analystGrants("rapport", { kind: "replicated", cluster: "main" });
    for (const statement of [...statements, ...spread]) {
      const parsed = await ask(`EXPLAIN AST ${statement}`);
      expect(parsed.ok, `${statement}: ${parsed.text}`).toBe(true);
    }
  });

  it("reads the documented views, now and as of a day, with no right to anything below them", async () => {
    const made =
      "SELECT name FROM system.tables WHERE create_table_query LIKE '%SQL SECURITY DEFINER%' ORDER BY name";
    expect((await ask(made)).text.split("\n")).toEqual(names);
    for (const read of [
      "client_profitability",
      "whale_curve_at(from_day = '2026-01-01', as_of = '2026-01-31')",
    ]) {
      const { ok, text } = await inRole(`SELECT * FROM ${read} FORMAT Null`);
      expect(ok, `${read}: ${text}`).toBe(true);
    }
  });

  it("reads nothing else", async () => {
    for (const table of [
      "contribution",
      "log_record",
      "message",
      "facts_money",
      "directory_event",
      "effort_month_current",
    ])
      expect((await inRole(`SELECT * FROM ${table}`)).text, table).toContain("ACCESS_DENIED");
    expect((await inRole("SHOW TABLES")).text.split("\n").toSorted()).toEqual(names);
  });
});

import { describe, expect, it } from "@effect/vitest";
import { EngineError } from "./EngineError.ts";
import { onlyReads } from "./onlyReads.ts";
import { analyse } from "./Statement.ts";

const codeOf = (sql: string) => {
  try {
    onlyReads(analyse(sql));
    return 0;
  } catch (cause) {
    return EngineError.of(cause).code;
  }
};

describe("onlyReads", () => {
  it.each([
    "SELECT 1",
    "WITH x AS (SELECT 1) SELECT * FROM x",
    "FROM client_profitability SELECT client",
    "SHOW TABLES",
    "DESCRIBE client_profitability",
    "EXPLAIN SELECT 1",
    "SELECT log_record.file, 'file', '\\\\' FROM log_record -- file(",
    "SELECT count() FROM system.tables",
    "SELECT filed, a.`file` FROM t",
  ])("lets through %s", (sql) => {
    expect(codeOf(sql)).toBe(0);
  });

  it.each([
    "INSERT INTO t VALUES (1)",
    "INSERT INTO t SELECT 1",
    "DROP TABLE t",
    "SET ROLE rapport_owner",
    "SET readonly = 0",
    "USE system",
    "KILL QUERY WHERE 1",
    "CREATE TABLE t (a Int8) ENGINE = Memory",
    "SYSTEM SHUTDOWN",
    "SELECT file('/etc/passwd')",
    "SELECT file /* */ ('/etc/passwd')",
    "SELECT `file`('/etc/passwd')",
    "SELECT \"fi\\x6ce\"('/etc/passwd')",
    "SELECT arrayMap(file, ['/etc/passwd'])",
    "SELECT * APPLY(file) FROM (SELECT '/etc/passwd')",
    "SELECT * APPLY file FROM (SELECT '/etc/passwd')",
    "SELECT t.file('/etc/passwd')",
    "EXPLAIN SELECT file('/etc/passwd')",
    "SELECT * FROM system.processes",
    "SELECT * FROM `system` . query_log",
    "SELECT * FROM merge('sys' || 'tem', 'processes')",
    "SELECT * FROM eval(concat('SELECT fi', 'le(1)'))",
  ])("refuses %s", (sql) => {
    expect(codeOf(sql)).toBe(497);
  });
});

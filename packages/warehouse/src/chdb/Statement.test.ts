import { describe, expect, it } from "@effect/vitest";
import { analyse } from "./Statement.ts";

describe("a SELECT is cut where INTO OUTFILE goes", () => {
  const cuts: ReadonlyArray<readonly [string, string, string, string | undefined]> = [
    ["SELECT 1", "SELECT 1", "", undefined],
    ["SELECT 1 ; -- end", "SELECT 1", "", undefined],
    ["SELECT 1 FORMAT JSON", "SELECT 1 ", "FORMAT JSON", "JSON"],
    ["select 1 format Native settings a = 1;", "select 1 ", "format Native settings a = 1", "Native"],
    ["SELECT 1 SETTINGS a = 1", "SELECT 1 SETTINGS a = 1", "", undefined],
    ["SELECT 1 SETTINGS a = 1 FORMAT CSV", "SELECT 1 SETTINGS a = 1 ", "FORMAT CSV", "CSV"],
    [
      "SELECT format('{}', 1), 'FORMAT x' AS format",
      "SELECT format('{}', 1), 'FORMAT x' AS format",
      "",
      undefined,
    ],
    [
      "(SELECT 1 FORMAT CSV) UNION ALL (SELECT 2)",
      "(SELECT 1 FORMAT CSV) UNION ALL (SELECT 2)",
      "",
      undefined,
    ],
    ["WITH 1 AS x SELECT x", "WITH 1 AS x SELECT x", "", undefined],
    ["/* a; b */ FROM t SELECT x", "/* a; b */ FROM t SELECT x", "", undefined],
  ];
  for (const [sql, head, tail, format] of cuts)
    it(sql, () => {
      expect(analyse(sql)).toEqual({ kind: "stream", head, tail, format });
    });
});

describe("the rest runs as it is", () => {
  const sorts: ReadonlyArray<readonly [string, string, string | undefined]> = [
    ["SHOW TABLES FORMAT JSON", "read", "JSON"],
    ["EXPLAIN INSERT INTO t SELECT 1", "read", undefined],
    ["CREATE TABLE t (a Int8) ENGINE = Memory SETTINGS x = 1", "write", undefined],
    ["INSERT INTO t SELECT * FROM u", "write", undefined],
    ["WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x", "write", undefined],
    ["KILL QUERY WHERE query_id = 'x'", "control", undefined],
    ["SET a = 1", "control", undefined],
    ["whatever this is", "write", undefined],
  ];
  for (const [sql, access, format] of sorts)
    it(sql, () => {
      expect(analyse(sql)).toMatchObject({ kind: "run", sql, access, format });
    });
});

describe("refused", () => {
  const refused: ReadonlyArray<readonly [string, number]> = [
    ["", 62],
    [" ;; -- nothing", 62],
    ["SELECT 1; SELECT 2", 62],
    ["SET a = 1; DROP TABLE t", 62],
    ["SELECT 1 INTO OUTFILE 'x'", 48],
    ["SELECT 1 INTO/**/OUTFILE 'x' FORMAT CSV", 48],
  ];
  for (const [sql, code] of refused)
    it(JSON.stringify(sql), () => {
      expect(analyse(sql)).toMatchObject({ kind: "refuse", code });
    });
  it("but not what only looks like it", () => {
    expect(analyse("SELECT 'a; b', `INTO OUTFILE`, (SELECT x FROM y)").kind).toBe("stream");
  });
});

describe("an INSERT with rows", () => {
  const insert = (sql: string) => {
    const statement = analyse(sql);
    if (statement.kind !== "insert") throw new Error(`is ${statement.kind}`);
    const from = statement.fromFile("'f'").replaceAll(/\s+/g, " ").trim();
    return { from, rows: sql.slice(statement.dataStart) };
  };
  const cases: ReadonlyArray<readonly [string, string, string]> = [
    ["INSERT INTO t FORMAT CSV\n1\n2", "INSERT INTO t FROM INFILE 'f' COMPRESSION 'none' FORMAT CSV", "1\n2"],
    [
      "INSERT INTO t FORMAT Native\n\n\0;",
      "INSERT INTO t FROM INFILE 'f' COMPRESSION 'none' FORMAT Native",
      "\n\0;",
    ],
    ["INSERT INTO t FORMAT TSV \t\r\n1", "INSERT INTO t FROM INFILE 'f' COMPRESSION 'none' FORMAT TSV", "1"],
    ["INSERT INTO t FORMAT CSV", "INSERT INTO t FROM INFILE 'f' COMPRESSION 'none' FORMAT CSV", ""],
    [
      "insert into db.t (a, format) values (1, ';'), (2, 'x');",
      "insert into db.t (a, format) FROM INFILE 'f' COMPRESSION 'none' FORMAT Values",
      " (1, ';'), (2, 'x');",
    ],
    [
      "INSERT INTO t SETTINGS a = 1, b = 'FORMAT' FORMAT JSONEachRow {}",
      "INSERT INTO t FROM INFILE 'f' COMPRESSION 'none' SETTINGS a = 1, b = 'FORMAT' FORMAT JSONEachRow",
      "{}",
    ],
    [
      "INSERT INTO FUNCTION file('x', 'CSV') VALUES (1)",
      "INSERT INTO FUNCTION file('x', 'CSV') FROM INFILE 'f' COMPRESSION 'none' FORMAT Values",
      " (1)",
    ],
    [
      "INSERT INTO values VALUES (1)",
      "INSERT INTO values FROM INFILE 'f' COMPRESSION 'none' FORMAT Values",
      " (1)",
    ],
    [
      "INSERT INTO t SELECT x FROM input('x UInt8, y Array(String)') WHERE x > 1 FORMAT CSV\n1,[]",
      "INSERT INTO t SELECT x FROM file('f', 'CSV', 'x UInt8, y Array(String)', 'none') WHERE x > 1",
      "1,[]",
    ],
  ];
  for (const [sql, from, rows] of cases)
    it(JSON.stringify(sql), () => {
      expect(insert(sql)).toEqual({ from, rows });
    });
  it("is not looked into: rows may hold anything", () => {
    expect(insert("INSERT INTO t FORMAT RawBLOB\n'; DROP TABLE /* SELECT $$").rows).toBe(
      "'; DROP TABLE /* SELECT $$",
    );
  });
});

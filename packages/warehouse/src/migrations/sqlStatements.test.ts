import { assert, describe, it } from "@effect/vitest";
import { sqlStatements } from "./sqlStatements.ts";

describe("sqlStatements", () => {
  it.each([
    ["two statements", "SELECT 1; SELECT 2;", ["SELECT 1", "SELECT 2"]],
    ["no last semicolon, empty statements", ";;SELECT 1;\n;SELECT 2\n", ["SELECT 1", "SELECT 2"]],
    [
      "semicolons in quotes of every kind",
      `SELECT ';', ";", \`;\`; SELECT 2`,
      [`SELECT ';', ";", \`;\``, "SELECT 2"],
    ],
    [
      "doubled and escaped quotes",
      "SELECT 'a'';', 'b\\';'; SELECT 2",
      ["SELECT 'a'';', 'b\\';'", "SELECT 2"],
    ],
    ["line comments", "SELECT 1 -- one; two\n; # three;\nSELECT 2 --", ["SELECT 1", "SELECT 2"]],
    ["a quote in a comment", "-- don't\nSELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]],
    ["block comments", "SELECT /* ; ' */ 1;SELECT 2", ["SELECT \n 1", "SELECT 2"]],
    ["comment signs in a string", "SELECT '--', '/*'; SELECT 2", ["SELECT '--', '/*'", "SELECT 2"]],
    ["heredocs", "SELECT $a$ ; ' $$ $a$; SELECT 2", ["SELECT $a$ ; ' $$ $a$", "SELECT 2"]],
    ["a comment alone", "-- nothing;", []],
  ] as const)("splits %s", (_, sql, expected) => {
    assert.deepStrictEqual([...sqlStatements(sql)], [...expected]);
  });

  it.each([
    ["a quote", "SELECT 1;\nSELECT 'a;", "line 2: 'a is never closed"],
    ["a comment", "/* SELECT 1;", "line 1: /* is never closed"],
    ["a heredoc", "SELECT $x$ ;", "line 1: $x is never closed"],
  ] as const)("refuses %s that is never closed", (_, sql, message) => {
    assert.throws(() => sqlStatements(sql), message);
  });
});

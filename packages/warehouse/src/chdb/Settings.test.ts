import { describe, expect, it } from "@effect/vitest";
import { Schema } from "effect";
import { lex } from "./Lexer.ts";
import { identifier, isSettingName, literal, prelude } from "./Settings.ts";

const Nasty = Schema.Array(Schema.Literals(["'", "\\", "`", "\0", "\n", ";", "--", "a", "é", "''", "\\'"]));

it.prop("a literal is one token, whatever it holds", [Nasty], ([pieces]) => {
  const sql = literal(pieces.join(""));
  expect([...lex(sql)].map(({ text }) => text)).toEqual([sql]);
});
it.prop("an identifier is one token, whatever it holds", [Nasty], ([pieces]) => {
  const sql = identifier(pieces.join(""));
  expect([...lex(sql)].map(({ text }) => text)).toEqual([sql]);
});
it.prop("a literal can be read back", [Nasty], ([pieces]) => {
  const text = pieces.join("");
  const inside = literal(text).slice(1, -1);
  expect(inside.replaceAll(/\\(.)/gs, (_, c: string) => (c === "0" ? "\0" : c))).toBe(text);
});

describe("names", () => {
  it("are plain", () => {
    expect(["max_threads", "param_a", "SQL_custom", "s3.x"].map(isSettingName)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(["", "a b", "a=1", "1a", "é", "a'", "a`", "a;", "a".repeat(300)].some(isSettingName)).toBe(false);
  });
});

describe("prelude", () => {
  const of = (settings: Record<string, string>, params: Record<string, string> = {}, database?: string) =>
    prelude({
      database,
      settings: new Map(Object.entries(settings)),
      params: new Map(Object.entries(params)),
    });
  it("nothing to say", () => {
    expect(of({})).toEqual([]);
  });
  it("readonly comes last", () => {
    expect(of({ readonly: "1", a: "x", b: "y" }, { p: "it's" }, "d`b")).toEqual([
      "USE `d\\`b`",
      "SET param_p = 'it\\'s'",
      "SET a = 'x', b = 'y', readonly = '1'",
    ]);
  });
  it("a role comes first: what follows is done in it", () => {
    const statements = prelude({ role: "r`", database: "d", settings: new Map(), params: new Map() });
    expect(statements).toEqual(["SET ROLE `r\\``", "USE `d`"]);
  });
  it("makes room for long parameters, and takes it back", () => {
    const statements = of({ max_query_size: "10" }, { p: "x".repeat(300_000) });
    expect(statements.map((sql) => sql.slice(0, 28))).toEqual([
      "SET max_query_size = 1073741",
      `SET param_p = '${"x".repeat(13)}`,
      "SET max_query_size = DEFAULT",
      "SET max_query_size = '10'",
    ]);
  });
});

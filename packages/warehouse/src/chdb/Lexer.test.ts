import { describe, expect, it } from "@effect/vitest";
import { Schema } from "effect";
import { lex } from "./Lexer.ts";

const texts = (sql: string) => [...lex(sql)].map(({ text }) => text);

describe("lex", () => {
  it("words, numbers, symbols and their depth", () => {
    expect([...lex("f(a, [1])")].map(({ text, depth }) => [text, depth])).toEqual([
      ["f", 0],
      ["(", 0],
      ["a", 1],
      [",", 1],
      ["[", 1],
      ["1", 2],
      ["]", 1],
      [")", 0],
    ]);
  });
  it("quoted pieces with either escape", () => {
    expect(texts(`'a;''b' "c\\"d" \`e\\\`f\` 'open`)).toEqual([`'a;''b'`, `"c\\"d"`, "`e\\`f`", "'open"]);
  });
  it("comments are left out, quotes in them do not open", () => {
    expect(texts("a /* ' ; */ b -- '\nc # ' \n d #! '\ne /* open")).toEqual(["a", "b", "c", "d", "e"]);
  });
  it("heredocs", () => {
    expect(texts("$$a;b$$ $tag$ ' $$ $tag$ c")).toEqual(["$$a;b$$", "$tag$ ' $$ $tag$", "c"]);
  });
  it("letters beyond ASCII belong to words", () => {
    expect(texts("größe + 漢字")).toEqual(["größe", "+", "漢字"]);
  });
});

/** Texts made of the pieces that matter to the lexer, in any order. */
const Sql = Schema.Array(
  Schema.Literals([..."'\"`\\;(){}[]$-#*/\n ", "a", "é", "1", "--", "/*", "*/", "$t$", "FORMAT"]),
);

it.prop("tokens are pieces of the text, in order, and never overlap", [Sql], ([pieces]) => {
  const sql = pieces.join("");
  let at = 0;
  for (const { text, start, end } of lex(sql)) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(start);
    expect(sql.slice(start, end)).toBe(text);
    at = end;
  }
});

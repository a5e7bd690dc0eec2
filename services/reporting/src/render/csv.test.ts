import { assert, describe, it } from "@effect/vitest";
import { csv, guardFormula } from "./csv.ts";
import { table, terminalSafe } from "./table.ts";

describe("csv", () => {
  it("keeps numbers, negative ones too, and leaves null empty", () => {
    assert.strictEqual(csv(["a", "b", "c"], [[-0.5, null, 0]]), "a,b,c\r\n-0.5,,0\r\n");
  });

  it("quotes what RFC 4180 asks to be quoted", () => {
    assert.strictEqual(csv(["a"], [['say "x", y']]), 'a\r\n"say ""x"", y"\r\n');
  });

  it("defuses whatever a spreadsheet would run", () => {
    for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"])
      assert.strictEqual(guardFormula(text), `'${text}`);
    for (const text of ["Acme", "ann@acme.example", "1=1", ""]) assert.strictEqual(guardFormula(text), text);
  });
});

describe("table", () => {
  it("lets no name move the cursor or turn the text round", () => {
    assert.strictEqual(terminalSafe("a\u001b[2Jb\u202ec\n"), "a\ufffd[2Jb\ufffdc\ufffd");
    assert.notInclude(table(["x"], [["\u001b[31mred"]]), "\u001b");
  });

  it("aligns columns", () => {
    assert.strictEqual(
      table(
        ["a", "n"],
        [
          ["x", "10"],
          ["yy", "9"],
        ],
        ["left", "right"],
      ),
      "a    n\nx   10\nyy   9",
    );
  });
});

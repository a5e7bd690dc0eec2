import { assert, describe, it } from "@effect/vitest";
import { cellWriters, shifted } from "./cells.ts";
import type { SheetKind } from "./SheetColumn.ts";
import { columnLetters } from "./xml.ts";

const cell = (of: SheetKind, value: string | boolean | null): string =>
  cellWriters([{ header: "x", of, width: 10 }])[0]?.(2, value).replace(/ s="\d+"/, "") ?? "";
const number = (text: string): string => `<c r="A2"><v>${text}</v></c>`;

describe("cells", () => {
  it("amounts are the very decimal, negative ones and pence alone too", () => {
    for (const [minor, exponent, text] of [
      ["123456", 2, "1234.56"],
      ["-5", 2, "-0.05"],
      ["0", 2, "0.00"],
      ["-1234", 0, "-1234"],
      ["7", 3, "0.007"],
      ["9007199254740993", 2, "90071992547409.93"],
    ] as const) {
      assert.strictEqual(shifted(minor, exponent), text);
      assert.strictEqual(cell({ kind: "amount", exponent }, minor), number(text));
    }
  });

  it("days and moments are a spreadsheet's numbers, hours are of the unit", () => {
    assert.strictEqual(cell({ kind: "day" }, "2026-01-01"), number("46023"));
    assert.strictEqual(cell({ kind: "moment" }, "2026-01-01 12:00:00.000"), number("46023.5"));
    assert.strictEqual(cell({ kind: "hours", perHour: 3600 }, "-5400"), number("-1.5"));
    assert.strictEqual(cell({ kind: "hours", perHour: 3_600_000 }, "900000"), number("0.25"));
  });

  it("what does not fit its column stands as text, never as nothing", () => {
    for (const [of, value] of [
      [{ kind: "amount", exponent: 2 }, "n/a"],
      [{ kind: "day" }, "0000-00-00"],
      [{ kind: "percent" }, "inf"],
    ] as const)
      assert.include(cell(of, value), `>${value}</t>`);
    assert.strictEqual(cell({ kind: "integer" }, null), "");
    assert.strictEqual(cell({ kind: "boolean" }, true), '<c r="A2" t="b"><v>1</v></c>');
  });

  it("text stays text: marks, formulas, control characters, what looks like an escape, and too much of it", () => {
    const text = (value: string) => cell({ kind: "text" }, value);
    assert.include(text('<a> & "b"'), "&lt;a&gt; &amp; &quot;b&quot;");
    assert.include(text("a\u0000b\u001b"), "a\ufffdb\ufffd");
    assert.include(text("_x0041_"), "_x005F_x0041_");
    assert.include(text("a\r\nb"), "a_x000D_\nb");
    assert.isBelow(text("x".repeat(100_000)).length, 33_000);
    const styled = cellWriters([{ header: "x", of: { kind: "text" }, width: 10 }])[0];
    // Style 2 has a quote prefix: edited, the cell is no formula.
    assert.include(styled?.(2, "=1+1"), 's="2" t="inlineStr"');
    assert.include(styled?.(2, "1+1"), 's="0" t="inlineStr"');
  });

  it("columns have letters", () => {
    assert.deepStrictEqual([0, 25, 26, 701, 702].map(columnLetters), ["A", "Z", "AA", "ZZ", "AAA"]);
  });
});

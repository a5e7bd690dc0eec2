import { describe, expect, it } from "vitest";
import { bindMapping } from "./BoundMapping.ts";
import { RowCells } from "./RowCells.ts";
import { readMapping, TableMapping } from "./TableMapping.ts";

const columns = ["No", "Date", "When", "Sum", "State", "Paid", "Alt"];
const cellsOf = (more: object, ...cells: ReadonlyArray<string>): RowCells => {
  const mapping = TableMapping.parse({
    kind: "invoices",
    fields: {
      number: "no",
      date: { column: "Date", date: "DD/MM/YYYY" },
      when: "When",
      sum: "SUM",
      state: { column: "State", words: { Authorised: "posted", VOIDED: "void" } },
      paid: "Paid",
      either: { column: ["Alt", "No"] },
      currency: { constant: "GBP" },
    },
    ...more,
  });
  const bound = bindMapping(mapping, { columns });
  if (!bound.ok) throw new Error(JSON.stringify(bound.issues));
  return new RowCells(bound.mapping, cells);
};

describe("RowCells", () => {
  it("reads each field as the mapping says", () => {
    const row = cellsOf(
      { dates: { timeZone: "Europe/Paris" }, numbers: { decimal: ",", thousands: "." }, missing: ["?"] },
      " 7 ", "31/01/2026", "2026-07-01 12:00", "(1.234,50 €)", "authorised", "Yes", "?",
    ); // prettier-ignore
    expect(row.required("number")).toBe("7");
    expect(row.day("date")).toBe("2026-01-31");
    expect(row.moment("when")).toBe(Date.parse("2026-07-01T10:00Z"));
    expect(row.figure("sum")).toEqual({ decimal: "-1234.50", symbol: "€" });
    expect(row.word("state", ["posted", "void"])).toBe("posted");
    expect(row.flag("paid")).toBe(true);
    expect(row.text("either")).toBe("7");
    expect(row.text("currency")).toBe("GBP");
    expect(row.integer("number")).toBe(7);
    expect([row.has("currency"), row.has("nothing"), row.text("nothing")]).toEqual([true, false, null]);
    expect(row.issues).toEqual([]);
  });

  it("says of each cell that cannot be read its column, value, and what to do", () => {
    const row = cellsOf({}, "", "01/31/2026", "x", "1,234", "Lost", "perhaps", "b\ufffdd");
    row.required("number");
    row.day("date");
    row.moment("when");
    row.figure("sum");
    row.word("state", ["posted", "void"]);
    row.flag("paid");
    row.text("either");
    expect(row.issues.map(({ path, message }) => `${path}: ${message}`)).toMatchInlineSnapshot(`
      [
        "no: is empty",
        "Date: "01/31/2026" is no date written DD/MM/YYYY. Say in the mapping how dates are written: "dates": {"format": "DD/MM/YYYY"}",
        "When: "x" is no date written ISO. Say in the mapping how dates are written: "dates": {"format": "DD/MM/YYYY"}",
        "SUM: "1,234" cannot be read with a decimal point and no mark between thousands. Say in the mapping how figures are written: "numbers": {"decimal": ",", "thousands": "."} or {"decimal": ".", "thousands": ","}.",
        "State: "Lost" is not among the words the mapping knows here ("authorised", "voided"). Add it to "words" of state",
        "Paid: "perhaps" is neither yes nor no. Say what it stands for in "words" of paid in a mapping",
        "Alt or No: "b�d" has bytes that are wrong in this encoding. Say which it is in the mapping's "table", such as "encoding": "windows-1252"",
      ]
    `);
  });
});

describe("bindMapping", () => {
  it("names columns that are not there, and all that are", () => {
    const mapping = TableMapping.parse({
      kind: "x",
      fields: { a: "Sum", b: ["No"][0], c: "Gone", d: "Gone too" },
    });
    const bound = bindMapping(mapping, { columns }, new Set(["d"]));
    expect(bound).toMatchObject({ ok: false, issues: [{ path: "fields.c" }] });
  });

  it("passes over the rows it is told to", () => {
    const mapping = TableMapping.parse({
      kind: "x",
      fields: { a: "Sum" },
      skip: [{ column: "No", values: ["Total"] }],
    });
    const bound = bindMapping(mapping, { columns });
    const row = (first: string) => ({
      kind: "row" as const,
      line: 1,
      endLine: 1,
      cells: [first],
      bytes: new Uint8Array(0),
    });
    expect(bound.ok && [bound.mapping.skips(row(" total ")), bound.mapping.skips(row("1"))]).toEqual([
      true,
      false,
    ]);
  });
});

describe("readMapping", () => {
  it("names what is wrong with a mapping file", () => {
    const bad = {
      kind: "x",
      dates: { format: "DD/MM", timeZone: "Mars/Base" },
      numbers: { decimal: ",", thousands: "," },
      table: { encoding: "utf-99" },
      fields: { a: { colum: "A" } },
      more: 1,
    };
    const read = readMapping(JSON.stringify(bad), TableMapping);
    expect(read.ok).toBe(false);
    expect(read.ok ? [] : read.issues.map((i) => i.path).toSorted()).toEqual([
      "", "dates.format", "dates.timeZone", "fields.a", "numbers", "table.encoding",
    ]); // prettier-ignore
    expect(readMapping("{", TableMapping)).toMatchObject({ ok: false });
    expect(readMapping('\ufeff{"kind":"x","fields":{}}', TableMapping)).toMatchObject({ ok: true });
  });
});

import { describe, expect, it } from "vitest";
import { seededRandom } from "@rapport/testing/seededRandom";
import { readTable } from "./readTable.ts";
import { TableDialect } from "./TableDialect.ts";
import type { TableItem } from "./TableItem.ts";
import { defaultTableLimits } from "./TableLimits.ts";

async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const read = async (
  text: string | Uint8Array,
  dialect: Partial<TableDialect> = {},
  { limits = {}, size = 65_536 }: { limits?: Partial<typeof defaultTableLimits>; size?: number } = {},
): Promise<Array<TableItem>> => {
  const bytes = typeof text === "string" ? Buffer.from(text) : text;
  const items: Array<TableItem> = [];
  const full = TableDialect.parse(dialect);
  for await (const item of readTable(chunked(bytes, size), full, { ...defaultTableLimits, ...limits }))
    items.push(item);
  return items;
};

/** Lines and cells of the rows, lines and codes of the problems. */
const brief = (items: ReadonlyArray<TableItem>) =>
  items.map((item) =>
    item.kind === "header"
      ? item.columns
      : item.kind === "row"
        ? [item.line, item.endLine, ...item.cells]
        : [item.line, item.code],
  );

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe("readTable", () => {
  it("gives back what was written, and where, whatever the cells hold", async () => {
    const marks = ["a", '"', ",", ";", "\n", "\r\n", "\t", " ", "ß", "漢", "=1", "", "😀"];
    for (let seed = 1; seed <= 60; seed++) {
      const random = seededRandom(seed);
      const width = random.int(1, 5);
      const cell = () => Array.from({ length: random.int(0, 6) }, () => random.pick(marks)).join("");
      const rows = Array.from({ length: random.int(0, 30) }, () => [
        "x",
        ...Array.from({ length: width }, cell),
      ]);
      const newline = random.pick(["\n", "\r\n"]);
      const head = ["id", ...Array.from({ length: width }, (_, i) => `c${i}`)];
      const lines = [head, ...rows].map((cells) => cells.map(quoted).join(","));
      const items = await read(lines.join(newline), {}, { size: random.int(1, 200) });
      let line = 1;
      const expected = rows.map((cells, i) => {
        line += lines[i]!.split("\n").length;
        return [line, line + lines[i + 1]!.split("\n").length - 1, ...cells];
      });
      expect(brief(items).slice(1), `seed ${seed}`).toEqual(expected);
    }
  });

  it("gives rows with the lines they begin and end on, whatever the line ends and chunks", async () => {
    const text = 'a,b\r\n1,"x\r\ny"\r\n\r\n2,z\n,\n3,"""q"""\r\n4,last';
    const expected = [
      ["a", "b"],
      [2, 3, "1", "x\r\ny"],
      [5, 5, "2", "z"],
      [7, 7, "3", '"q"'],
      [8, 8, "4", "last"],
    ];
    for (const size of [1, 2, 3, 7, 100]) expect(brief(await read(text, {}, { size }))).toEqual(expected);
  });

  it("finds the delimiter in the header, outside quotes", async () => {
    expect(brief(await read('"a,b,c";d\n1;2\n'))).toEqual([
      ["a,b,c", "d"],
      [2, 2, "1", "2"],
    ]);
    expect(brief(await read("a\tb\n1\t2,3\n"))).toEqual([
      ["a", "b"],
      [2, 2, "1", "2,3"],
    ]);
    expect((await read("a|b\n"))[0]).toMatchObject({ delimiter: "|" });
    expect(brief(await read("a;b,c,d\n1;2\n", { delimiter: ";" }))).toEqual([
      ["a", "b,c,d"],
      [2, 2, "1", "2"],
    ]);
  });

  it("reads every encoding that has a mark, and those declared", async () => {
    const text = "näme;€\nÅ;1\n";
    const expected = [
      ["näme", "€"],
      [2, 2, "Å", "1"],
    ];
    const utf16 = Buffer.from(`\ufeff${text}`, "utf16le");
    for (const size of [1, 5, 1_000]) {
      expect(brief(await read(`\ufeff${text}`, {}, { size }))).toEqual(expected);
      expect(brief(await read(utf16, {}, { size }))).toEqual(expected);
      expect(brief(await read(Buffer.from(utf16).swap16(), {}, { size }))).toEqual(expected);
    }
    const latin = Buffer.from([0x6e, 0xe4, 0x6d, 0x65, 0x3b, 0x80, 0x0a, 0xc5, 0x3b, 0x31, 0x0a]);
    expect(brief(await read(latin, { encoding: "windows-1252" }))).toEqual(expected);
    expect(brief(await read(utf16.subarray(2)))).toEqual([[1, "unknown_format"]]);
    expect(brief(await read(utf16.subarray(2), { encoding: "utf-16le" }))).toEqual(expected);
  });

  it("reads carriage returns alone as line ends where there are no others", async () => {
    expect(brief(await read("a,b\r1,2\r3,4"))).toEqual([
      ["a", "b"],
      [2, 2, "1", "2"],
      [3, 3, "3", "4"],
    ]);
  });

  it("refuses a row with stray quotes or another length, alone, and goes on behind it", async () => {
    const text = 'a,b\n1,"x"y\n2,3"\n"4,5\n6,7\n8\n9,10,11\n12,13,,\n14,15\n';
    const expected = [
      ["a", "b"], [2, "invalid_row"], [3, "invalid_row"], [4, "invalid_row"], [5, 5, "6", "7"],
      [6, "invalid_row"], [7, "invalid_row"], [8, 8, "12", "13"], [9, 9, "14", "15"],
    ]; // prettier-ignore
    for (const size of [1, 5, 100]) expect(brief(await read(text, {}, { size }))).toEqual(expected);
    expect(brief(await read("a,b\n1\n", { shortRows: "fill" }))).toEqual([
      ["a", "b"],
      [2, 2, "1", ""],
    ]);
    expect(brief(await read('a,b\n1"2,3\n', { quote: null }))).toEqual([
      ["a", "b"],
      [2, 2, '1"2', "3"],
    ]);
  });

  it("passes over rows that are too long and tells their size", async () => {
    const text = `a,b\n1,${"x".repeat(500)}\n2,3\n4,"${"y\n".repeat(100)}"\n5,6\n`;
    for (const size of [10, 64, 10_000]) {
      const items = await read(text, {}, { limits: { rowBytes: 100 }, size });
      expect(items[1]).toMatchObject({ kind: "problem", line: 2, code: "too_large", sizeBytes: 503 });
      expect(brief(items)[2]).toEqual([3, 3, "2", "3"]);
      expect(brief(items).at(-1)).toEqual([105, 105, "5", "6"]);
    }
    expect(brief(await read("a,b\n1,2\n", {}, { limits: { fileBytes: 3 } })).at(-1)).toEqual([
      1,
      "too_large",
    ]);
    expect(brief(await read("a,b,c\n1,2,3\n", {}, { limits: { columns: 2 } }))).toEqual([[1, "too_large"]]);
  });

  it("says so when there is nothing, or nothing more worth reading", async () => {
    for (const nothing of ["", "\n\n", "\ufeff", ",,\n"])
      expect(brief(await read(nothing))).toEqual([[1, "empty"]]);
    const items = await read(`a,b\n${"1\n".repeat(9)}2,3\n`, {}, { limits: { brokenRows: 5 } });
    expect(items.at(-1)).toMatchObject({ line: 6, code: "invalid_document" });
    expect(brief(await read('"a"b,c\n1,2\n'))).toEqual([[1, "invalid_document"]]);
  });

  it("passes over lines before the header, and does without one", async () => {
    const text = 'Report of "May\n\na,b\n1,2\n';
    for (const size of [1, 100])
      expect(brief(await read(text, { headerLine: 3 }, { size }))).toEqual([
        ["a", "b"],
        [4, 4, "1", "2"],
      ]);
    expect(brief(await read("1,2\n", { headerLine: null }))).toEqual([
      ["#1", "#2"],
      [1, 1, "1", "2"],
    ]);
    expect(brief(await read("a,a, b \n"))).toEqual([["a", "a#2", "b"]]);
  });
});

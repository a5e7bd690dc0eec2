import type { SheetKind } from "./SheetColumn.ts";
import { xmlHead, xmlText } from "./xml.ts";

/** Negative is shown negative, and red where there is colour. */
const signed = (positive: string): string => `${positive};[Red]-${positive}`;
const decimals = (count: number): string => (count === 0 ? "#,##0" : `#,##0.${"0".repeat(count)}`);

const most = 4;
const counts = Array.from({ length: most + 1 }, (_, count) => count);
const formats: ReadonlyArray<readonly [string, string]> = [
  ["integer", signed(decimals(0))],
  ...counts.map((count) => [`amount${count}`, signed(decimals(count))] as const),
  ["hours", signed(decimals(2))],
  ["percent", '0.00"%"'],
  ["day", "yyyy-mm-dd"],
  ["month", "yyyy-mm"],
  ["moment", "yyyy-mm-dd hh:mm:ss"],
];

/** Indexes of `cellXfs`: plain, the head line, text that must stay text, then the formats in their order. */
export const style = { plain: 0, head: 1, quoted: 2 } as const;
const indexOf = new Map(formats.map(([name], i) => [name, i + 3]));

const formatOf = (of: SheetKind): string => {
  if (of.kind === "amount") return `amount${Math.min(of.exponent, most)}`;
  return of.kind === "decimal" ? `amount${Math.min(of.scale, most)}` : of.kind;
};

/** The style of a column's cells. */
export const styleOf = (of: SheetKind): number => indexOf.get(formatOf(of)) ?? style.plain;

const firstFormatId = 164;
const xf = (attributes: string): string => `<xf borderId="0" xfId="0" ${attributes}/>`;

/** The part `xl/styles.xml`. */
export const stylesPart: string = [
  xmlHead,
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  `<numFmts count="${formats.length}">`,
  ...formats.map(([, code], i) => `<numFmt numFmtId="${firstFormatId + i}" formatCode="${xmlText(code)}"/>`),
  "</numFmts>",
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>',
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE8ECF1"/><bgColor indexed="64"/></patternFill></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${formats.length + 3}">`,
  xf('numFmtId="0" fontId="0" fillId="0"'),
  xf('numFmtId="0" fontId="1" fillId="2" applyFont="1" applyFill="1"'),
  xf('numFmtId="49" fontId="0" fillId="0" quotePrefix="1" applyNumberFormat="1"'),
  ...formats.map((_, i) => xf(`numFmtId="${firstFormatId + i}" fontId="0" fillId="0" applyNumberFormat="1"`)),
  "</cellXfs>",
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  "</styleSheet>",
].join("");

import { exponentOf } from "../exports/sheetColumns.ts";
import type { Sheet, SheetColumn } from "../exports/xlsx/SheetColumn.ts";
import { workbookBytes } from "../exports/xlsx/workbook.ts";
import type { Digest, DigestRow } from "./Digest.ts";
import { footerOf, subjectOf } from "./digestTexts.ts";

type Cells = ReadonlyArray<string | boolean | null>;

const once = async function* (rows: ReadonlyArray<Cells>): AsyncGenerator<ReadonlyArray<Cells>> {
  yield rows;
};

const text = (header: string, width: number): SheetColumn => ({ header, of: { kind: "text" }, width });
const digits = (value: number | null): string | null => (value === null ? null : String(value));

const rowCells = (row: DigestRow): Cells => [
  row.client,
  row.owner,
  row.risk,
  digits(row.chancePercent),
  digits(row.revenueMinor),
  digits(row.contributionMinor),
  digits(row.effortHours),
  row.proposal,
  row.because,
  row.link,
];

const clientsSheet = ({ rows, currency }: Digest): Sheet => {
  const amount = { kind: "amount", exponent: exponentOf(currency ?? "") } as const;
  const of = currency === null ? "" : ` ${currency}`;
  return {
    name: "Clients",
    columns: [
      text("client", 28),
      text("owner", 22),
      text("risk", 18),
      { header: "chance of notice, %", of: { kind: "percent" }, width: 20 },
      { header: `revenue a quarter${of}`, of: amount, width: 22 },
      { header: `net contribution a quarter${of}`, of: amount, width: 30 },
      { header: "hours a quarter", of: { kind: "decimal", scale: 1 }, width: 16 },
      text("proposal", 18),
      text("because", 60),
      text("link", 50),
    ],
    rows: once(rows.map(rowCells)),
  };
};

const itemsSheet = ({ sections }: Digest): Sheet => ({
  name: "To look at",
  columns: [
    text("section", 26),
    text("client", 28),
    text("number", 26),
    text("reason", 70),
    text("action", 22),
    text("link", 50),
  ],
  rows: once(
    sections.flatMap(({ title, items }) =>
      items.map(({ client, number, reason, action, link }) => [title, client, number, reason, action, link]),
    ),
  ),
});

const aboutSheet = (digest: Digest): Sheet => ({
  name: "About",
  columns: [text("what", 34), text("value", 30), text("note", 90)],
  rows: once([
    [subjectOf(digest), "", ""],
    ...digest.figures.map(({ label, value, note }) => [label, value, note]),
    ...footerOf(digest).map((line) => [line, "", ""]),
  ]),
});

/** The workbook that is attached: every client, what to look at, and what it is of. The same digest gives the same bytes. */
export const digestWorkbook = async (digest: Digest): Promise<Uint8Array> => {
  const parts: Array<Uint8Array> = [];
  const sheets = [clientsSheet(digest), itemsSheet(digest), aboutSheet(digest)];
  for await (const part of workbookBytes(sheets)) parts.push(part);
  return new Uint8Array(Buffer.concat(parts));
};

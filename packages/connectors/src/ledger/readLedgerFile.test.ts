import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LedgerEvent } from "@rapport/contracts/Ledger";
import { describe, expect, it } from "vitest";
import type { InputFile } from "../files/InputFile.ts";
import { knownMappings, type LedgerReadOptions } from "./chooseMapping.ts";
import type { LedgerItem } from "./LedgerItem.ts";
import { readLedgerMapping } from "./LedgerMapping.ts";
import { readLedgerFile } from "./readLedgerFile.ts";

const fixtures = fileURLToPath(new URL("../../../../tests/fixtures/ledger", import.meta.url));

const inputOf = (bytes: Uint8Array, chunkBytes = 65_536): InputFile => ({
  file: "file.csv",
  path: null,
  sizeBytes: bytes.length,
  modifiedAtMs: null,
  open: async function* () {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  },
});

const readBytes = async (bytes: Uint8Array, options: LedgerReadOptions = {}, chunkBytes?: number) => {
  const items: Array<LedgerItem> = [];
  for await (const item of readLedgerFile(inputOf(bytes, chunkBytes), options)) items.push(item);
  return items;
};
const readText = (text: string, options: LedgerReadOptions = {}) => readBytes(Buffer.from(text), options);

/** What whoever reads the log would accept. */
const checked = (item: LedgerItem): LedgerItem => {
  if (item.kind !== "row") return item;
  for (const { key, revision, draft } of item.documents) {
    const { data, ...made } = draft(null);
    const { connector, account, position } = item;
    LedgerEvent.parse({
      ...made,
      id: "0".repeat(32),
      version: 1,
      source: { connector, account, file: "f", position },
      recordedAt: 0,
      data: { ...data, document: { key, revision: revision ?? 1 } },
    });
  }
  return item;
};

/** Items as people may compare them. */
const shown = (items: ReadonlyArray<LedgerItem>): string =>
  items
    .map(checked)
    .map((item) => {
      if (item.kind === "start")
        return `reads ${item.connector} ${item.account} by ${item.mapping}: ${item.shape}`;
      if (item.kind === "skipped") return "skipped";
      if (item.kind === "problem") {
        const { kind, currency, minor } = item.amount;
        return `! ${item.position} ${item.code}: ${item.reason} [${kind ?? "-"} ${minor ?? "-"} ${currency ?? "-"}]`;
      }
      return item.documents
        .map(({ key, revision, draft }) => {
          const { type, occurredAt, parties, members, data } = draft(null);
          const facts = Object.entries(data).filter(([, value]) => value !== null);
          const whose = [...parties, ...members].join(" ");
          const said = facts.map(([name, value]) => `${name}=${String(value)}`).join(" ");
          return `${item.position} ${key} @${revision ?? "-"} ${type} ${new Date(occurredAt).toISOString().slice(0, 16)} | ${said} | ${whose}${item.rounded ? " (rounded)" : ""}`;
        })
        .join("\n");
    })
    .join("\n");

const mappingOf = (name: string) => {
  const read = readLedgerMapping(readFileSync(`${fixtures}/mapped/${name}`, "utf8"), knownMappings);
  if (!read.ok) throw new Error(JSON.stringify(read.issues));
  return { mapping: read.mapping };
};

/** Which fixtures are read by a mapping file. */
const byMapping: ReadonlyArray<readonly [file: string, map: string]> = [
  ["mapped/rechnungen.csv", "rechnungen.map.json"],
  ["vendors/xero.csv", "xero-uk.map.json"],
  ["vendors/quickbooks.csv", "quickbooks-us.map.json"],
];

describe("the samples of the books", () => {
  it("are understood as they were when they were read by eye", async () => {
    const parts: Array<string> = [];
    for (const folder of ["own", "vendors"])
      for (const name of readdirSync(`${fixtures}/${folder}`).toSorted())
        parts.push(
          `# ${folder}/${name}\n${shown(await readBytes(readFileSync(`${fixtures}/${folder}/${name}`)))}`,
        );
    for (const [file, map] of byMapping) {
      const items = await readBytes(readFileSync(`${fixtures}/${file}`), mappingOf(map));
      parts.push(`# ${file} by ${map}\n${shown(items)}`);
    }
    await expect(`${parts.join("\n\n")}\n`).toMatchFileSnapshot(
      "../../../../tests/fixtures/ledger/golden.txt",
    );
  });

  it("are understood alike in chunks of any size", async () => {
    for (const folder of ["own", "vendors"])
      for (const name of readdirSync(`${fixtures}/${folder}`)) {
        const bytes = readFileSync(`${fixtures}/${folder}/${name}`);
        const whole = shown(await readBytes(bytes));
        for (const size of [1, 13, 100]) expect(shown(await readBytes(bytes, {}, size))).toBe(whole);
      }
  });
});

describe("readLedgerFile", () => {
  const columns = "invoice,client,issued_on,currency,net,tax";

  it("keeps as data what a spreadsheet would run", async () => {
    for (const evil of ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3", "\tx", "=1"]) {
      const items = await readText(`${columns}\n"${evil}","${evil}",2026-05-01,EUR,1,0\n`);
      const [row] = items.filter((item) => item.kind === "row");
      expect(row?.documents[0]?.key).toBe(`invoice:${evil.trim()}`);
      expect(row?.documents[0]?.draft(null).parties).toEqual([`billing:${evil.trim()}`]);
    }
  });

  it("names the file's columns where no mapping fits, and the mappings there are", async () => {
    const [problem, ...rest] = await readText("a,b\n1,2\n");
    expect(rest).toEqual([]);
    expect(problem).toMatchObject({ kind: "problem", row: false, code: "unknown_format" });
    expect(problem?.kind === "problem" && problem.reason).toMatch(/columns are: a, b\..*harvest/);
    expect(await readText(`${columns}\n`, { from: "payment" })).toMatchObject([{ code: "unknown_format" }]);
    expect(await readText("")).toMatchObject([{ code: "empty" }]);
  });

  it("refuses a row for each thing that is wrong, with what it is worth", async () => {
    const [, row] = await readText(`${columns}\n,C,x,EUR,10.00,2.00\n`);
    expect(row).toMatchObject({
      kind: "problem",
      position: "line 2",
      issues: [{ path: "invoice" }, { path: "issued_on" }],
      amount: { kind: "invoice", currency: "EUR", minor: 1200 },
    });
  });

  it("never guesses what a point or a comma is", async () => {
    const read = async (net: string, options: LedgerReadOptions = {}) => {
      const [, item] = await readText(`${columns}\nI,C,2026-05-01,EUR,"${net}",0\n`, options);
      const [data] = item?.kind === "row" ? item.documents.map(({ draft }) => draft(null).data) : [];
      return data !== undefined && "netMinor" in data ? data.netMinor : null;
    };
    const mapping = (numbers: object) => {
      const file = readLedgerMapping(JSON.stringify({ like: "invoice", numbers }), knownMappings);
      if (!file.ok) throw new Error(JSON.stringify(file.issues));
      return { mapping: file.mapping };
    };
    for (const figure of ["1,234", "1.234", "1.000", "1,234.50", "1.234,50", "12 000"])
      expect(await read(figure)).toBe(null);
    expect(await read("1234.5")).toBe(123_450);
    expect(await read("0.500")).toBe(50);
    const german = mapping({ decimal: ",", thousands: "." });
    expect(await read("1.000", german)).toBe(100_000);
    expect(await read("1.234,50", german)).toBe(123_450);
    const english = mapping({ decimal: ".", thousands: "," });
    expect(await read("1.000", english)).toBe(100);
    expect(await read("1,234", english)).toBe(123_400);
  });

  it("makes the third of net, tax and total, and refuses three that do not agree", async () => {
    const read = async (amounts: string) => {
      const [, item] = await readText(
        `invoice,issued_on,currency,net,tax,total\nI,2026-05-01,EUR,${amounts}\n`,
      );
      if (item?.kind !== "row") return item?.kind === "problem" ? item.reason : null;
      const { data } = item.documents[0]!.draft(null);
      return "netMinor" in data ? [data.netMinor, data.taxMinor, data.totalMinor] : null;
    };
    expect(await read("10,2,")).toEqual([1000, 200, 1200]);
    expect(await read("10,,12")).toEqual([1000, 200, 1200]);
    expect(await read(",2,12")).toEqual([1000, 200, 1200]);
    expect(await read(",,12")).toEqual([1200, 0, 1200]);
    expect(await read("10,,")).toEqual([1000, 0, 1000]);
    expect(await read("10,2,12.00")).toEqual([1000, 200, 1200]);
    expect(await read("10,2,13")).toBe('Column total: "13.00" is not net and tax together, 12.00.');
    expect(await read(",2,")).toBe("Column net is empty.");
    expect(await read("100000000000,100000000000,")).toContain("larger than any amount");
  });

  it("refuses a file without a currency as a whole, with what to say", async () => {
    const read = readLedgerMapping('{"like":"quickbooks","dates":{"format":"M/D/YYYY"}}', knownMappings);
    if (!read.ok) throw new Error("no mapping");
    const items = await readBytes(readFileSync(`${fixtures}/vendors/quickbooks.csv`), {
      mapping: read.mapping,
    });
    expect(items.map(({ kind }) => kind)).toEqual(["start", "problem"]);
    expect(items[1]).toMatchObject({
      row: false,
      reason: expect.stringContaining('"constant": "EUR"') as string,
    });
  });

  it("takes JSON that is none of Tempo's for nothing, and says so once", async () => {
    const items = await readText('[{"a": 1}, {"a": 2}]');
    expect(items).toMatchObject([{ kind: "problem", row: false, code: "unknown_format" }]);
  });

  it("gives no control characters of strangers to a terminal", async () => {
    const items = await readText(`${columns}\n"\u001b[31mI","C","\u202ex",EUR,1,0\n`);
    expect(JSON.stringify(items)).toContain("no date");
    expect(JSON.stringify(items)).not.toMatch(/u001b|\u202e/);
    const [unknown] = await readText("\u001b[2Ja,b\n1,2\n");
    expect(JSON.stringify(unknown)).not.toContain("u001b");
  });

  it("tells entries without number apart by counting, and not by what may be corrected", async () => {
    const head = "member,worked_on,client,hours,billable\n";
    const keys = async (rows: string): Promise<ReadonlyArray<string>> =>
      (await readText(head + rows)).flatMap((item) =>
        item.kind === "row" ? item.documents.map(({ key }) => key) : [],
      );
    const before = await keys("ann,2026-05-01,C,1,yes\nann,2026-05-01,C,1,yes\nben,2026-05-01,C,1,yes\n");
    expect(new Set(before).size).toBe(3);
    expect(await keys("ann,2026-05-01,C,2,no\nben,2026-05-01,C,1,yes\nann,2026-05-01,C,1,yes\n")).toEqual([
      before[0],
      before[2],
      before[1],
    ]);
  });

  it("takes the zone of start and end only where it is said", async () => {
    const file = readFileSync(`${fixtures}/vendors/toggl.csv`, "utf8");
    const like = readLedgerMapping('{"like":"toggl","dates":{"timeZone":"Europe/London"}}', knownMappings);
    if (!like.ok) throw new Error("no mapping");
    const starts = async (options: LedgerReadOptions) =>
      (await readText(file, options)).flatMap((item) => {
        const [data] = item.kind === "row" ? item.documents.map(({ draft }) => draft(null).data) : [];
        return data !== undefined && "startedAt" in data ? [data.startedAt] : [];
      });
    expect(await starts({})).toEqual([null, null]);
    expect(await starts({ mapping: like.mapping })).toEqual([
      Date.parse("2026-05-11T08:00:00Z"),
      Date.parse("2026-05-11T22:00:00Z"),
    ]);
  });

  it("calls versions of a contract by what they changed", async () => {
    const items = await readBytes(readFileSync(`${fixtures}/own/contracts.csv`));
    let before: string | null = null;
    const types = items.flatMap((item) =>
      item.kind !== "row"
        ? []
        : item.documents.map(({ draft, note }) => {
            const { type } = draft(before);
            before = note;
            return type;
          }),
    );
    expect(types).toEqual(["contract.started", "contract.renewed", "contract.changed", "contract.ended"]);
  });
});

describe("readLedgerMapping", () => {
  const read = (text: string) => readLedgerMapping(text, knownMappings);
  it("says what is wrong with a mapping", () => {
    expect(read('{"like":"zero"}')).toMatchObject({ ok: false, issues: [{ path: "like" }] });
    expect(read('{"kind":"bills","fields":{}}')).toMatchObject({ ok: false, issues: [{ path: "kind" }] });
    expect(read("[")).toMatchObject({ ok: false });
    expect(read('{"like":"xero","dates":{"format":"DD/MM/YYYY"}}')).toMatchObject({ ok: true });
  });

  it("needs every column it names itself, and those of the other mapping only where they are there", async () => {
    const options = read('{"like":"stripe","fields":{"project":"Gone"}}');
    if (!options.ok) throw new Error("no mapping");
    const items = await readBytes(readFileSync(`${fixtures}/vendors/stripe.csv`), {
      mapping: options.mapping,
    });
    expect(items).toMatchObject([{ kind: "problem", row: false, issues: [{ path: "fields.project" }] }]);
  });
});

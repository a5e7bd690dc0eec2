import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LedgerEvent } from "@rapport/contracts/Ledger";
import { DeadLetterCode } from "@rapport/contracts/DeadLetter";
import { type SeededRandom, seededRandom } from "@rapport/testing/seededRandom";
import { describe, expect, it } from "vitest";
import type { InputFile } from "../files/InputFile.ts";
import { defaultTableLimits } from "../tables/TableLimits.ts";
import type { LedgerReadOptions } from "./chooseMapping.ts";
import type { LedgerItem } from "./LedgerItem.ts";
import { readLedgerFile } from "./readLedgerFile.ts";

const fixtures = fileURLToPath(new URL("../../../../tests/fixtures/ledger", import.meta.url));
const samples = ["own", "vendors", "fuzz"].flatMap((folder) =>
  readdirSync(`${fixtures}/${folder}`)
    .toSorted()
    .map((name) => ({ name: `${folder}/${name}`, bytes: readFileSync(`${fixtures}/${folder}/${name}`) })),
);

const inputOf = (chunks: () => Iterable<Uint8Array>): InputFile => ({
  file: "file",
  path: null,
  sizeBytes: 0,
  modifiedAtMs: null,
  open: async function* () {
    yield* chunks();
  },
});

const text = (count: number, of: string): Buffer => Buffer.from(of.repeat(count));
const splice = (bytes: Buffer, at: number, gone: number, put: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + gone)]);

/** What happens to files on their way. */
const faults: ReadonlyArray<(bytes: Buffer, random: SeededRandom) => Buffer> = [
  (bytes, random) => bytes.subarray(0, random.int(0, bytes.length)),
  (bytes, random) => {
    const flipped = Buffer.from(bytes);
    for (let i = random.int(1, 20); i > 0; i--)
      flipped[random.int(0, bytes.length - 1)]! ^= 1 << random.int(0, 7);
    return flipped;
  },
  (bytes, random) =>
    splice(
      bytes,
      random.int(0, bytes.length),
      random.int(0, 30),
      Buffer.from(random.pick(['"', '""', '"\n', ",,,", "\r", "\n", "\0", "\ufeff", "[{", "}]"])),
    ),
  (bytes, random) =>
    splice(
      bytes,
      random.int(0, bytes.length),
      0,
      text(random.int(1, 3_000), random.pick(["9", ",", '"', "x,", "\n", "[", '{"a":'])),
    ),
  (bytes) => Buffer.from(bytes.toString("utf8"), "utf16le"),
  (bytes) => Buffer.from(`\ufeff${bytes.toString("utf8")}`, "utf16le").swap16(),
  (bytes) => Buffer.from(bytes.toString("utf8"), "latin1"),
  (bytes, random) => {
    const at = random.int(0, bytes.length - 1);
    return splice(bytes, at, 1, Buffer.from([0xc3, 0x28, 0xff]));
  },
  (bytes, random) => {
    const lines = bytes.toString("utf8").split("\n");
    return Buffer.from([lines[0], ...random.shuffle(lines.slice(1)), ...lines.slice(1)].join("\n"));
  },
  (bytes, random) =>
    Buffer.from(
      bytes
        .toString("utf8")
        .replaceAll(random.pick([",", "-", "0", "2026"]), random.pick(["", ";", "=1+", "999999999999"])),
    ),
];

const check = (item: LedgerItem): void => {
  if (item.kind === "problem") {
    expect(DeadLetterCode.options).toContain(item.code);
    expect(item.reason.length).toBeGreaterThan(10);
    return;
  }
  if (item.kind !== "row") return;
  expect(item.documents.length).toBeGreaterThan(0);
  for (const { key, revision, draft } of item.documents) {
    const { data, ...made } = draft(null);
    const source = { connector: item.connector, account: item.account, file: "f", position: item.position };
    const document = { key, revision: revision ?? 1 };
    LedgerEvent.parse({
      ...made,
      id: "0".repeat(32),
      version: 1,
      source,
      recordedAt: 0,
      data: { ...data, document },
    });
  }
};

const read = async (
  chunks: () => Iterable<Uint8Array>,
  options: LedgerReadOptions = {},
  limits = defaultTableLimits,
) => {
  const items: Array<LedgerItem> = [];
  for await (const item of readLedgerFile(inputOf(chunks), options, limits)) {
    check(item);
    items.push(item);
  }
  return items;
};

/** Cuts bytes at random. */
function* pieces(bytes: Uint8Array, random: SeededRandom): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length;) {
    const size = random.chance(0.2) ? random.int(1, 5) : random.int(1, 4_000);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

describe("broken files of the books", () => {
  it("give documents or problems, the same in chunks of any size, never an error", async () => {
    for (let seed = 1; seed <= 150; seed++) {
      const random = seededRandom(seed);
      const sample = random.pick(samples);
      let bytes: Buffer = sample.bytes;
      for (let i = random.int(1, 3); i > 0; i--)
        if (bytes.length > 0) bytes = random.pick(faults)(bytes, random);
      try {
        const whole = await read(() => [bytes]);
        expect(whole.length, "something is told of every file").toBeGreaterThan(0);
        const cut = await read(() => pieces(bytes, seededRandom(seed)));
        expect(cut.map(({ kind }) => kind)).toEqual(whole.map(({ kind }) => kind));
      } catch (cause) {
        throw new Error(`seed ${seed}, ${sample.name}`, { cause });
      }
    }
  });

  it("lose no row: what is understood, refused and passed over is all there is", async () => {
    const random = seededRandom(99);
    const head = "payment,invoice,client,paid_on,currency,amount,status\n";
    for (let round = 0; round < 20; round++) {
      const rows = Array.from({ length: 200 }, (_, i) => {
        const amount = random.pick(["10.00", "1,00", "x", "", '"1\n2"', "-5", "(7.5)"]);
        return `P${i},I,C,${random.pick(["2026-05-01", "1/5/2026", ""])},${random.pick(["EUR", "JPY", "ZZZ"])},${amount.includes(",") ? `"${amount}"` : amount},${random.pick(["", "void", "odd"])}\n`;
      });
      const items = await read(() => [Buffer.from(head + rows.join(""))]);
      expect(items.filter(({ kind }) => kind !== "start")).toHaveLength(rows.length);
    }
  });

  it("pass a line of 100 MB by in constant memory", async () => {
    const block = Buffer.alloc(1_048_576, "x");
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const items = await read(function* () {
      yield Buffer.from("payment,paid_on,amount,currency\nP1,2026-05-01,1.00,EUR\nP2,2026-05-01,");
      for (let i = 0; i < 100; i++) {
        yield block;
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }
      yield Buffer.from(",EUR\nP3,2026-05-01,3.00,EUR\n");
    });
    expect(items.map((item) => (item.kind === "problem" ? item.code : item.kind))).toEqual([
      "start",
      "row",
      "too_large",
      "row",
    ]);
    expect(items[2]).toMatchObject({ position: "line 3", row: true });
    expect(most).toBeLessThan(40_000_000);
  });

  it("give up a file whose rows are all broken, and say so", async () => {
    const head = "payment,paid_on,amount,currency\n";
    const limits = { ...defaultTableLimits, brokenRows: 50 };
    const noRows = await read(() => [Buffer.from(head + "x\n".repeat(200))], {}, limits);
    expect(noRows).toHaveLength(52);
    expect(noRows.at(-1)).toMatchObject({ kind: "problem", row: false, code: "invalid_document" });
    const wrongDates = await read(() => [Buffer.from(head + "P,31/5/26,1.00,EUR\n".repeat(1_500))]);
    expect(wrongDates).toHaveLength(1_002);
    expect(wrongDates.at(-1)).toMatchObject({ kind: "problem", row: false, code: "invalid_document" });
  });
});

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LedgerKind } from "@rapport/contracts/LedgerFigures";
import { describe, expect, it } from "vitest";
import { knownMappings } from "./chooseMapping.ts";
import { readLedgerMapping } from "./LedgerMapping.ts";
import { fieldsOf } from "./ownMappings.ts";
import { vendorMappings } from "./vendorMappings.ts";

const page = readFileSync(
  fileURLToPath(new URL("../../../../docs/sources/ledger.md", import.meta.url)),
  "utf8",
);

describe("docs/sources/ledger.md", () => {
  it("names every column of every kind", () => {
    for (const kind of LedgerKind.options) {
      const row = page.split("\n").find((line) => line.startsWith(`| ${kind} |`)) ?? "";
      const everywhere = new Set(["updated_at", "client_name", "project", "email", "status"]);
      for (const field of fieldsOf(kind))
        expect(everywhere.has(field) ? page : row, `${kind} ${field}`).toContain(`\`${field}\``);
    }
  });

  it("names every tool, and every column by which its files are known", () => {
    for (const { name, columns } of vendorMappings)
      for (const column of columns) expect(page.toLowerCase(), name).toContain(`\`${column.toLowerCase()}\``);
  });

  it("shows mappings that can be read", () => {
    const examples = [...page.matchAll(/```json\n([^]*?)```|`(\{"(?:like|kind)"[^`]*\})`/g)].map(
      (match) => match[1] ?? match[2]!.replaceAll("\n", " "),
    );
    expect(examples.length).toBeGreaterThan(4);
    for (const example of examples)
      expect(readLedgerMapping(example, knownMappings), example).toMatchObject({ ok: true });
  });
});

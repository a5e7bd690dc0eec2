import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { simulateWhole, smallAgency } from "./reread/rereadAgency.ts";
import type { AgencyOptions } from "./world/makeWorld.ts";

/** Hash of every file of an agency, by its path. */
const hashes = (options: AgencyOptions): Readonly<Record<string, string>> => {
  const folder = mkdtempSync(join(tmpdir(), "rapport-agency-"));
  try {
    simulateWhole(options, folder);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    return Object.fromEntries(
      files.map(({ parentPath, name }) => {
        const path = join(parentPath, name);
        return [path.slice(folder.length), createHash("sha256").update(readFileSync(path)).digest("hex")];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const shortAgency = { ...smallAgency, months: 3 };

describe("simulateAgency", () => {
  it("writes the same bytes for the same seed, and others for another", () => {
    const once = hashes(shortAgency);
    expect(Object.keys(once).length).toBeGreaterThan(30);
    expect(hashes(shortAgency)).toEqual(once);
    const other = hashes({ ...shortAgency, seed: shortAgency.seed + 1 });
    const same = Object.keys(once).filter((path) => once[path] === other[path]);
    const byChance =
      /^\/(mail|calendars|truth|helpdesk\/(tickets|audits|users)|books\/(time|invoices|payments)\.)/;
    expect(same.filter((path) => byChance.test(path))).toEqual([]);
  });

  it("leaves nothing but the documented files", () => {
    const top = new Set(Object.keys(hashes(shortAgency)).map((path) => path.split("/")[1]!));
    expect([...top].toSorted()).toEqual([
      "README.md",
      "books",
      "calendars",
      "directory",
      "helpdesk",
      "mail",
      "truth.json",
    ]);
  });
});

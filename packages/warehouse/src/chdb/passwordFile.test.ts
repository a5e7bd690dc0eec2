import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ensurePassword } from "./passwordFile.ts";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "rapport-password-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("ensurePassword", () => {
  it("makes one for its owner alone, and keeps it", async () => {
    const file = join(folder, "deep", "password");
    const made = await ensurePassword(file);
    expect(made).toMatch(/^[\w-]{32}$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await ensurePassword(file)).toBe(made);
    expect(readFileSync(file, "utf8").trim()).toBe(made);
  });
  it("many at once agree, and leave no drafts", async () => {
    const file = join(folder, "password");
    const made = await Promise.all(Array.from({ length: 20 }, () => ensurePassword(file)));
    expect(new Set(made).size).toBe(1);
    expect(readdirSync(folder)).toEqual(["password"]);
  });
  it("refuses an empty one, and one that others can read", async () => {
    const file = join(folder, "password");
    writeFileSync(file, " \n", { mode: 0o600 });
    await expect(ensurePassword(file)).rejects.toThrow("is empty");
    writeFileSync(file, "secret");
    chmodSync(file, 0o640);
    await expect(ensurePassword(file)).rejects.toThrow("chmod 600");
  });
});

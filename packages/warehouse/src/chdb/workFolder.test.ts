import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isPlainPath, makeWorkFolder } from "./workFolder.ts";

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), "rapport-work-"))));
afterEach(() => rmSync(root, { recursive: true }));

it("knows patterns", () => {
  expect(["/a/b c", "/it's/é", "C:\\x"].map(isPlainPath)).toEqual([true, true, true]);
  expect(["/a*", "/a?", "/{a,b}", "/[a]", "/a.zip :: b", "/a|b"].map(isPlainPath)).not.toContain(true);
});

it("is inside the folder, and empty", () => {
  const work = makeWorkFolder(root, tmpdir());
  expect(dirname(work)).toBe(root);
  writeFileSync(join(work, "old"), "");
  expect(existsSync(join(makeWorkFolder(root, tmpdir()), "old"))).toBe(false);
});

it("is elsewhere when the folder looks like a pattern", () => {
  const odd = join(root, "a{b,c}");
  mkdirSync(odd);
  expect(dirname(makeWorkFolder(odd, root))).toBe(root);
  expect(() => makeWorkFolder(odd, odd)).toThrow("neither");
});

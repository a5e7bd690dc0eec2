import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./sources.ts";

const lint = (files: Readonly<Record<string, string>>): string => {
  const folder = mkdtempSync(join(tmpdir(), "rapport-lint-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const run = spawnSync(
      join(root, "node_modules/.bin/oxlint"),
      ["-c", join(root, ".oxlintrc.json"), folder],
      {
        encoding: "utf8",
      },
    );
    return run.status === 0 ? "clean" : run.stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe("the linter catches what it is for", () => {
  it("passes a plain file", () => {
    expect(lint({ "a.ts": "export const a = 1;\n" })).toBe("clean");
  });
  it("an import cycle", () => {
    const a = 'import { b } from "./b.ts";\nexport const a = () => b;\n';
    const b = 'import { a } from "./a.ts";\nexport const b = () => a;\n';
    expect(lint({ "a.ts": a, "b.ts": b })).toContain("no-cycle");
  });
  it("a long function", () => {
    const body = "  console.log(1);\n".repeat(71);
    expect(lint({ "a.ts": `export const a = () => {\n${body}};\n` })).toContain("max-lines-per-function");
  });
  it("an any", () => {
    expect(lint({ "a.ts": "export const a = (x: any) => x;\n" })).toContain("no-explicit-any");
  });
});

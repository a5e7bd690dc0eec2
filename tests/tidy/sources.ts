import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export interface SourceFile {
  /** Path below the repository root. */
  readonly path: string;
  readonly text: string;
  /** `packages/event-log`, `services/cli`, or `tests`. */
  readonly owner: string;
  readonly isTest: boolean;
}

const ownerOf = (path: string): string =>
  path.startsWith("packages/") || path.startsWith("services/")
    ? path.split("/").slice(0, 2).join("/")
    : "tests";

/** Every TypeScript file, pages included, that git tracks or would track. */
export const sourceFiles = (): ReadonlyArray<SourceFile> =>
  execFileSync("git", ["ls-files", "-co", "--exclude-standard", "*.ts", "*.tsx"], {
    cwd: root,
    encoding: "utf8",
  })
    .split("\n")
    .filter((path) => path !== "" && !path.startsWith("tests/fixtures/"))
    .map((path) => ({
      path,
      text: readFileSync(`${root}/${path}`, "utf8"),
      owner: ownerOf(path),
      isTest: /^(tests|infra)\//.test(path) || /\.test\.tsx?$/.test(path) || path === "vitest.config.ts",
    }));

/** The module names a file imports, types included. */
export const importsOf = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/(?:from|import|import\()\s*"([^"]+)"/g)].map((m) => m[1]!);

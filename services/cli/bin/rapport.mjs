#!/usr/bin/env node
// Plain JavaScript for any Node from 14 on: started with an older one, it hands over to the pinned Node.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const neededMajor = 24;
const here = dirname(fileURLToPath(import.meta.url));

/** The Node that `npm install node` put in this folder or one above it. */
const pinnedNode = () => {
  for (let folder = here; ; folder = dirname(folder)) {
    for (const name of ["bin/node", "bin/node.exe"]) {
      const candidate = join(folder, "node_modules", "node", name);
      if (existsSync(candidate)) return candidate;
    }
    if (dirname(folder) === folder) return null;
  }
};

const youngFlag = "--max-semi-space-size=2";

/** Commands that stream whole mailboxes leave little behind: a large young generation only makes them larger. */
const nodeFlags = () =>
  process.argv.slice(2).some((word) => word === "ingest" || word === "inspect" || word === "demo")
    ? [youngFlag]
    : [];

/** The same process begun anew with the flags it needs; where the system cannot do that it goes on without. */
const withFlags = () => {
  const flags = nodeFlags().filter((flag) => !process.execArgv.includes(flag));
  if (flags.length === 0 || process.execve === undefined || process.platform === "win32") return;
  process.execve(
    process.execPath,
    [process.execPath, ...process.execArgv, ...flags, ...process.argv.slice(1)],
    process.env,
  );
};

const handOver = (node) => {
  const child = spawn(node, [...nodeFlags(), join(here, "rapport.mjs"), ...process.argv.slice(2)], {
    stdio: "inherit",
  });
  // A terminal sends Ctrl-C to both; the child decides how it ends, and this process ends the same way.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
};

if (Number(process.versions.node.split(".")[0]) >= neededMajor) {
  withFlags();
  // Half a second less to start; where the folder cannot be written, it is left out. By the variable the threads
  // and processes started from here use it too: each then needs some 17 MB less, that of the TypeScript stripper.
  const cache = join(here, "..", "node_modules", ".cache", "rapport");
  module.enableCompileCache(cache);
  process.env.NODE_COMPILE_CACHE ??= cache;
  await import("../src/main.ts");
} else {
  const node = pinnedNode();
  if (node === null) {
    console.error(
      `rapport needs Node ${neededMajor}; this is ${process.version}, and none is installed beside it.`,
    );
    console.error(
      `In the repository run \`npx -y pnpm@12 rapport …\`, which installs it; elsewhere install Node ${neededMajor}.`,
    );
    process.exit(2);
  }
  handOver(node);
}

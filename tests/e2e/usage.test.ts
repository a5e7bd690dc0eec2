import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { message } from "./support/mail.ts";
import {
  type Ended,
  json,
  rapport,
  cleanUp,
  repository,
  succeed,
  temporaryFolder,
} from "./support/rapport.ts";

afterAll(cleanUp);

const lines = (text: string): ReadonlyArray<string> => text.split("\n").filter((line) => line !== "");

/** An error for people: at most a few plain lines on standard error, no stack, nothing on standard output. */
const expectPlainError = (done: Ended, code: number): void => {
  expect(done.stdout).toBe("");
  expect(lines(done.stderr).length).toBeGreaterThan(0);
  expect(lines(done.stderr).length).toBeLessThanOrEqual(2);
  expect(done.stderr).not.toMatch(/\n\s+at |node:internal|Error:|Warning/);
  expect(done.code).toBe(code);
};

it.concurrent("wrong usage ends with 2, says what was wrong and where the help is", async () => {
  const unknown = await rapport(["reprot", "clients"]);
  expectPlainError(unknown, 2);
  expect(unknown.stderr).toContain("report");
  const flag = await rapport(["report", "clients", "--formt", "json"]);
  expectPlainError(flag, 2);
  expect(flag.stderr).toContain("rapport report clients --help");
  expectPlainError(await rapport(["client", "link", "acme"]), 2);
  expectPlainError(await rapport(["ingest", "email"]), 2);
});

it.concurrent("wrong values end with 2, before anything is made", async () => {
  const folder = join(temporaryFolder(), "data");
  const zone = await rapport(["firm", "set", "--zone", "Mars/Base", "--data", folder]);
  expectPlainError(zone, 2);
  const port = await rapport(["up", "--data", folder], { env: { RAPPORT_HTTP_PORT: "many" } });
  expectPlainError(port, 2);
  expect(port.stderr).toContain("RAPPORT_HTTP_PORT");
  const report = await rapport(["report", "clients", "--data", join(folder, "none")]);
  expectPlainError(report, 2);
  expect(report.stderr).toContain("holds no Rapport data");
});

it.concurrent("a data folder that cannot be used is named with the setting it comes from", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  const done = await rapport(["client", "add", "Acme"], { env: { RAPPORT_DATA: file } });
  expectPlainError(done, 2);
  expect(done.stderr).toContain(`RAPPORT_DATA: folder ${file} is not a folder`);
});

it.concurrent("the stack is shown to those who ask for it", async () => {
  const done = await rapport(["report", "clients"], { cwd: temporaryFolder(), env: { LOG_LEVEL: "Debug" } });
  expect(done.code).toBe(2);
  expect(done.stderr).toMatch(/\n\s+at /);
});

it.concurrent("help and version go to standard output", async () => {
  const help = await succeed(["report", "clients", "--help"]);
  expect(help.stdout).toContain("--as-of DATE");
  expect(help.stdout).toContain("EXAMPLES");
  expect(help.stderr).toBe("");
  expect((await succeed(["--version"])).stdout).toContain("0.1.0");
});

it.concurrent("started with an older Node it hands over to the pinned one, exit code included", async () => {
  const pretend = 'Object.defineProperty(process.versions, "node", { value: "18.0.0" })';
  const nodeArgs = ["--import", `data:text/javascript,${encodeURIComponent(pretend)}`];
  expect((await succeed(["--version"], { nodeArgs })).stdout).toContain("0.1.0");
  expectPlainError(await rapport(["reprot"], { nodeArgs }), 2);
});

it.concurrent("paths are relative to where the user stands, also through a package manager", async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, "mail"));
  const text = message({
    id: "a@x.example",
    from: "a@example.org",
    to: "b@example.com",
    date: "2 Mar 2026 10:00:00 +0000",
  });
  writeFileSync(join(cwd, "mail", "a.eml"), text);
  const figures = await json<{ messages: number }>(["inspect", "email", "mail"], { cwd });
  expect(figures.messages).toBe(1);
  const through = { cwd: repository, env: { INIT_CWD: cwd } };
  expect(await json(["inspect", "email", "mail"], through)).toEqual(figures);
  expect((await json<{ messages: number }>(["inspect", "email", "-"], { stdin: text })).messages).toBe(1);
  await succeed(["client", "add", "Acme", "--data", "data"], through);
  expect(await json<ReadonlyArray<unknown>>(["client", "list", "--data", join(cwd, "data")])).toHaveLength(1);
});

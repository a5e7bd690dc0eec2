import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { rapport, cleanUp, openPrinted, start, stop, succeed, temporaryFolder } from "./support/rapport.ts";

afterAll(cleanUp);

/** A small agency says as much of the command as the one of 80 clients; that is measured in tests/load. */
const small = ["--clients", "20", "--months", "2"];

it.concurrent("demo --once reads every source, prints the client table and ends with 0, leaving nothing behind", async () => {
  const TMPDIR = temporaryFolder();
  const done = await succeed(["demo", "--once", ...small], { env: { TMPDIR } });
  expect(done.stdout).toMatch(/^SIMULATED DATA: /);
  expect(done.stdout).toMatch(/^client +in +out/m);
  expect(done.stdout).toContain("Birch Harbour Works");
  expect(done.stdout).toContain("pathname.com");
  expect(done.stdout).toContain("As of 2026-10-31");
  for (const source of ["simulated", "directory", "mail", "tickets", "meetings", "books"])
    expect(done.stderr).toMatch(new RegExp(`^${source} +[1-9][\\d,]* .* in \\d+\\.\\d s$`, "m"));
  expect(done.stderr).toMatch(/^sample +77 messages of 2002/m);
  expect(done.stderr).not.toMatch(/Warning|Error/);
  expect(readdirSync(TMPDIR)).toEqual([]);
});

it.concurrent("demo stays up, answers, and ends with 130 on Ctrl-C, leaving nothing behind", async () => {
  const TMPDIR = temporaryFolder();
  const demo = start(["demo", "--port", "0", ...small], { env: { TMPDIR } });
  const [, address] = await demo.prints(/API {3}(\S+) /);
  expect((await fetch(address!)).status).toBe(401);
  const ask = await openPrinted(demo);
  const answer = await ask(address!);
  expect(answer.status).toBe(200);
  const page = (await answer.json()) as { total: number };
  expect(page.total).toBeGreaterThan(10);
  expect((await ask("/")).headers.get("content-type")).toContain("text/html");
  const ended = await stop(demo);
  expect(ended.code).toBe(130);
  expect(readdirSync(TMPDIR)).toEqual([]);
});

it.concurrent("demo --data makes a folder that stays, and does not touch one with other data", async () => {
  const data = join(temporaryFolder(), "demo");
  await succeed(["demo", "--once", "--data", data, ...small]);
  expect(existsSync(join(data, "log", "log.sqlite"))).toBe(true);
  const mine = join(temporaryFolder(), "mine");
  await succeed(["client", "add", "Acme", "--data", mine]);
  const refused = await rapport(["demo", "--once", "--data", mine, ...small]);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("not the demo's");
});

import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { once } from "node:events";
import { join } from "node:path";
import { pathsOf } from "@rapport/runtime/DataFolder";
import { afterAll, expect, it } from "vitest";
import { message, writeMailbox } from "./support/mail.ts";
import {
  type AskServer,
  cleanUp,
  isAlive,
  json,
  rapport,
  start,
  startUp,
  stop,
  succeed,
  temporaryFolder,
  until,
} from "./support/rapport.ts";

afterAll(cleanUp);

interface Clients {
  readonly items: ReadonlyArray<{ readonly id: string }>;
}
const newFolder = () => join(temporaryFolder(), "data");
const pidOfWarehouse = (data: string): number =>
  (JSON.parse(readFileSync(pathsOf(data).warehouseAddressFile, "utf8")) as { pid: number }).pid;
const fetchJson = async <A>(ask: AskServer, path: string): Promise<A | undefined> => {
  const answer = await ask(path).catch(() => undefined);
  return answer?.ok === true ? ((await answer.json()) as A) : undefined;
};

it("up answers over HTTP, shows new mail by itself, and stops cleanly on Ctrl-C and on SIGTERM", async () => {
  const data = newFolder();
  const mail = join(data, "..", "mail");
  mkdirSync(mail);
  const env = { RAPPORT_EMAIL_PATHS: mail, RAPPORT_EMAIL_POLL: "100 millis" };
  await succeed(["firm", "set", "--domain", "example.com", "--data", data]);
  const up = await startUp(data, { env });
  for (const path of ["/healthz", "/readyz", "/metrics", "/openapi.json", "/docs", "/", "/v1/coverage"]) {
    expect([path, (await up.ask(path)).status]).toEqual([path, 200]);
  }
  for (const path of ["/openapi.json", "/docs", "/v1/coverage"])
    expect([path, (await fetch(up.url + path)).status]).toEqual([path, 401]);
  expect((await up.ask("/v1/clients/nobody")).headers.get("content-type")).toContain("problem+json");
  const { messages, deadLetters } = writeMailbox(mail);
  await until(async () => {
    const coverage = await fetchJson<{ total: number }>(up.ask, "/v1/coverage");
    return coverage?.total === messages + deadLetters ? coverage : undefined;
  });
  const told = await json<Clients>(["report", "clients", "--data", data]);
  expect(told.items).toHaveLength(3);
  expect(await fetchJson<Clients>(up.ask, "/v1/clients")).toMatchObject({ items: told.items });
  const warehouse = pidOfWarehouse(data);
  expect((await stop(up)).code).toBe(130);
  expect(isAlive(warehouse)).toBe(false);
  const paths = pathsOf(data);
  const left = [paths.ownerFile, paths.warehouseAddressFile, paths.reportingAddressFile].filter(existsSync);
  expect(left).toEqual([]);
  expect((await stop(await startUp(data), "SIGTERM")).code).toBe(143);
});

it("a second up on the same folder, and a port that is taken, are refused in plain words", async () => {
  const data = newFolder();
  const up = await startUp(data);
  const second = await rapport(["up", "--data", data, "--port", "0"]);
  expect(second.code).toBe(3);
  expect(second.stderr).toContain(`${data} is in use by \`rapport up\` (process ${up.pid})`);
  expect(second.stdout).toBe("");
  await stop(up);
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address !== null ? String(address.port) : "";
  const taken = await rapport(["up", "--data", data, "--port", port], { env: { LOG_LEVEL: "Warn" } });
  other.close();
  expect(taken.code).toBe(3);
  expect(taken.stderr).toContain(`port ${port} is taken`);
});

it("the warehouse process is killed: up starts it again, and nothing is lost", async () => {
  const data = newFolder();
  await succeed(["firm", "set", "--domain", "example.com", "--data", data]);
  const up = await startUp(data);
  const killed = pidOfWarehouse(data);
  process.kill(killed, "SIGKILL");
  const { folder } = writeMailbox(join(data, "..", "mail"));
  await succeed(["ingest", "email", folder, "--data", data]);
  const back = await until(() => {
    const pid = existsSync(pathsOf(data).warehouseAddressFile) ? pidOfWarehouse(data) : killed;
    return pid === killed ? undefined : pid;
  });
  expect(isAlive(back)).toBe(true);
  await until(() => fetchJson(up.ask, "/readyz"));
  expect((await json<Clients>(["report", "clients", "--data", data])).items).toHaveLength(3);
  expect(await json(["audit", "--data", data])).toMatchObject({ mismatches: [] });
  expect((await stop(up)).code).toBe(130);
});

it("everything is killed in the middle of work: the next command finds all that was acknowledged", async () => {
  const data = newFolder();
  await succeed(["firm", "set", "--domain", "example.com", "--data", data]);
  const { folder, messages } = writeMailbox(join(data, "..", "mail"));
  const up = await startUp(data);
  const warehouse = pidOfWarehouse(data);
  await succeed(["ingest", "email", folder, "--data", data]);
  up.child.kill("SIGKILL");
  await up.ended;
  expect((await json<{ messages: number }>(["report", "sources", "--data", data])).messages).toBe(messages);
  // It lets go of the folder first, which is what the next command waits for, and ends then.
  await until(() => (isAlive(warehouse) ? undefined : true));
  expect(await json(["audit", "--data", data])).toMatchObject({ mismatches: [] });
});

it("the warehouse folder is thrown away: the next command makes it anew from the log", async () => {
  const data = newFolder();
  await succeed(["firm", "set", "--domain", "example.com", "--data", data]);
  await succeed(["ingest", "email", writeMailbox(join(data, "..", "mail")).folder, "--data", data]);
  const before = await json<Clients>(["report", "clients", "--data", data]);
  expect(before.items).toHaveLength(3);
  rmSync(pathsOf(data).warehouseFolder, { recursive: true });
  const again = await rapport(["report", "clients", "--data", data, "--format", "json"]);
  expect(again.stderr).toContain("building it anew from the log");
  expect(JSON.parse(again.stdout)).toEqual(before);
});

it("an ingest is interrupted: it says so with 130, and the same command goes on", async () => {
  const data = newFolder();
  const count = 4_000;
  const one = (i: number) =>
    message({
      id: `m${i}@x.example`,
      from: "a@example.org",
      to: "b@example.com",
      date: "2 Mar 2026 10:00:00 +0000",
    });
  const all = Array.from({ length: count }, (_, i) => `From a Mon Mar  2 10:00:00 2026\n${one(i)}\n`).join(
    "",
  );
  const command = ["ingest", "email", "-", "--data", data];
  // Its input does not end, so it cannot be done before it is interrupted.
  const ingest = start(command, { stdin: all, stdinOpen: true });
  const written = `${pathsOf(data).logFile}-wal`;
  // Empty tables take about 230 kB, all the messages five megabytes: it is amid them.
  await until(() => (existsSync(written) && statSync(written).size > 1_000_000 ? true : undefined));
  ingest.child.kill("SIGINT");
  const ended = await ingest.ended;
  expect(ended.code).toBe(130);
  expect(ended.stderr).toContain("goes on from here");
  await succeed(command, { stdin: all });
  expect((await json<{ messages: number }>(["report", "sources", "--data", data])).messages).toBe(count);
});

import { openAccessStore } from "@rapport/reporting/access/AccessStore";
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { freePorts } from "@rapport/local-kafka/freePorts";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { cleanUp, repository, temporaryFolder, until } from "../../e2e/support/rapport.ts";
import { type ComposeService, ownServices, readComposeFile, type Variant } from "../support/composeFile.ts";
import { startMailServer } from "../../support/told/mailServer.ts";
import { startTwoShards, type TwoShards } from "../support/twoShards.ts";

let warehouse: TwoShards;
const running: Array<ChildProcess> = [];
beforeAll(async () => {
  warehouse = await startTwoShards();
});
afterAll(async () => {
  for (const child of running.filter(
    ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
  )) {
    child.kill("SIGKILL");
    await once(child, "close");
  }
  await cleanUp();
  await warehouse.stop();
});

/** What the containers' network and mounts give: addresses, a database and folders of this run. */
interface Place {
  readonly url: string;
  readonly name: string;
  /** What `/data` holds in the containers. */
  readonly data: string;
  /** The mail server that `.env` would name. */
  readonly smtpUrl: string;
}

/**
 * The environment of a service as the file gives it, put where this run's servers are. Only values are changed, of
 * variables that the file sets; what is added is what lets several runs share a broker.
 */
const environmentOf = (service: ComposeService, place: Place, ports: ReadonlyArray<number>) => {
  const given = service.environment ?? {};
  const here: Readonly<Record<string, string>> = {
    KAFKA_BROKERS: inject("kafka").brokers,
    CLICKHOUSE_URL: place.url,
    CLICKHOUSE_USER: "default",
    CLICKHOUSE_PASSWORD: warehouse.password,
    CLICKHOUSE_DATABASE: place.name,
    RAPPORT_HEALTH_PORT: String(ports[0]),
    RAPPORT_HTTP_HOST: "127.0.0.1",
    RAPPORT_HTTP_PORT: String(ports[1]),
    RAPPORT_SMTP_URL: place.smtpUrl,
    RAPPORT_DIGEST_OPS: "otto@agency.example",
    RAPPORT_DIGEST_FROM: "rapport@agency.example",
    // Due whenever somebody looks.
    RAPPORT_DIGEST_AT: "* * * * *",
  };
  const placed = Object.entries(given).map(([name, value]) => [
    name,
    here[name] ?? value.replace(/^\/data\b/, place.data),
  ]);
  expect(Object.keys(given)).toEqual(
    expect.arrayContaining(["KAFKA_BROKERS", "CLICKHOUSE_URL", "CLICKHOUSE_PASSWORD"]),
  );
  return {
    KAFKA_PREFIX: `${place.name}.`,
    KAFKA_REPLICATION_FACTOR: "1",
    ...Object.fromEntries(placed),
  } as Record<string, string>;
};

interface Started {
  readonly name: string;
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  readonly log: () => string;
  readonly ports: ReadonlyArray<number>;
}

/** Runs a command of the file as its container would: in the repository's folder, with this environment alone. */
const run = (command: ReadonlyArray<string>, env: Readonly<Record<string, string>>) => {
  const [node, ...args] = command;
  expect(node).toBe("node");
  const child = spawn(process.execPath, args, { cwd: repository, env, stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  let log = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (piece: Buffer) => (log += piece.toString()));
  return {
    child,
    log: () => log,
    ended: once(child, "close").then(([code, signal]: unknown[]) => code ?? signal),
  };
};

const startOne = async ([name, service]: [string, ComposeService], place: Place): Promise<Started> => {
  const ports = await freePorts(2);
  return { name, ports, ...run(service.command ?? [], environmentOf(service, place, ports)) };
};

/** Waits until it answers, and puts the file's own health check to it. */
const healthy = async ({ name, ports, log, child }: Started, { healthcheck }: ComposeService) => {
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`${name} ended:\n${log()}`);
    const answer = await fetch(`http://127.0.0.1:${ports[0]}/healthz`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  });
  const [kind, ...command] = healthcheck?.test ?? [];
  const inside = command.map((word) => (word === "8080" ? String(ports[0]) : word));
  expect([kind, await run(inside, {}).ended]).toEqual(["CMD", 0]);
};

const samples = (data: string): void => {
  for (const folder of ["mail", "tickets", "meetings", "ledger"])
    mkdirSync(join(data, folder), { recursive: true });
  const mailbox = join(repository, "services/ingest-email/sample/mailbox");
  for (const file of readdirSync(mailbox).slice(0, 10)) cpSync(join(mailbox, file), join(data, "mail", file));
  cpSync(join(repository, "tests/fixtures/tickets/zendesk"), join(data, "tickets"), { recursive: true });
  cpSync(join(repository, "tests/fixtures/calendars/golang-ical/input1.ics"), join(data, "meetings/one.ics"));
  cpSync(join(repository, "tests/fixtures/ledger/vendors/harvest.csv"), join(data, "ledger/harvest.csv"));
};

interface Source {
  readonly connector: string;
}
const connectors = async (page: number, token: string): Promise<ReadonlyArray<string>> => {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`http://127.0.0.1:${page}/v1/freshness`, { headers }).catch(() => undefined);
  if (answer?.ok !== true) return [];
  const { sources } = (await answer.json()) as { sources: ReadonlyArray<Source> };
  return [...new Set(sources.map(({ connector }) => connector))].toSorted();
};

const letters = async (page: number, token: string): Promise<number> => {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`http://127.0.0.1:${page}/v1/dead-letters`, { headers })).status;
};

const placeOf = (variant: Variant, smtpUrl: string): Place => {
  const data = temporaryFolder();
  samples(data);
  const name = `c${randomUUID().slice(0, 8)}`;
  // The whole one on two shards, the small one on a single server.
  return {
    url: variant === "docker-compose.yaml" ? warehouse.url : warehouse.engineUrl,
    name,
    data,
    smtpUrl,
  };
};

it.each(["docker-compose.yaml", "docker-compose.small.yaml"] as const)(
  "%s: every service starts from the environment it is given, is healthy, does its work and ends in order",
  async (variant) => {
    const mailServer = await startMailServer();
    const place = placeOf(variant, mailServer.url);
    const all = ownServices(readComposeFile(variant));
    const lasting = all.filter(([, { restart }]) => restart !== undefined);
    for (const name of ["topics", "migrate"]) {
      const [service] = all.filter(([other]) => other === name);
      const once = await startOne(service!, place);
      expect([name, await once.ended, once.log()]).toEqual([name, 0, expect.any(String)]);
    }
    const copies = lasting.flatMap((service) =>
      Array.from({ length: Number(service[1].deploy?.replicas ?? 1) }, () => service),
    );
    expect(copies.length).toBe(variant === "docker-compose.yaml" ? 7 : 6);
    const started = await Promise.all(copies.map((service) => startOne(service, place)));
    await Promise.all(started.map((one, i) => healthy(one, copies[i]![1])));
    const page = started.find(({ name }) => name === "reporting")!.ports[1]!;
    const file = environmentOf(copies.find(([name]) => name === "reporting")![1], place, [0, 0])[
      "RAPPORT_ACCOUNTS"
    ]!;
    const store = openAccessStore(file);
    const token = store.tokens.add("test", { role: "admin", money: false }, null, Date.now())!;
    store.close();
    await until(async () => ((await connectors(page, token)).length === 4 ? true : undefined));
    // The log stands beside the pages, and what is due goes out.
    expect(await letters(page, token)).toBe(200);
    await until(() => (mailServer.mails.length > 0 ? true : undefined));
    for (const { child } of started) child.kill("SIGTERM");
    expect(await Promise.all(started.map(async ({ name, ended }) => [name, await ended]))).toEqual(
      started.map(({ name }) => [name, 143]),
    );
    for (const { log } of started) expect(log()).not.toContain(warehouse.password);
    expect(warehouse.refused).toEqual([]);
    await mailServer.stop();
  },
);

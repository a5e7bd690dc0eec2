import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectorGroup } from "@rapport/projector/config";
import { topics } from "@rapport/contracts/Topics";
import { encodeEvent } from "@rapport/contracts/EventCodec";
import { sampleEmail } from "@rapport/testing/sampleEvents";
import { Effect } from "effect";
import { afterAll, beforeAll, expect, it } from "vitest";
import { message, writeMailbox } from "../../e2e/support/mail.ts";
import {
  type AskServer,
  cleanUp,
  json,
  openPrinted,
  rapport,
  start,
  stop,
  succeed,
  temporaryFolder,
  until,
} from "../../e2e/support/rapport.ts";
import { startMailServer } from "../../support/told/mailServer.ts";
import { type Chdb, startChdb } from "../support/chdb.ts";
import {
  endServices,
  makeTables,
  makeTopics,
  newInstallation,
  onKafka,
  startService,
  stopService,
} from "./distributed.ts";

let warehouse: Chdb;
beforeAll(async () => {
  warehouse = await startChdb();
});
afterAll(async () => {
  await endServices();
  await cleanUp();
  await warehouse.stop();
});

const newMail = (folder: string, n: number) =>
  writeFileSync(
    join(folder, `new-${n}.eml`),
    message({
      id: `new-${n}@x.example`,
      from: `new${n}@org${n}.example`,
      to: "me@example.com",
      date: "9 Mar 2026 10:00:00 +0000",
    }),
  );
const total = async (ask: AskServer): Promise<number | undefined> => {
  const answer = await ask("/v1/coverage").catch(() => undefined);
  return answer?.ok === true ? ((await answer.json()) as { total: number }).total : undefined;
};
/** Asks a server that shares the file of accounts. */
const askWith =
  (url: string, token: string): AskServer =>
  (path) =>
    fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
const shows = (ask: AskServer, messages: number) =>
  until(async () => ((await total(ask)) === messages ? true : undefined));

interface Audited {
  readonly mismatches: ReadonlyArray<unknown>;
  readonly stateHash: string;
}

it("a data folder moves to Kafka: the same state, and nothing kept on the machine", async () => {
  const data = join(temporaryFolder(), "data");
  const { folder } = writeMailbox(join(data, "..", "mail"));
  const env = newInstallation(warehouse);
  const cwd = temporaryFolder();
  await makeTopics(env);
  const [early] = await Promise.all([
    rapport(["report", "clients"], { env, cwd }),
    succeed(["ingest", "email", folder, "--own", "example.com", "--data", data]),
  ]);
  expect([early.code, early.stderr]).toEqual([1, expect.stringContaining("Run `rapport migrate` once")]);
  const [{ stateHash }] = await Promise.all([
    json<Audited>(["audit", "--data", data]),
    succeed(["migrate"], { env, cwd }),
  ]);
  await succeed(["log", "copy", "--from", "sqlite", "--to", "kafka", "--data", data], { env, cwd });
  const projector = startService("projector", env);
  expect(await json<Audited>(["audit"], { env, cwd })).toMatchObject({ mismatches: [], stateHash });
  expect(await stopService(projector)).toBe(143);
  expect(readdirSync(cwd)).toEqual([]);
});

it("two `up` share an installation; one ends by SIGTERM, the other goes on", async () => {
  const { folder, messages, deadLetters } = writeMailbox(temporaryFolder());
  const mailServer = await startMailServer();
  const env = {
    ...newInstallation(warehouse),
    RAPPORT_EMAIL_PATHS: folder,
    RAPPORT_EMAIL_POLL: "200 millis",
    RAPPORT_SMTP_URL: mailServer.url,
    RAPPORT_DIGEST_FROM: "rapport@agency.example",
    RAPPORT_DIGEST_OPS: "otto@agency.example",
    // Due whenever somebody looks.
    RAPPORT_DIGEST_AT: "* * * * *",
  };
  await makeTopics(env);
  await makeTables(env);
  const startOne = async () => {
    const running = start(["up", "--mode", "distributed"], { env });
    return { ...running, ask: await openPrinted(running) };
  };
  const [one, other] = await Promise.all([startOne(), startOne()]);
  const { stdout, stderr } = one.output();
  expect(stdout).toContain(`Log   Kafka at ${env.KAFKA_BROKERS} (no TLS, no password, topics `);
  expect(stdout).toContain(`Data  ClickHouse at ${warehouse.url}`);
  expect(stdout + stderr).not.toContain(warehouse.password);
  const all = messages + deadLetters;
  await Promise.all([shows(one.ask, all), shows(other.ask, all)]);
  expect((await stop(one, "SIGTERM")).code).toBe(143);
  newMail(folder, 2);
  await shows(other.ask, all + 1);
  // Both looked when they began, and again each minute: one of them sent it.
  await until(() => (mailServer.mails.length > 0 ? true : undefined));
  expect((await stop(other, "SIGTERM")).code).toBe(143);
  const third = await startOne();
  await shows(third.ask, all + 1);
  await stop(third);
  expect(mailServer.mails.map(({ subject }) => subject?.replace(/\d{4}\/W\d\d/, "…"))).toEqual([
    "Rapport · week … for ops",
  ]);
  await mailServer.stop();
});

it("the services by their own mains, two of each: one of two is killed, the rest end by SIGTERM with all done", async () => {
  const folder = temporaryFolder();
  const env = {
    ...newInstallation(warehouse),
    RAPPORT_EMAIL_PATHS: folder,
    RAPPORT_EMAIL_POLL: "200 millis",
    LOG_FORMAT: "json",
    RAPPORT_ACCOUNTS: join(temporaryFolder(), "access.sqlite"),
  };
  await makeTopics(env);
  await makeTables(env);
  const { token } = await json<{ token: string }>(["token", "add", "test", "--role", "ops"], { env });
  const twoOf = (name: string) => [startService(name, env), startService(name, env)] as const;
  const projectors = twoOf("projector");
  const ingests = twoOf("ingest-email");
  const reporting = twoOf("reporting");
  const both = await Promise.all(
    reporting.map(async (service) => askWith((await service.says(/"url":"([^"]+)"/))[1]!, token)),
  );
  await Promise.all([...projectors, ...ingests].map(({ says }) => says(/"message":"(watching|projecting)"/)));

  newMail(folder, 1);
  await Promise.all(both.map((ask) => shows(ask, 1)));
  const working = ingests.find(({ log }) => log().includes('"message":"ingested"'))!;
  await stopService(working, "SIGKILL");
  newMail(folder, 2);
  await Promise.all(both.map((ask) => shows(ask, 2)));

  // A backlog, so that there is something in hand when they are told to stop.
  const left = await onKafka(env, async (log) => {
    const records = Array.from({ length: 20_000 }, (_, n) => ({
      key: `org-${n % 101}`,
      value: encodeEvent(sampleEmail(n)),
    }));
    await Effect.runPromise(log.append(topics.interactions.name, records));
    const inHand = async () =>
      (await Effect.runPromise(log.committed(projectorGroup, topics.interactions.name))).filter(
        ({ metadata }) => metadata !== "",
      );
    await until(async () => ((await inHand()).length > 0 ? true : undefined));
    const codes = await Promise.all(projectors.map((one) => stopService(one)));
    expect(codes).toEqual([143, 143]);
    return inHand();
  });
  // What was begun (an intent in the metadata) was brought to its commit.
  expect(left).toEqual([]);
  const rest = [...ingests.filter((one) => one !== working), ...reporting];
  expect(await Promise.all(rest.map((one) => stopService(one)))).toEqual([143, 143, 143]);
});

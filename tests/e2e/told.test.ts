import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AlertsAnswer } from "@rapport/contracts/http/alerts/Alerts";
import { pathsOf } from "@rapport/runtime/DataFolder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clockAt } from "../support/told/clockAt.ts";
import { type MailServer, startMailServer } from "../support/told/mailServer.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/told/webhookReceiver.ts";
import { ingestCommands } from "./support/agency.ts";
import { message } from "./support/mail.ts";
import {
  cleanUp,
  json,
  type RunOptions,
  startUp,
  stop,
  succeed,
  temporaryFolder,
  until,
} from "./support/rapport.ts";

/** A week of the simulated agency at whose end somebody is told something; its mail is due on the Monday after it, at 7 in London. */
const week = "2026-W41";
const sunday = "2026-10-11";
const size = ["--seed", "11", "--clients", "20", "--members", "10", "--months", "12", "--end", "2026-10-31"];
const agency = join(temporaryFolder(), "agency");
const data = join(temporaryFolder(), "data");
const at = ["--data", data];

let mailServer: MailServer;
let receiver: WebhookReceiver;
let told: Readonly<Record<string, string>>;

beforeAll(async () => {
  mailServer = await startMailServer();
  receiver = await startWebhookReceiver();
  told = {
    LOG_LEVEL: "Info",
    RAPPORT_SMTP_URL: mailServer.url,
    RAPPORT_DIGEST_FROM: "rapport@agency.example",
    RAPPORT_DIGEST_LEADERSHIP: "lena@agency.example",
    RAPPORT_ALERTS_WEBHOOK: receiver.url,
    RAPPORT_ALERTS_WEBHOOK_SECRET: receiver.secret,
  };
  await succeed(["simulate", ...size, "--out", agency]);
  // Everything is recorded on the evening of that Sunday.
  const then = { nodeArgs: clockAt(`${sunday}T20:00:00Z`) };
  for (const command of ingestCommands(agency)) await succeed([...command, ...at], then);
  await succeed(["setting", "set", "churn.definition", "contracts", ...at], then);
});
afterAll(async () => {
  await cleanUp();
  await mailServer.stop();
  await receiver.stop();
});

const live = (moment: string, env: RunOptions["env"] = {}) =>
  startUp(data, { nodeArgs: clockAt(moment), env: { ...told, ...env } });
const subjects = () => mailServer.mails.map(({ subject }) => subject);
const leadership = "Rapport · week 2026/W41 for leadership";
const ops = "Rapport · week 2026/W41 for ops";

describe("what goes out by itself while `rapport up` lives", () => {
  let due: ReadonlyArray<string>;

  it("on Monday the mail of the week and the alerts of its end, signed", async () => {
    const up = await live("2026-10-12T06:10:00Z");
    const listed = await json<AlertsAnswer>(["alerts", "list", "--as-of", "2026-10-12", ...at]);
    due = listed.items.flatMap(({ id, state, raisedOn }) =>
      state === "told" && raisedOn >= "2026-10-05" ? [id] : [],
    );
    expect(due.length).toBeGreaterThan(0);
    await until(() =>
      mailServer.mails.length >= 1 && receiver.posted.length >= due.length ? true : undefined,
    );
    expect(subjects()).toEqual([leadership]);
    const [mail] = mailServer.mails;
    expect(mail!.text).toContain("from what had been recorded by 2026-10-12 00:00 UTC");
    expect(mail!.messageId).toBe("<rapport-leadership-2026-W41@agency.example>");
    expect(receiver.posted.map(({ id }) => id).toSorted()).toEqual(due.toSorted());
    for (const { signed, body, id } of receiver.posted)
      expect([signed, JSON.parse(body)]).toEqual([
        true,
        expect.objectContaining({ type: "alert.told", data: expect.objectContaining({ id }) }),
      ]);
    expect((await stop(up, "SIGTERM")).code).toBe(143);
  });

  it("nothing twice: not after it was started again, nor by another process beside it", async () => {
    const log = join(data, "..", "alerts.jsonl");
    const up = await live("2026-10-12T06:40:00Z", {
      RAPPORT_DIGEST_OPS: "otto@agency.example",
      RAPPORT_ALERTS_LOG: log,
    });
    // It has looked at everybody once it has told those who are new.
    await until(() => {
      const { stderr } = up.output();
      return /sent the digest/.test(stderr) && /delivered \d+ alerts to/.test(stderr) ? true : undefined;
    });
    const beside = { nodeArgs: clockAt("2026-10-12T06:41:00Z"), env: told };
    const sent = await succeed(["digest", "--for", "leadership", "--send", ...at], beside);
    expect(sent.stdout).toContain("was sent before; nothing was sent");
    expect((await succeed(["alerts", "deliver", ...at], beside)).stdout).toContain("nothing new");
    expect(subjects()).toEqual([leadership, ops]);
    expect(receiver.posted).toHaveLength(due.length);
    expect(readFileSync(log, "utf8").trimEnd().split("\n")).toHaveLength(due.length);
    expect((await stop(up)).code).toBe(130);
  });

  it("months later the mail of that Monday has the same bytes, whatever came in since, from the log alone", async () => {
    const late = join(temporaryFolder(), "late.eml");
    const [from, date] = ["ann@amberbay.example", "7 Oct 2026 10:00:00 +0000"];
    writeFileSync(late, message({ id: "late@x.example", from, to: "ben.hollis@northlight.example", date }));
    const since = { nodeArgs: clockAt("2026-11-20T10:00:00Z") };
    await succeed(["ingest", "email", late, "--account", "late", ...at], since);
    await succeed(["client", "merge", "Amber Bay Systems", "Birch Harbour Systems", ...at], since);
    rmSync(pathsOf(data).warehouseFolder, { recursive: true });
    const out = join(temporaryFolder(), "digests");
    const ask = ["digest", "--for", "leadership", "--week", week, "--out", out, ...at];
    await succeed(ask, { nodeArgs: clockAt("2027-02-01T09:00:00Z") });
    const made = (ending: string) => readFileSync(join(out, `rapport-leadership-${week}.${ending}`));
    const mail = mailServer.mails[0]!;
    expect(made("txt").toString().trimEnd()).toBe(mail.text?.trimEnd());
    expect(made("html").toString().trimEnd()).toBe((mail.html || "").trimEnd());
    expect(made("xlsx").equals(mail.attachments[0]!.content)).toBe(true);
  });
});

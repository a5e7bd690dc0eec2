import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AlertsAnswer } from "@rapport/contracts/http/alerts/Alerts";
import { pathsOf } from "@rapport/runtime/DataFolder";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type IsoWeek, isoWeekOf } from "@rapport/reporting/digest/isoWeek";
import { clockAt } from "../support/told/clockAt.ts";
import { type MailServer, startMailServer } from "../support/told/mailServer.ts";
import { startWebhookReceiver, type WebhookReceiver } from "../support/told/webhookReceiver.ts";
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

const data = join(temporaryFolder(), "data");
const at = ["--data", data];

let mailServer: MailServer;
let receiver: WebhookReceiver;
let told: Readonly<Record<string, string>>;
/** The last week at whose end somebody is told something; its mail is due on the Monday after it, at 7 in London. */
let week: IsoWeek;
const monday = (time: string): string => `${week.nextMonday}T${time}:00Z`;

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
  // Everything is recorded before any of it is due.
  const read = ["demo", "--once", "--clients", "20", "--months", "12", ...at];
  await succeed(read, { nodeArgs: clockAt("2025-11-03T20:00:00Z") });
  const { items } = await json<AlertsAnswer>(["alerts", "list", "--as-of", "2026-10-31", ...at]);
  week = isoWeekOf(items.find(({ state }) => state === "told")!.raisedOn);
});
afterAll(async () => {
  await cleanUp();
  await mailServer.stop();
  await receiver.stop();
});

const live = (moment: string, env: RunOptions["env"] = {}) =>
  startUp(data, { nodeArgs: clockAt(moment), env: { ...told, ...env } });
const subjects = () => mailServer.mails.map(({ subject }) => subject);
const subjectFor = (audience: string) => `Rapport · week ${week.name.replace("-", "/")} for ${audience}`;

describe("what goes out by itself while `rapport up` lives", () => {
  let due: ReadonlyArray<string>;

  it("on Monday the mail of the week and the alerts of its end, signed", async () => {
    const up = await live(monday("07:10"));
    const listed = (await (
      await up.ask(`/v1/alerts?asOf=${week.nextMonday}&limit=500`)
    ).json()) as AlertsAnswer;
    due = listed.items.flatMap(({ id, state, raisedOn }) =>
      state === "told" && raisedOn >= week.monday ? [id] : [],
    );
    expect(due.length).toBeGreaterThan(0);
    await until(() =>
      mailServer.mails.length >= 1 && receiver.posted.length >= due.length ? true : undefined,
    );
    expect(subjects()).toEqual([subjectFor("leadership")]);
    const [mail] = mailServer.mails;
    expect(mail!.text).toContain(`from what had been recorded by ${week.nextMonday} 00:00 UTC`);
    expect(mail!.messageId).toBe(`<rapport-leadership-${week.name}@agency.example>`);
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
    const up = await live(monday("07:40"), {
      RAPPORT_DIGEST_OPS: "otto@agency.example",
      RAPPORT_ALERTS_LOG: log,
    });
    // It has looked at everybody once it has told those who are new.
    await until(() => {
      const { stderr } = up.output();
      return /sent the digest/.test(stderr) && /delivered \d+ alerts to/.test(stderr) ? true : undefined;
    });
    const beside = { nodeArgs: clockAt(monday("07:41")), env: told };
    const sent = await succeed(["digest", "--for", "leadership", "--send", ...at], beside);
    expect(sent.stdout).toContain("was sent before; nothing was sent");
    expect((await succeed(["alerts", "deliver", ...at], beside)).stdout).toContain("nothing new");
    expect(subjects()).toEqual([subjectFor("leadership"), subjectFor("ops")]);
    expect(receiver.posted).toHaveLength(due.length);
    expect(readFileSync(log, "utf8").trimEnd().split("\n")).toHaveLength(due.length);
    expect((await stop(up)).code).toBe(130);
  });

  it("months later the mail of that Monday has the same bytes, whatever came in since, from the log alone", async () => {
    const late = join(temporaryFolder(), "late.eml");
    const [from, date] = ["ann@amberbay.example", new Date(week.monday).toUTCString()];
    writeFileSync(late, message({ id: "late@x.example", from, to: "ben.hollis@northlight.example", date }));
    const since = { nodeArgs: clockAt("2026-11-20T10:00:00Z") };
    await succeed(["ingest", "email", late, "--account", "late", ...at], since);
    await succeed(["client", "merge", "amber-bay", "birch-harbour", ...at], since);
    rmSync(pathsOf(data).warehouseFolder, { recursive: true });
    const out = join(temporaryFolder(), "digests");
    const ask = ["digest", "--for", "leadership", "--week", week.name, "--out", out, ...at];
    await succeed(ask, { nodeArgs: clockAt("2027-02-01T09:00:00Z") });
    const made = (ending: string) => readFileSync(join(out, `rapport-leadership-${week.name}.${ending}`));
    const mail = mailServer.mails[0]!;
    expect(made("txt").toString().trimEnd()).toBe(mail.text?.trimEnd());
    expect(made("html").toString().trimEnd()).toBe((mail.html || "").trimEnd());
    expect(made("xlsx").equals(mail.attachments[0]!.content)).toBe(true);
  });
});

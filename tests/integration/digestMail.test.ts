import { assert, describe, it } from "@effect/vitest";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import type { Digest } from "@rapport/reporting/digest/Digest";
import type { DigestPost } from "@rapport/reporting/digest/digestSettings";
import { parseIsoWeek } from "@rapport/reporting/digest/isoWeek";
import { renderDigest } from "@rapport/reporting/digest/renderDigest";
import { Effect } from "effect";
import { sendOnce } from "@rapport/cli/digest/sendOnce";
import { type MailServer, startMailServer } from "../support/told/mailServer.ts";

const hostile = `<img src=x onerror=alert(1)> \u202Egnp.exe & "Söhne" ${"endless".repeat(40)}`;
const item = {
  client: hostile,
  number: "21 % (12 to 34)",
  reason: "<script>alert(1)</script>",
  action: "talk first",
  link: "https://rapport.example/clients/acme?asOf=2026-11-15",
};
const digest: Digest = {
  audience: "leadership",
  week: "2026-W46",
  from: "2026-11-09",
  asOf: "2026-11-15",
  knownAt: "2026-11-16T00:00:00.000Z",
  currency: "GBP",
  figures: [{ label: "Gross retention", value: "95.9 %", note: "2025-11-16 to 2026-11-15" }],
  sections: [
    { title: "Most likely to give notice", items: [item], total: 3, empty: "Nobody." },
    { title: "Changed band this week", items: [], total: 0, empty: "Nobody changed band." },
  ],
  rows: Array.from({ length: 60 }, (_, i) => ({
    client: i === 0 ? hostile : `Client ${i}`,
    owner: "Ann",
    risk: `rank ${i + 1}`,
    chancePercent: null,
    revenueMinor: 120_050 + i,
    contributionMinor: -5_000,
    effortHours: 12.5,
    proposal: "reprice",
    because: "=1+1",
    link: item.link,
  })),
  home: "https://rapport.example/?asOf=2026-11-15",
};

const mailServer = (refuses: () => boolean = () => false) =>
  Effect.acquireRelease(
    Effect.promise(() => startMailServer(refuses)),
    (server) => Effect.promise(() => server.stop()),
  );

const postTo = ({ url }: MailServer): DigestPost => ({
  server: new URL(url),
  from: "rapport@agency.example",
  to: new Map([["leadership", ["lena@agency.example", "otto@agency.example"]]]),
  at: "0 7 * * 1",
});
const week = parseIsoWeek("2026-W46")!;

describe("the digest as a mail", () => {
  it.effect("is the same bytes whenever it is rendered, and shows names as names", () =>
    Effect.gen(function* () {
      const [first, second] = [yield* renderDigest(digest), yield* renderDigest(structuredClone(digest))];
      assert.deepStrictEqual(first, second);
      assert.notInclude(first.html, "<script>");
      assert.notInclude(first.html, "<img");
      assert.include(first.html, "&lt;script&gt;alert(1)&lt;/script&gt;");
      assert.match(first.html, /^<!DOCTYPE html/);
      assert.include(first.html, "The first 40 of 60 clients");
      assert.notInclude(first.html, "Client 40<");
      assert.include(first.text, "2 more in the dashboard.");
      assert.include(first.text, "from what had been recorded by 2026-11-16 00:00 UTC");
      assert.include(first.text, "rapport digest --for leadership --week 2026-W46");
    }),
  );

  it.live("reaches a mail server once, with text, HTML and workbook", () =>
    Effect.gen(function* () {
      const server = yield* mailServer();
      const mail = renderDigest(digest);
      const send = sendOnce(postTo(server), "leadership", week, mail);
      const posted = yield* Effect.all([send, send, send], { concurrency: 3 });
      assert.deepStrictEqual(posted.toSorted(), ["before", "before", "sent"]);
      const earlier = sendOnce(postTo(server), "leadership", parseIsoWeek("2026-W45")!, mail);
      assert.strictEqual(yield* earlier, "before");
      assert.lengthOf(server.mails, 1);
      const [got, made] = [server.mails[0]!, yield* mail];
      assert.strictEqual(got.subject, "Rapport · week 2026/W46 for leadership");
      assert.strictEqual(got.messageId, "<rapport-leadership-2026-W46@agency.example>");
      assert.strictEqual(got.text?.trimEnd(), made.text.trimEnd());
      assert.strictEqual((got.html || "").trimEnd(), made.html.trimEnd());
      const [workbook] = got.attachments;
      assert.strictEqual(workbook?.filename, "rapport-leadership-2026-W46.xlsx");
      assert.isTrue(Buffer.from(made.workbook).equals(workbook?.content ?? Buffer.alloc(0)));
    }).pipe(Effect.scoped, Effect.provide(MemoryEventLog.layer())),
  );

  it.live("is sent again after the mail server refused it", () =>
    Effect.gen(function* () {
      let full = true;
      const server = yield* mailServer(() => full);
      const send = sendOnce(postTo(server), "leadership", week, renderDigest(digest));
      const failed = yield* Effect.flip(send);
      assert.include(failed.message, "the box is full");
      full = false;
      assert.strictEqual(yield* send, "sent");
      assert.strictEqual(yield* send, "before");
      assert.lengthOf(server.mails, 1);
    }).pipe(Effect.scoped, Effect.provide(MemoryEventLog.layer())),
  );
});

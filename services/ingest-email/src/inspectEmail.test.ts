import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, describe, it } from "@effect/vitest";
import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { madeMessage, mboxOf } from "@rapport/testing/mailbox";
import { Effect } from "effect";
import { inspectEmail } from "./inspectEmail.ts";

const question = madeMessage({ id: "q@acme.example" });
const answer = madeMessage({
  id: "a@firm.example",
  from: "bob@firm.example",
  to: "ann@acme.example",
  inReplyTo: "q@acme.example",
  date: "Mon, 08 Jan 2024 19:30:00 +0100",
});
const listed = madeMessage({
  id: "q@acme.example",
  headers: ["List-Id: <talk.lists.example>", "Precedence: list"],
});

const inspected = (files: Readonly<Record<string, string>>) =>
  Effect.gen(function* () {
    const dir = yield* Effect.acquireRelease(
      Effect.promise(() => mkdtemp(join(tmpdir(), "rapport-inspect-"))),
      (path) => Effect.promise(() => rm(path, { recursive: true })),
    );
    for (const [name, text] of Object.entries(files))
      yield* Effect.promise(() => writeFile(join(dir, name), text));
    return yield* inspectEmail([dir], { account: "ann" });
  }).pipe(Effect.scoped, Effect.provide(layerMailParserPool({ workers: 1 })));

describe("inspectEmail", () => {
  it.live("says what a source holds", () =>
    Effect.gen(function* () {
      const profile = yield* inspected({
        "a.eml": question,
        "b.mbox": mboxOf([question, answer]),
        "c.eml": "",
      });
      assert.deepStrictEqual(profile.figures, {
        files: 3,
        messages: 3,
        uniqueMessageIds: 2,
        withoutMessageId: 0,
        duplicates: 1,
        automatic: 0,
        bounces: 0,
        unreadable: 1,
        withoutDate: 0,
        replyEdges: 1,
        negativeReplies: 0,
        selfReplies: 0,
        responseMedianHours: 6.5,
        responseP90Hours: 6.5,
        threads: 1,
        threadsOfTwoOrMore: 1,
        largestThread: 2,
        afterHoursShareLocal: 0.5,
      });
      assert.deepStrictEqual(profile.accounts, ["ann"]);
      assert.deepStrictEqual(profile.unreadableByCode, { empty: 1 });
      assert.deepInclude(profile.formats, { message: 1, mbox: 1 });
      assert.strictEqual(profile.firstAt, Date.UTC(2024, 0, 8, 12));
      assert.strictEqual(profile.lastAt, Date.UTC(2024, 0, 8, 18, 30));
    }),
  );

  it.live("lets the same copy of a message win whatever their order", () =>
    Effect.gen(function* () {
      const one = yield* inspected({ "1.eml": question, "2.eml": listed });
      const other = yield* inspected({ "1.eml": listed, "2.eml": question });
      assert.deepStrictEqual(one.figures, other.figures);
      assert.deepInclude(one.figures, { messages: 2, duplicates: 1, uniqueMessageIds: 1 });
    }),
  );
});

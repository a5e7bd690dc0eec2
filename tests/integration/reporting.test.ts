import { assert, describe, layer } from "@effect/vitest";
import { Reports } from "@rapport/reporting/Reports";
import { Effect, Layer } from "effect";
import { afterAll } from "vitest";
import { startChdb } from "./support/chdb.ts";
import { officeDirectory, officeMails, unreadableMail } from "./support/officeMails.ts";
import { direct, directoryEvents, linked, project, reportsOn } from "./support/reporting.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());
const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* project(officeMails, [unreadableMail]);
    yield* direct(0, officeDirectory);
  }),
).pipe(Layer.provideMerge(reportsOn(chdb, "office")));

const leapDay = "2024-02-29";
const part = (count: number, of: number) => ({
  count,
  of,
  share: of === 0 ? null : Math.round((1e4 * count) / of) / 1e4,
});

layer(filled, { timeout: 60_000, excludeTestServices: true })("reports on a small office", (it) => {
  it.effect("give the figures worked out by hand", () =>
    Effect.gen(function* () {
      const { client } = yield* (yield* Reports).client("acme", leapDay);
      assert.deepStrictEqual(client, {
        id: "acme",
        name: "Acme & Söhne <b>",
        kind: "client",
        parties: ["domain:acme.example"],
        // In: m1 m3 m10 m11. Out: m2 m4. Of m4 half is carol's.
        messages: { in: 4, out: 2, total: 6, shared: 5.5 },
        // m1 m2 m3 are one; m4, m10 and m11 stand alone.
        threads: { count: 4, bySubject: 0 },
        people: { theirs: 2, ours: 1 },
        // m2 answers m1: Friday 16 to 17 and Monday 9 to 10; Friday 15:00Z to Monday 9:00Z.
        responseOurs: {
          replies: 1,
          workingMedianHours: 2,
          workingP90Hours: 2,
          elapsedMedianHours: 66,
          elapsedP90Hours: 66,
        },
        // m3 answers m2: Monday 10 to 17; 9:00Z to 19:00Z.
        responseTheirs: {
          replies: 1,
          workingMedianHours: 7,
          workingP90Hours: 7,
          elapsedMedianHours: 10,
          elapsedP90Hours: 10,
        },
        answered: {
          // m1 was, m3 and m11 were not; m10 has no time.
          theirMessages: part(1, 3),
          theirAsking: part(1, 1),
          // m2 was, m4 was not.
          ourMessages: part(1, 2),
          ourAsking: part(0, 0),
        },
        // Theirs: m1 at 16:00, m3 at 20:00. Ours: m2 on Monday, m4 on Saturday.
        afterHours: { theirs: part(1, 2), ours: part(1, 2) },
        tone: { messages: 2, mean: null, low: null, high: null, insufficient: true },
        lastContact: { theirs: "2024-01-18T09:00:00.000Z", ours: "2024-01-13T11:00:00.000Z" },
        // They wrote on the 5th, 8th and 18th: gaps of 3 and 10 days; 42 days from the 18th to the 29th of February.
        silence: {
          activeDays: 3,
          silentDays: 42,
          usualGapDays: 10,
          longestUsualGapDays: 10,
          ratio: 4.2,
          insufficient: false,
          reason: "quiet for 6 weeks; usual longest pause is 10 days",
        },
      });
    }),
  );

  it.effect("count nothing after the as-of day, and no young message as unanswered", () =>
    Effect.gen(function* () {
      const { client } = yield* (yield* Reports).client("acme", "2024-01-25");
      // m10 was recorded in February. m11 and m4 are younger than 14 days on 25 January.
      assert.deepStrictEqual(client.messages, { in: 3, out: 2, total: 5, shared: 4.5 });
      assert.deepStrictEqual(client.answered.theirMessages, part(1, 2));
      assert.deepStrictEqual(client.answered.ourMessages, part(1, 1));
      assert.strictEqual(client.silence.reason, "in rhythm: wrote 7 days ago; usual longest pause is 10");
    }),
  );

  it.effect("list clients without messages and unlinked organisations in conversation, and nobody else", () =>
    Effect.gen(function* () {
      const page = yield* (yield* Reports).clients({ asOf: leapDay });
      assert.deepStrictEqual(
        page.items.map((c) => [c.id, c.messages.total, c.messages.shared]),
        [
          ["acme", 6, 5.5],
          ["domain:beta.example", 1, 0.5],
          ["zero", 0, 0],
        ],
      );
      assert.isTrue(page.firmConfigured);
    }),
  );

  it.effect("page through the list and the timeline without a gap or a repetition", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const first = yield* reports.clients({ asOf: leapDay, sort: "name", limit: 2 });
      const second = yield* reports.clients({
        asOf: leapDay,
        sort: "name",
        limit: 2,
        cursor: first.nextCursor ?? "",
      });
      assert.deepStrictEqual(
        [...first.items, ...second.items].map((c) => c.id),
        ["zero", "acme", "domain:beta.example"],
      );
      assert.isNull(second.nextCursor);
      const seen: Array<string | null> = [];
      let cursor: string | undefined;
      do {
        const page = yield* reports.timeline("acme", { asOf: leapDay, limit: 2, cursor });
        seen.push(...page.items.map((event) => (event.kind === "message" ? event.messageId : event.kind)));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      // Newest first; m10 stands where it was recorded.
      assert.deepStrictEqual(seen, ["m10", "m11", "m4", "m3", "m2", "m1"]);
    }),
  );

  it.effect("show an event with its people, its direction and its place, without body or subject", () =>
    Effect.gen(function* () {
      const page = yield* (yield* Reports).timeline("acme", { asOf: leapDay, limit: 3 });
      const event = page.items[2]!;
      assert(event.kind === "message");
      assert.strictEqual(event.direction, "out");
      assert.deepStrictEqual(
        event.participants.map((p) => [p.role, p.address]),
        [
          ["from", "me@rapport.example"],
          ["to", "bob@acme.example"],
          ["cc", "carol@beta.example"],
        ],
      );
      assert.deepStrictEqual(event.sources, [
        { connector: "email", account: "office", file: "inbox/m4.eml", position: "" },
      ]);
      assert.notMatch(JSON.stringify(page), /subject|body/i);
    }),
  );

  it.effect("say where every message went", () =>
    Effect.gen(function* () {
      const coverage = yield* (yield* Reports).coverage(leapDay);
      const counts = Object.fromEntries(
        coverage.states.filter((s) => s.messages > 0).map((s) => [s.state, s.messages]),
      );
      assert.deepStrictEqual(counts, {
        client: 5.5,
        organisation: 0.5,
        one_way: 1,
        free_mail: 1,
        no_reply_or_role: 1,
        automatic_list: 1,
        internal: 1,
        unreadable: 1,
      });
      assert.strictEqual(coverage.total, 12);
      assert.strictEqual(coverage.attributed.messages + coverage.unattributed.messages, 12);
      assert.deepStrictEqual(
        coverage.queue.map((q) => [q.party, q.messages]),
        [
          ["domain:oneway.example", 1],
          ["email:dan@gmail.com", 1],
          ["domain:beta.example", 0.5],
        ],
      );
    }),
  );

  it.effect("give the source figures", () =>
    Effect.gen(function* () {
      const { total, sources } = yield* (yield* Reports).sources;
      assert.deepStrictEqual(
        sources.map((s) => [s.connector, s.account]),
        [["email", "office"]],
      );
      assert.deepStrictEqual(total, {
        files: 12,
        messages: 11,
        uniqueMessageIds: 11,
        withoutMessageId: 0,
        duplicates: 0,
        automatic: 1,
        bounces: 0,
        unreadable: 1,
        withoutDate: 0,
        replyEdges: 2,
        negativeReplies: 0,
        selfReplies: 0,
        // 10 and 66 hours: rank floor(2 / 2).
        responseMedianHours: 66,
        responseP90Hours: 66,
        threads: 9,
        threadsOfTwoOrMore: 1,
        largestThread: 3,
        // m3 at 20:00; m4, m5, m8, m10 on Saturdays and m9 on a Sunday: 6 of 11.
        afterHoursShareLocal: 0.5455,
      });
    }),
  );

  it.effect("say how far each source was read", () =>
    Effect.gen(function* () {
      const { sources } = yield* (yield* Reports).freshness;
      assert.deepStrictEqual(
        sources.map((s) => [s.account, s.records, s.lastEventAt, s.lastRecordedAt]),
        [["office", 11, "2024-01-28T09:00:00.000Z", "2024-02-10T00:00:00.000Z"]],
      );
    }),
  );
});

describe("a directory that changes", () => {
  const changing = Layer.effectDiscard(project(officeMails)).pipe(
    Layer.provideMerge(reportsOn(chdb, "changing")),
  );
  layer(changing, { timeout: 60_000, excludeTestServices: true })("moves history at once", (it) => {
    const sharedBy = Effect.gen(function* () {
      const page = yield* (yield* Reports).clients({ asOf: leapDay, sort: "name" });
      return Object.fromEntries(page.items.map((c) => [c.id, c.messages.shared]));
    });
    it.effect("by linking, dating, merging and un-merging, and totals stay", () =>
      Effect.gen(function* () {
        const total = Effect.map(
          Effect.flatMap(Reports, (r) => r.coverage(leapDay)),
          (c) => c.total,
        );
        yield* direct(0, officeDirectory);
        assert.deepStrictEqual(yield* sharedBy, { acme: 5.5, "domain:beta.example": 0.5, zero: 0 });
        yield* direct(10, directoryEvents([linked("zero", "domain:beta.example")], 10));
        assert.deepStrictEqual(yield* sharedBy, { acme: 5.5, zero: 0.5 });
        // ann leaves for Zero on 8 January: m1 stays Acme's, m2, m3, m10 and m11 go with her.
        yield* direct(
          11,
          directoryEvents([linked("zero", "email:ann@acme.example", "2024-01-08T00:00:00Z")], 11),
        );
        assert.deepStrictEqual(yield* sharedBy, { acme: 1.5, zero: 4.5 });
        const pair = { from: "zero", into: "acme" };
        yield* direct(12, directoryEvents([{ type: "client.merged", data: pair }], 12));
        assert.deepStrictEqual(yield* sharedBy, { acme: 6 });
        yield* direct(13, directoryEvents([{ type: "client.unmerged", data: pair }], 13));
        assert.deepStrictEqual(yield* sharedBy, { acme: 1.5, zero: 4.5 });
        assert.strictEqual(yield* total, 11);
      }),
    );
  });
});

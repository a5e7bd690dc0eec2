import { assert, layer } from "@effect/vitest";
import { Reports } from "@rapport/reporting/Reports";
import { seededRandom } from "@rapport/testing/seededRandom";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect, Layer } from "effect";
import { afterAll } from "vitest";
import { z } from "zod";
import { startChdb } from "./support/chdb.ts";
import {
  client,
  direct,
  directoryEvents,
  firm,
  linked,
  projectSources,
  reportsOn,
} from "./support/reporting.ts";
import { type Meeting, meeting } from "./support/sourceEvents.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const me = "me@rapport.example";
const you = "you@rapport.example";
const ann = "ann@acme.example";
const bob = "bob@acme.example";
const carol = "carol@bolt.example";
const at = (iso: string) => Date.parse(iso);

const meetings: ReadonlyArray<Meeting> = [
  // Two of us, one of theirs; a room and somebody of ours who declined are no heads.
  {
    key: "a",
    at: "2024-01-10T09:00:00Z",
    minutes: 45,
    invited: [me, you, "off@rapport.example!", "room1@rapport.example", ann],
  },
  // The same meeting in the calendar of another member: one event.
  {
    key: "a",
    at: "2024-01-10T09:00:00Z",
    minutes: 45,
    invited: [me, you, "off@rapport.example!", "room1@rapport.example", ann],
    account: "you",
  },
  // Moved by a newer version, to the next month; the organiser is not among the invited.
  { key: "b", at: "2024-01-20T09:00:00Z", invited: [ann, bob], revision: 1 },
  { key: "b", at: "2024-02-02T09:00:00Z", invited: [ann, bob], revision: 2 },
  // Cancelled by us 30 hours before.
  { key: "c", at: "2024-01-12T12:00:00Z", invited: [me, ann], revision: 1 },
  {
    key: "c",
    at: "2024-01-12T12:00:00Z",
    invited: [me, ann],
    revision: 2,
    over: { status: "cancelled", changedAt: at("2024-01-11T06:00:00Z") },
  },
  // A weekly series; its newer version has no third one any more, and the second was cancelled by itself.
  { key: "s#1", series: "s", seriesRevision: 1, at: "2024-01-15T09:00:00Z", invited: [me, ann] },
  { key: "s#2", series: "s", seriesRevision: 1, at: "2024-01-22T09:00:00Z", invited: [me, ann] },
  { key: "s#3", series: "s", seriesRevision: 1, at: "2024-01-29T09:00:00Z", invited: [me, ann] },
  { key: "s#1", series: "s", seriesRevision: 9, revision: 9, at: "2024-01-15T09:00:00Z", invited: [me, ann] },
  {
    key: "s#2",
    series: "s",
    seriesRevision: 0,
    revision: 9,
    at: "2024-01-22T09:00:00Z",
    invited: [me, ann],
    organiser: ann,
    over: { status: "cancelled" },
  },
  { key: "s#2", series: "s", seriesRevision: 9, revision: 8, at: "2024-01-22T09:00:00Z", invited: [me, ann] },
  // Shared by heads: acme has two, bolt one. One of acme's declined.
  { key: "d", at: "2024-02-05T09:00:00Z", minutes: 30, invited: [me, you, ann, `${bob}!`, carol] },
  // Nobody came: she declined, and no one else was asked.
  { key: "e", at: "2024-02-06T09:00:00Z", minutes: 30, invited: [me, `${ann}!`] },
  // Among ourselves, about the client that the title names; and about nothing.
  { key: "f", at: "2024-02-07T09:00:00Z", minutes: 15, invited: [me, you], named: ["project:acme-web"] },
  { key: "g", at: "2024-02-07T12:00:00Z", invited: [me, you] },
  // Takes nobody's time; all day.
  { key: "h", at: "2024-02-08T00:00:00Z", minutes: 1440, invited: [me, ann], over: { allDay: true } },
  // Somebody of free mail; with the client's name in the title the client has it whole.
  { key: "i", at: "2024-02-09T09:00:00Z", invited: [me, "fay@gmail.com"] },
  { key: "j", at: "2024-02-09T12:00:00Z", invited: [me, "gus@gmail.com?"], named: ["name:acme & co"] },
  // Later than anybody asks below.
  { key: "k", at: "2024-03-20T09:00:00Z", invited: [me, ann] },
];

const directory = [
  firm(),
  client("acme", "Acme & Co"),
  linked("acme", "domain:acme.example"),
  linked("acme", "project:acme-web"),
  {
    type: "contact.registered" as const,
    data: { party: `email:${bob}`, name: null, title: "Head of Marketing", seniority: "director" as const },
  },
];
const integer = z.coerce.number();
const holders = query({
  name: "test-holders",
  sql: `
    SELECT document, outcome, state, party, share_micro, heads, our_heads, minutes, moved, no_show, named, cancelled_by, notice_ms
    FROM meeting_holder(at = {at:String}) ORDER BY document, party`,
  params: z.object({ at: z.string() }),
  row: z.object({
    document: z.string(),
    outcome: z.string(),
    state: z.string(),
    party: z.string(),
    share_micro: integer,
    heads: integer,
    our_heads: integer,
    minutes: integer,
    moved: z.coerce.boolean(),
    no_show: z.coerce.boolean(),
    named: z.coerce.boolean(),
    cancelled_by: z.string(),
    notice_ms: integer.nullable(),
  }),
});

const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* projectSources(seededRandom(5).shuffle(meetings.map(meeting)));
    yield* direct(0, directoryEvents(directory));
  }),
).pipe(Layer.provideMerge(reportsOn(chdb, "meetings")));

layer(filled, { timeout: 60_000, excludeTestServices: true })("the views of meetings", (it) => {
  it.effect("say what became of each occurrence, and whose it is", () =>
    Effect.gen(function* () {
      const warehouse = yield* WarehouseReader;
      const rows = yield* warehouse.query(holders, { at: "2024-03-01 00:00:00.000" });
      const flags = (row: (typeof rows)[number]) =>
        [row.moved && "moved", row.no_show && "no show", row.named && "named"]
          .filter((flag) => flag !== false)
          .join();
      const acme = ["client", "acme", 1_000_000] as const;
      assert.deepStrictEqual(
        rows.map((r) => [
          r.document,
          r.outcome,
          r.state,
          r.party,
          r.share_micro,
          r.heads,
          r.our_heads,
          r.minutes,
          flags(r),
        ]),
        [
          ["a", "held", ...acme, 1, 2, 45, ""],
          ["b", "held", ...acme, 2, 1, 60, "moved"],
          ["c", "cancelled", ...acme, 1, 1, 60, ""],
          ["d", "held", "client", "acme", 666_667, 1, 2, 30, ""],
          ["d", "held", "organisation", "domain:bolt.example", 333_333, 1, 2, 30, ""],
          ["e", "held", ...acme, 0, 1, 30, "no show"],
          ["f", "held", ...acme, 0, 2, 15, "named"],
          ["g", "held", "internal", "", 1_000_000, 0, 2, 60, ""],
          ["h", "held", ...acme, 1, 1, 0, ""],
          ["i", "held", "unattributed", "email:fay@gmail.com", 1_000_000, 1, 1, 60, ""],
          ["j", "held", ...acme, 1, 1, 60, ""],
          ["k", "scheduled", ...acme, 1, 1, 60, ""],
          ["s#1", "held", ...acme, 1, 1, 60, ""],
          ["s#2", "cancelled", ...acme, 1, 1, 60, ""],
          ["s#3", "withdrawn", ...acme, 1, 1, 60, ""],
        ],
      );
      const cancelled = rows.filter((r) => r.outcome === "cancelled");
      assert.deepStrictEqual(
        cancelled.map((r) => [r.document, r.cancelled_by, r.notice_ms]),
        [
          ["c", "us", 30 * 3_600_000],
          ["s#2", "them", null],
        ],
      );
    }),
  );

  it.effect("give the client's answer and months", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const { meetings: m } = yield* reports.client("acme", "2024-02-29");
      assert.deepStrictEqual(m, {
        held: 8,
        named: 1,
        // b, with bob, a director; he declined d.
        withLeaders: 1,
        cancelled: 2,
        cancelledByUs: 1,
        cancelledByThem: 1,
        noticeMedianHours: 30,
        moved: 1,
        noShow: 1,
        // a 45, b 60, d 30, e 30, f 15, h 0, j 60, s#1 60.
        minutes: 300,
        // Two of ours in a, d and f.
        ourMinutes: 390,
        // a 1, b 2, d 1, h 1, j 1, s#1 1.
        theirHeads: 7,
        lastHeldAt: "2024-02-09T12:00:00.000Z",
        nextAt: "2024-03-20T09:00:00.000Z",
      });
      const { months } = yield* reports.clientMonths("acme", { asOf: "2024-02-29" });
      assert.deepStrictEqual(
        months.map((x) => [
          x.month,
          x.meetingsHeld,
          x.meetingsNamed,
          x.meetingsCancelled,
          x.meetingsMoved,
          x.meetingMinutes,
          x.meetingOurMinutes,
          x.meetingTheirHeads,
        ]),
        [
          ["2024-01", 2, 0, 2, 0, 105, 150, 2],
          ["2024-02", 6, 1, 0, 1, 195, 240, 5],
        ],
      );
    }),
  );

  it.effect("count a meeting as held when its end has passed, and not before", () =>
    Effect.gen(function* () {
      const warehouse = yield* WarehouseReader;
      const heldAt = (moment: string) =>
        Effect.map(
          warehouse.query(holders, { at: moment }),
          (rows) => rows.filter((r) => r.outcome === "held" && r.document === "a").length,
        );
      assert.strictEqual(yield* heldAt("2024-01-10 09:44:59.999"), 0);
      assert.strictEqual(yield* heldAt("2024-01-10 09:45:00.000"), 1);
    }),
  );

  it.effect("move with the links", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      // From 6 February on the people of acme belong to the client "next".
      yield* direct(
        100,
        directoryEvents(
          [
            client("next", "Next"),
            { ...linked("acme", "domain:acme.example"), type: "party.unlinked" as const },
            linked("acme", "domain:acme.example", null, "2024-02-06T00:00:00Z"),
            linked("next", "domain:acme.example", "2024-02-06T00:00:00Z", null),
          ],
          100,
        ),
      );
      const held = (id: string) => Effect.map(reports.client(id, "2024-02-29"), (c) => c.meetings.held);
      // a, b, d, s#1, and by title f and j.
      assert.strictEqual(yield* held("acme"), 6);
      assert.strictEqual(yield* held("next"), 2);
    }),
  );
});

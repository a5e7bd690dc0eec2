import { assert, layer } from "@effect/vitest";
import { Reports } from "@rapport/reporting/Reports";
import { handOverWaiting } from "@rapport/reporting/signals/handOverQueries";
import { WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Layer } from "effect";
import { afterAll } from "vitest";
import { startChdb } from "./support/chdb.ts";
import {
  client,
  direct,
  directoryEvents,
  firm,
  linked,
  type Mail,
  mail,
  project,
  projectSources,
  reportsOn,
} from "./support/reporting.ts";
import { happens, ticket } from "./support/sourceEvents.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const ann = "ann@acme.example";
const me = "me@rapport.example";
const mails = (
  [
    // Asked and answered; then we ask, and they never say a word.
    { id: "a1", at: "2024-04-02T08:00:00Z", from: ann, to: [me], asks: true },
    { id: "a2", at: "2024-04-02T09:00:00Z", from: me, to: [ann], re: "a1", asks: true },
    // Two questions in one thread that wait for us; a word that asks nothing waits for nobody.
    { id: "b1", at: "2024-04-10T08:00:00Z", from: ann, to: [me], asks: true },
    { id: "b2", at: "2024-04-12T08:00:00Z", from: ann, to: [me], re: "b1", asks: true },
    { id: "c1", at: "2024-04-13T08:00:00Z", from: ann, to: [me] },
    // Older than 60 days.
    { id: "d1", at: "2024-02-10T08:00:00Z", from: ann, to: [me], asks: true },
    // Somebody else's.
    { id: "e1", at: "2024-04-14T08:00:00Z", from: "eve@bolt.example", to: [me], asks: true },
    { id: "e2", at: "2024-04-14T09:00:00Z", from: me, to: ["eve@bolt.example"], re: "e1" },
    // After the day that is looked at.
    { id: "b3", at: "2024-04-16T08:00:00Z", from: me, to: [ann], re: "b2" },
  ] satisfies ReadonlyArray<Mail>
).map(mail);

const parties = ["zendesk-org:acme/1", `email:${ann}`, "domain:acme.example"];
const tickets = [
  // We said the last word in 1, they in 2; 3 is solved.
  ...ticket(1, parties, [
    ["2024-04-03T09:00:00Z", "them", happens.opened()],
    ["2024-04-04T09:00:00Z", "us", happens.replied()],
    ["2024-04-05T09:00:00Z", "us", happens.replied(false)],
  ]),
  ...ticket(2, parties, [
    ["2024-04-05T09:00:00Z", "them", happens.opened()],
    ["2024-04-06T09:00:00Z", "us", happens.replied()],
    ["2024-04-07T09:00:00Z", "them", happens.replied()],
  ]),
  ...ticket(3, parties, [
    ["2024-04-05T09:00:00Z", "them", happens.opened()],
    ["2024-04-06T09:00:00Z", "us", happens.solved("open")],
  ]),
];

const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* project(mails);
    yield* projectSources(tickets, [], mails.length);
    yield* direct(
      0,
      directoryEvents([firm(), client("acme", "Acme"), linked("acme", "domain:acme.example")]),
    );
  }),
).pipe(Layer.provideMerge(reportsOn(chdb, "client_page")));

const asOf = "2024-04-15";
const idOf = (name: string) => mails.find(({ data }) => data.messageId === name)!.id;

layer(filled, { timeout: 60_000, excludeTestServices: true })("what the page of a client shows", (it) => {
  it.effect("tells what waits for whom, the oldest first", () =>
    Effect.gen(function* () {
      const { items } = yield* (yield* Reports).clientThreads("acme", asOf);
      assert.deepStrictEqual(
        items.map(({ channel, awaiting, since, eventIds }) => [channel, awaiting, since, eventIds.length]),
        [
          ["mail", "them", "2024-04-02T09:00:00.000Z", 1],
          ["ticket", "them", "2024-04-04T09:00:00.000Z", 1],
          ["ticket", "us", "2024-04-07T09:00:00.000Z", 1],
          ["mail", "us", "2024-04-10T08:00:00.000Z", 2],
        ],
      );
      assert.deepStrictEqual(items.at(-1)!.eventIds, [idOf("b1"), idOf("b2")]);
      assert.deepStrictEqual(items.at(-1)!.theirs, [ann]);
      assert.deepStrictEqual(items.at(-1)!.ours, [me]);
    }),
  );

  it.effect("asks of mail what the hand-over asks", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const { items } = yield* reports.clientThreads("acme", asOf);
      const warehouse = yield* WarehouseReader;
      const waiting = yield* warehouse.query(handOverWaiting, { asOf, client: "acme" });
      const ofMail = items.filter(({ channel, awaiting }) => channel === "mail" && awaiting === "us");
      assert.deepStrictEqual(
        ofMail.map(({ about, since, eventIds }) => [about, Date.parse(since), eventIds]),
        waiting
          .filter(({ channel }) => channel === "mail")
          .map((row) => [row.about, row.since_ms, row.event_ids]),
      );
    }),
  );

  it.effect("tells every day on which anything passed, and the first of all", () =>
    Effect.gen(function* () {
      const { days, firstDay } = yield* (yield* Reports).clientDays("acme", {
        asOf,
        from: "2024-04-02",
        to: "2024-04-30",
      });
      assert.strictEqual(firstDay, "2024-02-10");
      assert.deepStrictEqual(
        days.map((day) => [day.day.slice(5), day.messagesIn, day.messagesOut, day.ticketsOpened]),
        [
          ["04-02", 1, 1, 0],
          ["04-03", 0, 0, 1],
          ["04-05", 0, 0, 2],
          ["04-10", 1, 0, 0],
          ["04-12", 1, 0, 0],
          ["04-13", 1, 0, 0],
        ],
      );
    }),
  );

  it.effect("names events by their ids, with their places, and says which it does not know", () =>
    Effect.gen(function* () {
      const nobody = "0".repeat(32);
      const ids = [tickets[0]!.id, idOf("a1"), nobody, idOf("a1")].join(",");
      const answer = yield* (yield* Reports).clientEvents("acme", { asOf, ids });
      assert.deepStrictEqual(
        answer.items.map(({ type, text, occurredAt, sources }) => [type, text, occurredAt, sources.length]),
        [
          ["ticket.opened", tickets[0]!.data.ticket, "2024-04-03T09:00:00.000Z", 1],
          ["email.received", "a1", "2024-04-02T08:00:00.000Z", 1],
        ],
      );
      assert.deepStrictEqual(answer.unknown, [nobody]);
    }),
  );

  it.effect("lists clients at a glance, and organisations only when they are asked for", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const list = yield* reports.clientList({ asOf });
      const [acme] = list.items;
      assert.deepStrictEqual([list.all, list.total, acme!.id, acme!.messages], [1, 1, "acme", 6]);
      const both = yield* reports.clientList({ asOf, kind: "all", sort: "-messages", limit: 1 });
      assert.deepStrictEqual([both.total, both.items[0]!.id], [2, "acme"]);
      const next = yield* reports.clientList({
        asOf,
        kind: "all",
        sort: "-messages",
        limit: 1,
        cursor: both.nextCursor!,
      });
      assert.deepStrictEqual(
        [next.items.map(({ id }) => id), next.nextCursor],
        [["domain:bolt.example"], null],
      );
      const none = yield* reports.clientList({ asOf, search: "bolt" });
      assert.deepStrictEqual([none.all, none.total], [1, 0]);
    }),
  );

  it.effect("has the order of risk, and neither band nor chance, where only the order may be shown", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const writer = yield* WarehouseWriter;
      const score = (edition: number, shown: string) => [
        `INSERT INTO client_score (edition, party, week, model, shown, band, chance_micro) VALUES (${edition}, 'acme', '2024-04-01', 'm', '${shown}', 'high', 310000)`,
        `INSERT INTO economics_edition (book, month, edition, derived_at) VALUES ('risk', 0, ${edition}, '2024-04-09 00:00:00.000')`,
      ];
      const listWith = (edition: number, shown: string) =>
        Effect.forEach(score(edition, shown), (statement) => writer.command(statement)).pipe(
          Effect.andThen(reports.clientList({ asOf, kind: "all" })),
        );
      const told = yield* listWith(9001, "percent");
      assert.deepStrictEqual(
        [told.onlyOrder, told.items[0]!.id, told.items[0]!.band, told.items[0]!.chancePercent],
        [false, "acme", "high", 31],
      );
      const ordered = yield* listWith(9002, "rank");
      assert.deepStrictEqual(
        [ordered.onlyOrder, ordered.items[0]!.id, ordered.items[0]!.band, ordered.items[0]!.chancePercent],
        [true, "acme", null, null],
      );
      assert.strictEqual((yield* reports.clientList({ asOf, band: "high" })).total, 0);
      const young = yield* listWith(9003, "too_new");
      assert.deepStrictEqual([young.onlyOrder, young.items.at(-1)!.band], [false, null]);
    }),
  );

  it.effect("refuses a client that nobody knows", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const threads = yield* Effect.flip(reports.clientThreads("nobody", asOf));
      const days = yield* Effect.flip(reports.clientDays("nobody", { asOf }));
      assert.deepStrictEqual([threads._tag, days._tag], ["UnknownClient", "UnknownClient"]);
    }),
  );
});

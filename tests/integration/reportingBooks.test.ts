import { assert, layer } from "@effect/vitest";
import { Reports } from "@rapport/reporting/Reports";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect, Layer } from "effect";
import { afterAll } from "vitest";
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
import { booked, books } from "./support/sourceEvents.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const acme = ["project:acme-web", "billing:c-1"];
const bolt = ["billing:c-2", "email:pay@bolt.example", "domain:bolt.example"];

const ledger = [
  booked("invoice:1", "2024-01-31", acme, books.invoice("1", "2024-01-31", "GBP", 100_000, 20_000, 5_000)),
  // Corrected: another amount, and again.
  booked("invoice:2", "2024-02-29", acme, books.invoice("2", "2024-02-29", "GBP", 50_000, 10_000)),
  booked("invoice:2", "2024-02-29", acme, books.invoice("2", "2024-02-29", "GBP", 70_000, 14_000), {
    revision: 3,
  }),
  booked("invoice:2", "2024-02-29", acme, books.invoice("2", "2024-02-29", "GBP", 60_000, 12_000), {
    revision: 2,
  }),
  // In another currency; a draft; one that was void after all; one that moved to another month.
  booked("invoice:3", "2024-02-10", acme, books.invoice("3", "2024-02-10", "JPY", 900_000)),
  booked("invoice:4", "2024-02-11", acme, books.invoice("4", "2024-02-11", "GBP", 1), { status: "draft" }),
  booked("invoice:5", "2024-02-12", acme, books.invoice("5", "2024-02-12", "GBP", 2)),
  booked("invoice:5", "2024-02-12", acme, books.invoice("5", "2024-02-12", "GBP", 2), {
    revision: 2,
    status: "void",
  }),
  booked("invoice:6", "2024-02-13", acme, books.invoice("6", "2024-02-13", "GBP", 3_000)),
  booked("invoice:6", "2024-03-01", acme, books.invoice("6", "2024-03-01", "GBP", 3_000), { revision: 2 }),
  // Of an organisation that nobody linked.
  booked("invoice:7", "2024-01-15", bolt, books.invoice("7", "2024-01-15", "EUR", 40_000)),
  // Payments and credits name nobody: they go where their invoice went.
  booked("payment:1", "2024-02-20", [], books.payment("2024-02-20", "GBP", 120_000, "1")),
  booked("payment:2", "2024-02-21", [], books.payment("2024-02-21", "GBP", -5_000, "2")),
  booked("payment:3", "2024-02-22", [], books.payment("2024-02-22", "EUR", 40_000, "7")),
  booked("payment:4", "2024-02-22", [], books.payment("2024-02-22", "EUR", 77, "unknown")),
  booked("payment:5", "2024-02-23", ["billing:c-1"], books.payment("2024-02-23", "GBP", 1_000, null)),
  booked("credit:1", "2024-02-25", [], books.credit("CN1", "2024-02-25", "GBP", 8_000, "2")),
  booked("expense:1", "2024-01-09", acme, books.expense("2024-01-09", "GBP", 2_500)),
  booked("expense:2", "2024-01-09", [], books.expense("2024-01-09", "GBP", 900)),
  booked("time:1", "2024-01-31", acme, books.time("2024-01-31", 2, true)),
  booked("time:2", "2024-02-01", acme, books.time("2024-02-01", 3, false)),
  booked("time:3", "2024-02-01", acme, books.time("2024-02-01", 1, null)),
  booked("time:4", "2024-02-01", [], books.time("2024-02-01", 5, false)),
  booked("time:5", "2024-02-02", ["project:new"], books.time("2024-02-02", 4, true)),
];

const directory = [
  firm(),
  client("acme", "Acme"),
  client("old", "Old Acme"),
  linked("acme", "project:acme-web"),
  linked("acme", "billing:c-1"),
];

const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* projectSources([], seededRandom(11).shuffle(ledger));
    yield* direct(0, directoryEvents(directory));
  }),
).pipe(Layer.provideMerge(reportsOn(chdb, "books")));

const money = (currency: string, over: object) => ({
  currency,
  invoicedNetMinor: 0,
  invoicedTotalMinor: 0,
  passThroughMinor: 0,
  creditedNetMinor: 0,
  creditedTotalMinor: 0,
  paidMinor: 0,
  expenseMinor: 0,
  ...over,
});
const day = "2024-03-31";

layer(filled, { timeout: 60_000, excludeTestServices: true })("the views of the books", (it) => {
  it.effect("hold each document as corrected last, by month and currency", () =>
    Effect.gen(function* () {
      const { months } = yield* (yield* Reports).clientMonths("acme", { asOf: day });
      assert.deepStrictEqual(
        months.map((m) => ({
          month: m.month,
          logged: m.loggedSeconds,
          billable: m.billableSeconds,
          money: m.money,
        })),
        [
          {
            month: "2024-01",
            logged: 7200,
            billable: 7200,
            money: [
              money("GBP", {
                invoicedNetMinor: 100_000,
                invoicedTotalMinor: 120_000,
                passThroughMinor: 5_000,
                expenseMinor: 2_500,
              }),
            ],
          },
          {
            month: "2024-02",
            logged: 4 * 3600,
            billable: 0,
            money: [
              money("GBP", {
                invoicedNetMinor: 70_000,
                invoicedTotalMinor: 84_000,
                creditedNetMinor: 8_000,
                creditedTotalMinor: 8_000,
                paidMinor: 116_000,
              }),
              money("JPY", { invoicedNetMinor: 900_000, invoicedTotalMinor: 900_000 }),
            ],
          },
          {
            month: "2024-03",
            logged: 0,
            billable: 0,
            money: [money("GBP", { invoicedNetMinor: 3_000, invoicedTotalMinor: 3_000 })],
          },
        ],
      );
    }),
  );

  it.effect("sum up a client, each currency by itself", () =>
    Effect.gen(function* () {
      const answer = yield* (yield* Reports).client("acme", day);
      assert.deepStrictEqual(
        answer.money.map((m) => [m.currency, m.invoicedTotalMinor, m.paidMinor, m.balanceMinor]),
        [
          ["GBP", 207_000, 116_000, 83_000],
          ["JPY", 900_000, 0, 900_000],
        ],
      );
      assert.deepStrictEqual(answer.time, {
        entries: 3,
        loggedSeconds: 6 * 3600,
        billableSeconds: 2 * 3600,
        lastWorkedOn: "2024-02-01",
      });
      // Nothing of February on the last of January.
      const early = yield* (yield* Reports).client("acme", "2024-01-31");
      assert.deepStrictEqual(
        early.money.map((m) => m.balanceMinor),
        [120_000],
      );
    }),
  );

  it.effect("list what nobody claims by hours and money, with what stands together", () =>
    Effect.gen(function* () {
      const { total, items } = yield* (yield* Reports).unattributed(day);
      assert.strictEqual(total, 2);
      assert.deepStrictEqual(items, [
        {
          party: "project:new",
          state: "unattributed",
          messages: 0,
          tickets: 0,
          meetings: 0,
          meetingMinutes: 0,
          loggedSeconds: 4 * 3600,
          money: [],
          together: [],
        },
        {
          party: "domain:bolt.example",
          state: "organisation",
          messages: 0,
          tickets: 0,
          meetings: 0,
          meetingMinutes: 0,
          loggedSeconds: 0,
          money: [
            {
              currency: "EUR",
              invoicedNetMinor: 40_000,
              creditedNetMinor: 0,
              paidMinor: 40_000,
              expenseMinor: 0,
            },
          ],
          together: ["billing:c-2", "email:pay@bolt.example"],
        },
      ]);
    }),
  );

  it.effect("follow a link from a day on, and a merge, and take both back", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const before = yield* reports.months({ asOf: day });
      const hours = (id: string) =>
        Effect.map(reports.clientMonths(id, { asOf: day }), ({ months }) =>
          months.map((m) => [m.month, m.loggedSeconds / 3600]),
        );
      yield* direct(
        100,
        directoryEvents(
          [
            { ...linked("acme", "project:acme-web"), type: "party.unlinked" as const },
            linked("old", "project:acme-web", null, "2024-02-01T00:00:00Z"),
            linked("acme", "project:acme-web", "2024-02-01T00:00:00Z"),
          ],
          100,
        ),
      );
      assert.deepStrictEqual(yield* hours("old"), [["2024-01", 2]]);
      assert.deepStrictEqual((yield* hours("acme")).slice(0, 1), [["2024-02", 4]]);
      yield* direct(
        200,
        directoryEvents([{ type: "client.merged", data: { from: "old", into: "acme" } }], 200),
      );
      assert.deepStrictEqual(yield* reports.months({ asOf: day }), before);
    }),
  );

  it.effect("page through the months without a gap or a repetition", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const whole = yield* reports.months({ asOf: day });
      const found: Array<unknown> = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < 20; pages++) {
        const page = yield* reports.months({ asOf: day, limit: 2, cursor });
        found.push(...page.items);
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      assert.deepStrictEqual(found, whole.items);
      const january = yield* reports.months({ asOf: day, from: "2024-01", to: "2024-01" });
      assert.deepStrictEqual(
        january.items,
        whole.items.filter((m) => m.month === "2024-01"),
      );
    }),
  );
});

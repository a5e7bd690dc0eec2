import { assert, layer } from "@effect/vitest";
import type { Reports as ReportsService } from "@rapport/reporting/Reports";
import { Reports } from "@rapport/reporting/Reports";
import { Effect, Layer } from "effect";
import { afterAll } from "vitest";
import { startChdb } from "./support/chdb.ts";
import {
  client,
  direct,
  directoryEvents,
  firm,
  linked,
  mail,
  project,
  projectSources,
  reportsOn,
} from "./support/reporting.ts";
import { booked, books, happens, meeting, ticket } from "./support/sourceEvents.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const [me, ann, bob] = ["me@rapport.example", "ann@acme.example", "bob@acme.example"];
const domain = "domain:acme.example";
const billing = "billing:C-1";

const mails = [
  mail({ id: "a", at: "2024-04-02T08:00:00Z", from: ann, to: [me] }),
  mail({ id: "b", at: "2024-04-03T08:00:00Z", from: me, to: [ann, bob, "eve@bolt.example"] }),
  mail({ id: "c", at: "2024-04-09T08:00:00Z", from: bob, to: [me] }),
];
const sources = [
  ...ticket(1, [domain], [["2024-04-03T09:00:00Z", "them", happens.opened()]]),
  ...ticket(2, ["domain:bolt.example", domain], [["2024-04-03T09:00:00Z", "them", happens.opened()]]),
  meeting({ key: "m1", at: "2024-04-04T09:00:00Z", invited: [me, ann, bob, "eve@bolt.example"] }),
  meeting({ key: "m2", at: "2024-04-05T09:00:00Z", invited: [me, `${bob}!`], minutes: 30 }),
  meeting({ key: "m3", at: "2024-04-25T09:00:00Z", invited: [me, ann] }),
];
const ledger = [
  booked("i1", "2024-04-02", [billing], books.invoice("INV-1", "2024-04-02", "EUR", 120_000)),
  booked("i2", "2024-04-12", [billing], books.invoice("INV-2", "2024-04-12", "GBP", 7_000)),
  booked("p1", "2024-04-06", [billing], books.payment("2024-04-06", "EUR", 50_000, "INV-1")),
  booked("t1", "2024-04-06", [billing], books.time("2024-04-06", 2, true)),
];

const filled = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* project(mails);
    yield* projectSources(sources, ledger, mails.length);
    yield* direct(0, directoryEvents([firm(), client("acme", "Acme")]));
  }),
).pipe(Layer.provideMerge(reportsOn(chdb, "unlink_preview")));

const asOf = "2024-04-15";
const spans = [{}, { from: "2024-04-03", to: "2024-04-09" }];
/** What waits under a party, or counts for Acme by it, on all days and on some. */
const told = (reports: ReportsService["Service"], party: string, emails?: ReadonlyArray<string>) =>
  Effect.forEach(spans, (span) =>
    Effect.map(
      reports.waiting({
        party,
        asOf,
        ...span,
        ...(emails === undefined ? {} : { countsFor: { client: "acme", emails } }),
      }),
      ({ figures }) => figures,
    ),
  );

layer(filled, { timeout: 60_000, excludeTestServices: true })("what taking a link back would move", (it) => {
  it.effect("is what came by it: messages, tickets, meetings, time and money, on the days of the link", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const waiting = yield* Effect.forEach([domain, billing], (party) => told(reports, party));
      const [ofDomain, ofBilling] = [waiting[0]![0]!, waiting[1]![0]!];
      assert.deepStrictEqual(
        [ofDomain.messages > 2, ofDomain.tickets, ofDomain.meetings, ofDomain.meetingMinutes > 30],
        [true, 1, 2, true],
      );
      assert.deepStrictEqual([ofBilling.loggedSeconds, ofBilling.money.length], [7200, 2]);
      yield* direct(2, directoryEvents([linked("acme", domain), linked("acme", billing)], 2));
      const counting = yield* Effect.forEach([domain, billing], (party) => told(reports, party, []));
      // A ticket that names another first waits under that one, and goes to whoever is linked.
      const moved = waiting[0]!.map((figures) => ({ ...figures, tickets: 2 }));
      assert.deepStrictEqual(counting, [moved, waiting[1]]);
    }),
  );

  it.effect("leaves out whose address has a link of its own", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const [all] = yield* told(reports, domain, []);
      const [others] = yield* told(reports, domain, ["bob@acme.example"]);
      const [bobs] = yield* told(reports, `email:${bob}`, ["bob@acme.example"]);
      assert.isAbove(bobs!.messages, 1);
      assert.closeTo(others!.messages + bobs!.messages, all!.messages, 0.002);
      assert.strictEqual(others!.meetings, 1);
    }),
  );
});

import { assert, layer } from "@effect/vitest";
import type { LedgerEvent } from "@rapport/contracts/Ledger";
import type { InteractionEvent } from "@rapport/contracts/EventCodec";
import { Reports } from "@rapport/reporting/Reports";
import { sampleSources } from "@rapport/testing/sampleSources";
import { type SeededRandom, seededRandom } from "@rapport/testing/seededRandom";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
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

const chdb = await startChdb();
afterAll(() => chdb.stop());

/** Another one each run; RAPPORT_SEED runs one again. */
const seed = Number(process.env["RAPPORT_SEED"] ?? Math.floor(Date.now() / 1000));
const options = { timeout: 90_000, excludeTestServices: true } as const;
const day = "2030-01-01";

type Any = InteractionEvent | LedgerEvent;
const isLedger = (event: Any): event is LedgerEvent =>
  "status" in event.data && !event.type.startsWith("meeting.");
const tell = (events: ReadonlyArray<Any>, offset = 0) =>
  projectSources(
    events.filter((event): event is InteractionEvent => !isLedger(event)),
    events.filter(isLedger),
    offset,
  );

/** What the books and tickets come to, counted here from the events: of each document the highest revision. */
const countedHere = (events: ReadonlyArray<Any>): ReadonlyMap<string, number> => {
  const held = new Map<string, Any>();
  for (const event of events) {
    if (!("document" in event.data)) continue;
    const key = `${event.source.connector} ${event.source.account} ${event.data.document.key}`;
    const before = held.get(key);
    if (before === undefined || !("document" in before.data)) held.set(key, event);
    else if (before.data.document.revision < event.data.document.revision) held.set(key, event);
  }
  const sums = new Map<string, number>();
  const add = (measure: string, amount: number) => void sums.set(measure, (sums.get(measure) ?? 0) + amount);
  const [tickets, gone] = [new Set<string>(), new Set<string>()];
  for (const event of held.values()) {
    if ("ticket" in event.data && event.type.startsWith("ticket.")) {
      tickets.add(String(event.data.ticket));
      if (event.type === "ticket.deleted" || event.type === "ticket.merged") gone.add(event.data.ticket);
    } else if (isLedger(event) && event.data.status === "posted") {
      if (event.type === "time.logged") add("logged_seconds", event.data.durationSeconds);
      else if (event.type === "invoice.issued")
        add(`invoiced_net ${event.data.currency}`, event.data.netMinor);
      else if (event.type === "credit_note.issued")
        add(`credited_net ${event.data.currency}`, event.data.netMinor);
      else if (event.type === "invoice.paid") add(`paid ${event.data.currency}`, event.data.amountMinor);
      else if (event.type === "expense.logged")
        add(`expenses ${event.data.currency}`, event.data.amountMinor);
      else if (event.type === "overhead.recorded")
        add(`overhead ${event.data.currency}`, event.data.amountMinor);
    }
  }
  add("tickets", [...tickets].filter((ticket) => !gone.has(ticket)).length);
  return sums;
};

const parties = (events: ReadonlyArray<Any>): ReadonlyArray<string> => [
  ...new Set(events.flatMap((event) => event.parties)),
];
const ids = ["c0", "c1", "c2"];
const randomChange = (random: SeededRandom, known: ReadonlyArray<string>) => {
  if (random.chance(0.3)) {
    const [from = "", into = ""] = random.shuffle(ids);
    return { type: random.pick(["client.merged", "client.unmerged"] as const), data: { from, into } };
  }
  const from = random.chance(0.5) ? `2024-01-${random.int(10, 20)}T00:00:00Z` : null;
  return linked(random.pick(ids), random.pick(known), from, null);
};

const shares = query({
  name: "test-meeting-shares",
  sql: `
    SELECT countIf(total != 1000000) AS broken, count() AS meetings
    FROM (SELECT document, sum(share_micro) AS total FROM meeting_holder(at = '2100-01-01 00:00:00') GROUP BY document)`,
  params: z.object({}),
  row: z.object({ broken: z.coerce.number(), meetings: z.coerce.number() }),
});

layer(reportsOn(chdb, "conserved"), options)("whatever the directory says", (it) => {
  it.effect(`nothing of tickets, meetings, time and money is lost or doubled (seed ${seed})`, () =>
    Effect.gen(function* () {
      const random = seededRandom(seed);
      const reports = yield* Reports;
      const warehouse = yield* WarehouseReader;
      const events = sampleSources(random, 40);
      yield* tell(events);
      yield* direct(0, directoryEvents([firm(), ...ids.map((id) => client(id, id))]));
      const expected = countedHere(events);
      const occurrences = new Set(
        events.flatMap((e) => (e.type.startsWith("meeting.") ? [e.data.document.key] : [])),
      );
      for (let round = 0; round < 2; round++) {
        const { measures } = yield* reports.coverage(day);
        for (const m of measures) {
          const name = m.currency === null ? m.measure : `${m.measure} ${m.currency}`;
          assert.strictEqual(
            m.states.reduce((sum, s) => sum + Math.round(s.amount * 1e6), 0),
            Math.round(m.total * 1e6),
            name,
          );
          assert.strictEqual(Math.round((m.attributed + m.unattributed - m.total) * 1e6), 0, name);
          if (expected.has(name)) assert.strictEqual(m.total, expected.get(name), name);
        }
        const found = measures.map((m) => (m.currency === null ? m.measure : `${m.measure} ${m.currency}`));
        assert.includeMembers(found, [...expected.keys()]);
        const { items } = yield* reports.months({ asOf: day, limit: 10_000 });
        const internal = (name: string) =>
          measures.find((m) => m.measure === name)?.states.find((s) => s.state === "internal")?.amount ?? 0;
        assert.strictEqual(
          items.reduce((sum, m) => sum + m.loggedSeconds, 0) + internal("logged_seconds"),
          // A sample of forty may hold no time entry at all (seed 1648038).
          expected.get("logged_seconds") ?? 0,
        );
        const [share] = yield* warehouse.query(shares, {});
        assert.deepStrictEqual(share, { broken: 0, meetings: occurrences.size });
        const change = [1, 2, 3].map(() => randomChange(random, parties(events)));
        yield* direct(100 + 3 * round, directoryEvents(change, 100 + 3 * round));
      }
    }),
  );
});

layer(reportsOn(chdb, "told_again"), options)("a log in another order, with copies", (it) => {
  it.effect(`gives the same months, the same coverage and the same queue (seed ${seed})`, () =>
    Effect.gen(function* () {
      const random = seededRandom(seed);
      const reports = yield* Reports;
      const events = sampleSources(random, 25);
      const known = parties(events);
      const said = [
        firm(),
        ...ids.map((id) => client(id, id)),
        linked("c0", "domain:acme.example"),
        ...[1, 2, 3].map(() => randomChange(random, known)),
      ];
      const all = Effect.all([
        reports.months({ asOf: day, limit: 10_000 }),
        reports.coverage(day),
        reports.unattributed(day),
      ]);
      yield* direct(0, directoryEvents(said));
      // Half of it first, so that facts stand in parts of their own; then all of it in another order.
      yield* tell(events.slice(0, Math.floor(events.length / 2)));
      yield* tell(random.shuffle(events), 10_000);
      const once = yield* all;
      yield* tell(random.shuffle(events), 20_000);
      assert.deepStrictEqual(yield* all, once);
      assert.isAbove(once[0].items.length, 1);
    }),
  );
});

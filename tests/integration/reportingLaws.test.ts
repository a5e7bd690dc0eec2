import { assert, layer } from "@effect/vitest";
import { defaultCalendar, type WorkingCalendar, workingMsBetween } from "@rapport/domain/metrics/WorkingTime";
import { Reports } from "@rapport/reporting/Reports";
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
  mail,
  project,
  reportsOn,
} from "./support/reporting.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

/** Another one each run; RAPPORT_SEED runs one again. */
const seed = Number(process.env["RAPPORT_SEED"] ?? Math.floor(Date.now() / 1000));
const options = { timeout: 60_000, excludeTestServices: true } as const;

const replies = query({
  name: "test-replies",
  sql: `SELECT asked_ms, answered_ms, working_ms FROM client_reply(until = '2100-01-01 00:00:00.000')`,
  params: z.object({}),
  row: z.object({
    asked_ms: z.coerce.number(),
    answered_ms: z.coerce.number(),
    working_ms: z.coerce.number(),
  }),
});

/** Weeks of all lengths, and clocks that jump: at night, at midnight, by half an hour, inside the hours. */
const calendars: ReadonlyArray<WorkingCalendar> = [
  defaultCalendar,
  { ...defaultCalendar, timeZone: "Europe/Berlin", holidays: ["2003-12-25", "2003-12-26", "2011-06-13"] },
  {
    ...defaultCalendar,
    timeZone: "America/New_York",
    workingDays: [1, 2, 3, 4, 5, 6, 7],
    workStartMinute: 0,
    workEndMinute: 1440,
  },
  {
    ...defaultCalendar,
    timeZone: "Europe/London",
    workingDays: [6, 7],
    workStartMinute: 75,
    workEndMinute: 170,
  },
  {
    ...defaultCalendar,
    timeZone: "America/Sao_Paulo",
    workingDays: [5, 6, 7],
    workStartMinute: 0,
    workEndMinute: 30,
  },
  {
    ...defaultCalendar,
    timeZone: "Australia/Lord_Howe",
    workingDays: [7],
    workStartMinute: 100,
    workEndMinute: 130,
  },
  { ...defaultCalendar, timeZone: "Pacific/Auckland", workStartMinute: 480, workEndMinute: 1020 },
];

const conversations = (random: SeededRandom) =>
  Array.from({ length: 150 }, (_, i) => {
    const asked = random.int(Date.UTC(1995, 0, 1), Date.UTC(2024, 0, 1));
    const answered = asked + random.int(0, random.pick([3_600_000, 86_400_000, 40 * 86_400_000]));
    const at = (ms: number) => new Date(ms).toISOString();
    return [
      mail({ id: `q${i}`, at: at(asked), from: "ann@acme.example", to: ["me@rapport.example"] }),
      mail({
        id: `a${i}`,
        at: at(answered),
        from: "me@rapport.example",
        to: ["ann@acme.example"],
        re: `q${i}`,
      }),
    ];
  }).flat();

layer(reportsOn(chdb, "hours"), options)("working time in the warehouse", (it) => {
  it.effect(`equals the reference to the millisecond (seed ${seed})`, () =>
    Effect.gen(function* () {
      const warehouse = yield* WarehouseReader;
      yield* project(conversations(seededRandom(seed)));
      for (const [i, calendar] of calendars.entries()) {
        yield* direct(
          i,
          directoryEvents(
            [firm({ ...calendar, workingDays: [...calendar.workingDays], holidays: [...calendar.holidays] })],
            i,
          ),
        );
        const rows = yield* warehouse.query(replies, {});
        assert.isAbove(rows.length, 140);
        for (const row of rows) {
          const expected = workingMsBetween(calendar, row.asked_ms, row.answered_ms);
          assert.strictEqual(
            row.working_ms,
            expected,
            `${calendar.timeZone} ${row.asked_ms} ${row.answered_ms}`,
          );
        }
      }
    }),
  );
});

const addresses =
  "me@rapport.example you@mail.rapport.example ann@acme.example bob@acme.example info@acme.example carol@bolt.example dan@bolt.example eve@corp.example no-reply@corp.example fay@gmail.com gus@gmail.com".split(
    " ",
  );
const parties = [
  "domain:acme.example",
  "domain:bolt.example",
  "domain:corp.example",
  "email:fay@gmail.com",
  "email:bob@acme.example",
];
const ids = ["c0", "c1", "c2", "c3"];

const randomMails = (random: SeededRandom) =>
  Array.from({ length: 120 }, (_, i) => {
    const [from = "", ...others] = random.shuffle(addresses);
    const event = mail({
      id: `r${i}`,
      at: new Date(Date.UTC(2024, 0, 1) + random.int(0, 60 * 86_400_000)).toISOString(),
      from,
      to: others.slice(0, random.int(0, 5)),
      plausible: random.chance(0.95),
      automatic: random.chance(0.1)
        ? random.pick(["list", "bulk", "auto_reply", "bounce", "spam"] as const)
        : "none",
      ...(i > 0 && random.chance(0.4) ? { re: `r${random.int(0, i - 1)}` } : {}),
    });
    return random.chance(0.03) ? { ...event, data: { ...event.data, participants: [] } } : event;
  });

const randomDay = (random: SeededRandom): string =>
  `2024-0${random.int(1, 2)}-${random.int(10, 28)}T00:00:00Z`;
const randomChange = (random: SeededRandom) => {
  if (random.chance(0.3)) {
    const [from = "", into = ""] = random.shuffle(ids);
    return { type: random.pick(["client.merged", "client.unmerged"] as const), data: { from, into } };
  }
  const dated = random.chance(0.5);
  return linked(random.pick(ids), random.pick(parties), dated ? randomDay(random) : null, null);
};

const micro = (messages: number): number => Math.round(messages * 1e6);
const shares = query({
  name: "test-shares",
  sql: `
    SELECT count() AS messages, countIf(total != 1000000) AS broken, min(least_share) AS least
    FROM (SELECT event_id, sum(share_micro) AS total, min(share_micro) AS least_share
      FROM message_holder(until = '2100-01-01 00:00:00.000') GROUP BY event_id)`,
  params: z.object({}),
  row: z.object({ messages: z.coerce.number(), broken: z.coerce.number(), least: z.coerce.number() }),
});

layer(reportsOn(chdb, "conserved"), options)("whatever the directory says", (it) => {
  it.effect(`every message is shared out exactly, and clients and the rest add to all (seed ${seed})`, () =>
    Effect.gen(function* () {
      const random = seededRandom(seed);
      const reports = yield* Reports;
      const warehouse = yield* WarehouseReader;
      const mails = randomMails(random);
      yield* project(mails);
      const start = [firm(), ...ids.map((id) => client(id, id))];
      yield* direct(0, directoryEvents(start));
      for (let round = 0; round < 4; round++) {
        const [found] = yield* warehouse.query(shares, {});
        assert.deepStrictEqual([found?.messages, found?.broken], [mails.length, 0]);
        const { items } = yield* reports.clients({ asOf: "2030-01-01", limit: 1000 });
        const coverage = yield* reports.coverage("2030-01-01");
        const held = coverage.states.filter((s) => s.state === "client" || s.state === "organisation");
        const rest = coverage.states.filter((s) => !held.includes(s));
        const sum = (parts: ReadonlyArray<number>) => parts.reduce((n, part) => n + micro(part), 0);
        assert.strictEqual(sum(items.map((c) => c.messages.shared)), sum(held.map((s) => s.messages)));
        assert.strictEqual(
          sum(held.map((s) => s.messages)) + sum(rest.map((s) => s.messages)),
          mails.length * 1e6,
        );
        assert.strictEqual(
          micro(coverage.attributed.messages) + micro(coverage.unattributed.messages),
          mails.length * 1e6,
        );
        const change = [randomChange(random), randomChange(random)];
        yield* direct(100 + 2 * round, directoryEvents(change, 100 + 2 * round));
      }
    }),
  );
});

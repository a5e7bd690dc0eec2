import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, layer } from "@effect/vitest";
import { messageTables } from "@rapport/economics/messages/MessageTables";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { projectionTables } from "@rapport/projector/Tables";
import { type SeededRandom, seededRandom } from "@rapport/testing/seededRandom";
import { migrate } from "@rapport/warehouse/Migrations";
import { migrationsFolder } from "@rapport/warehouse/migrations/files";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Redacted } from "effect";
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
  projectMore,
  reportsOn,
} from "./support/reporting.ts";

/*
 * Messages are shared out once, month by month as they change, and not at every read. The reference are the views as they
 * were when every read worked all of it out: the first twelve migrations, in a database of their own with the same rows.
 */
const chdb = await startChdb();
afterAll(() => chdb.stop());

const seed = Number(process.env["RAPPORT_SEED"] ?? Math.floor(Date.now() / 1000));
const options = { timeout: 60_000, excludeTestServices: true } as const;
const lastMigrationBefore = 12;

const migrateOldViews = Effect.gen(function* () {
  const folder = mkdtempSync(join(tmpdir(), "rapport-old-views-"));
  const files = readdirSync(migrationsFolder).filter(
    (file) => Number(file.slice(0, 4)) <= lastMigrationBefore,
  );
  for (const file of files) cpSync(join(migrationsFolder, file), join(folder, file));
  yield* migrate({ url: chdb.url, password: Redacted.make(chdb.password), database: "old_views", folder });
  rmSync(folder, { recursive: true });
});

const facts = projectionTables.filter((table) => !messageTables.some((name) => name === table));

const copyRows = Effect.gen(function* () {
  const writer = yield* WarehouseWriter;
  for (const table of facts) {
    yield* writer.command(`TRUNCATE TABLE old_views.${table}`);
    yield* writer.command(`INSERT INTO old_views.${table} SELECT * FROM ${table}`);
  }
});

const moment = "{until:DateTime64(3, 'UTC')}";
const now = "{at:DateTime64(3, 'UTC')}";
/** Each view as text, its rows in an order of their own. */
const views: Readonly<Record<string, string>> = {
  message_holder: `SELECT event_id, state::String, party, share_micro, arraySort(their_addresses), own_addresses, side::String FROM message_holder(until = ${moment})`,
  client_activity: `SELECT * FROM client_activity(until = ${moment}, at = ${now})`,
  client_reply: `SELECT party, responder, asked_event_id, asked_ms, answered_ms, elapsed_ms, working_ms FROM client_reply(until = ${moment})`,
  client_rhythm: `SELECT party, days, active_days, gaps, gap_median_days, gap_p90_days, last_day FROM client_rhythm(until = ${moment})`,
  client_month_messages: `SELECT * FROM client_month_messages(until = ${moment})`,
  message_share: `SELECT * FROM message_share(until = ${moment})`,
};

/** What had no view before. */
const messageShareBefore = `SELECT state::String, party, sum(share_micro), count() FROM message_holder(until = ${moment}) GROUP BY state, party`;

const rowsOf = (database: string, view: string) =>
  query({
    name: `rows-of-${view}`,
    sql: `SELECT toString(tuple(*)) AS line FROM (${(database === "old_views" && view === "message_share" ? messageShareBefore : views[view]!).replaceAll(/\b(\w+)\(until/g, `${database}.$1(until`)}) ORDER BY line`,
    params: z.object({ until: z.string(), at: z.string() }),
    row: z.object({ line: z.string() }),
  });
const whatIsHeld = query({
  name: "what-is-held",
  sql: `SELECT * FROM (${messageTables
    .map((table) => `SELECT '${table}' AS name, toString(sum(sipHash64(tuple(*)))) AS hash FROM ${table}`)
    .join(" UNION ALL ")}) ORDER BY name`,
  params: z.object({}),
  row: z.object({ name: z.string(), hash: z.string() }),
});

/** Another one stands there whenever the sums were made anew. */
const tableOfSums = query({
  name: "table-of-sums",
  sql: "SELECT toString(uuid) AS uuid FROM system.tables WHERE database = currentDatabase() AND name = 'message_day'",
  params: z.object({}),
  row: z.object({ uuid: z.string() }),
});

const ours = ["me@rapport.example", "you@mail.rapport.example", "no-reply@rapport.example"];
const theirs =
  "ann@acme.example info@acme.example carol@bolt.example info@bolt.example dan@bolt.example eve@corp.example no-reply@corp.example info@corp.example fay@gmail.com info@dorm.example gus@dorm.example".split(
    " ",
  );
const parties = [
  "domain:acme.example",
  "domain:bolt.example",
  "email:fay@gmail.com",
  "email:dan@bolt.example",
];
const clients = ["c0", "c1", "c2"];

/** Mail over three years, most of it about organisations that nobody has linked, some of it before they ever answer. */
const randomMails = (random: SeededRandom, first: number, count: number) =>
  Array.from({ length: count }, (_, i) => {
    const all = random.shuffle([...theirs, ...random.shuffle(ours).slice(0, 2)]);
    const [from = "", ...others] = random.chance(0.4) ? [random.pick(ours), ...all] : all;
    return mail({
      id: `h${first + i}`,
      at: new Date(Date.UTC(2022, 0, 1) + random.int(0, 36 * 30 * 86_400_000)).toISOString(),
      recordedAt: new Date(Date.UTC(2025, 0, 1) + random.int(0, 60 * 86_400_000)).toISOString(),
      from,
      to: others.slice(0, random.int(0, 4)),
      cc: others.slice(4, 4 + random.int(0, 2)),
      plausible: random.chance(0.95),
      automatic: random.chance(0.1) ? random.pick(["bulk", "auto_reply"] as const) : "none",
      asks: random.chance(0.5),
      tone: random.chance(0.5) ? random.int(-900, 900) : null,
      offset: random.chance(0.8) ? random.int(-600, 600) : null,
      ...(first + i > 0 && random.chance(0.5)
        ? { re: `h${random.int(Math.max(0, first + i - 20), first + i - 1)}` }
        : {}),
    });
  });

/** Ten messages, one a month; of any two years the same messages, but for the time. */
const alone = (year: number) =>
  Array.from({ length: 10 }, (_, i) =>
    mail({
      id: `alone${i}`,
      at: new Date(Date.UTC(year, i, 5)).toISOString(),
      from: "ann@acme.example",
      to: ["me@rapport.example"],
    }),
  ).concat(
    mail({
      id: `stays${year}`,
      at: new Date(Date.UTC(year, 11, 5)).toISOString(),
      from: "ann@acme.example",
      to: ["me@rapport.example"],
    }),
  );

const randomLink = (random: SeededRandom) => {
  const from = `202${random.int(2, 4)}-0${random.int(1, 9)}-10T00:00:00Z`;
  return linked(random.pick(clients), random.pick(parties), random.chance(0.5) ? from : null, null);
};

const compareAt = (until: string, at: string) =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    for (const view of Object.keys(views)) {
      const old = yield* reader.query(rowsOf("old_views", view), { until, at });
      const held = yield* reader.query(rowsOf("held", view), { until, at });
      assert.deepStrictEqual(held, old, `${view} until ${until} (seed ${seed})`);
    }
  });

layer(reportsOn(chdb, "held"), options)("messages as they are shared out", (it) => {
  it.effect(`are those that reading the facts gives, after every change (seed ${seed})`, () =>
    Effect.gen(function* () {
      const random = seededRandom(seed);
      const store = yield* ProjectionStore;
      const reader = yield* WarehouseReader;
      const writer = yield* WarehouseWriter;
      yield* migrateOldViews;
      yield* projectMore(0, randomMails(random, 0, 150));
      yield* direct(0, directoryEvents([firm(), ...clients.map((id) => client(id, id)), randomLink(random)]));
      yield* projectMore(150, randomMails(random, 150, 5));
      yield* copyRows;
      yield* compareAt("2030-01-01 00:00:00.000", "2025-01-10 12:34:56.789");
      yield* direct(50, directoryEvents([randomLink(random)], 50));
      yield* projectMore(155, randomMails(random, 155, 3));
      yield* copyRows;
      const day = `202${random.int(2, 4)}-${random.int(10, 12)}-01`;
      yield* compareAt(`${day} 00:00:00.000`, `${day} 00:00:00.000`);
      yield* compareAt("2023-05-17 13:45:10.123", "2023-05-17 13:45:10.123");

      const [made] = yield* reader.query(tableOfSums, {});
      yield* store.refreshDirectory;
      const [after] = yield* reader.query(tableOfSums, {});
      assert.strictEqual(after?.uuid, made?.uuid, "nothing changed, and nothing was made anew");

      // Each alone in its month of a year that goes on; some lose to the copy of another year, and their months go.
      yield* projectMore(158, [...alone(2020), ...randomMails(random, 1000, 1)]);
      yield* projectMore(170, alone(2021));
      const step = yield* reader.query(whatIsHeld, {});
      yield* writer.command("TRUNCATE TABLE held_month");
      yield* store.refreshConversations;
      assert.deepStrictEqual(yield* reader.query(whatIsHeld, {}), step, `made whole (seed ${seed})`);
    }),
  );
});

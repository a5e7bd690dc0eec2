import { refreshBooks } from "@rapport/economics/refreshBooks";
import { refreshHeldMessages } from "@rapport/economics/messages/refreshHeldMessages";
import { freshNameOf, nameOf, newRun, onTables, type TableSet } from "@rapport/projector/Tables";
import { refreshRisk } from "@rapport/risk/book/refreshRisk";
import { readCourses } from "@rapport/risk/read/readCourses";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { type WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Redacted } from "effect";
import { startChdb } from "../integration/support/chdb.ts";
import * as facts from "./economics/generateFacts.ts";
import { cpuMsOf } from "./processCpu.ts";

/**
 * What the risk book costs: the weeks and scores of so many clients over five years, derived whole, derived when nothing
 * has moved before the current week, and read again. `node tests/load/riskBook.ts [events, default 10000000] [clients,
 * default 2000]`.
 */
const [events = 10_000_000, clients = 2_000] = process.argv.slice(2).map(Number);
const at = Date.parse("2026-10-31T23:00:00Z");

const chdb = await startChdb();
const address = { url: chdb.url, password: Redacted.make(chdb.password), database: "risk" };
const live = ClickHouseWarehouse.layer(address);
const run = <A, E>(work: Effect.Effect<A, E, WarehouseReader | WarehouseWriter>): Promise<A> =>
  Effect.runPromise(Effect.provide(work, live));

const seconds = async <A>(name: string, work: () => Promise<A>): Promise<A> => {
  const [engine, own, start] = [cpuMsOf(chdb.pid), process.cpuUsage(), performance.now()];
  const result = await work();
  const used = process.cpuUsage(own);
  const wall = ((performance.now() - start) / 1000).toFixed(1);
  const [engineS, ownS] = [(cpuMsOf(chdb.pid) - engine) / 1000, (used.user + used.system) / 1e6];
  const rss = (process.memoryUsage().rss / 1e6).toFixed(0);
  console.log(
    `${name}: ${wall} s, engine ${engineS.toFixed(1)} CPU s, here ${ownS.toFixed(1)} CPU s, ${rss} MB resident`,
  );
  return result;
};

const command = (sql: string) => Effect.flatMap(WarehouseWriter, (writer) => writer.command(sql));
const held = Effect.flatMap(newRun, (name) => {
  const set: TableSet = { suffix: "", mode: { kind: "plain" }, run: name };
  return refreshHeldMessages({
    mode: set.mode,
    render: (sql) => onTables(set, sql),
    nameOf: (table) => nameOf(set, table),
    freshNameOf: (table) => freshNameOf(set, table),
  });
});
const due = (sign: string, when = at) => ({ positions: {}, sign, at: when, report: () => Effect.void });

try {
  await Effect.runPromise(migrate(address));
  const world = { events, clients, members: 250, months: 60 };
  console.log(`${events.toLocaleString("en")} events, ${clients.toLocaleString("en")} clients, 60 months`);
  await seconds("facts", () => run(Effect.forEach(facts.factStatements(world), command, { discard: true })));
  await seconds("messages shared out", () => run(held));
  await seconds("books", () => run(refreshBooks(due("first"))));
  await seconds("weeks and scores, all", () => run(refreshRisk(due("first"))));
  await seconds("again, nothing moved", () => run(refreshRisk(due("second"))));
  const courses = await seconds("read again", () => run(readCourses(null)));
  const weeks = courses.reduce((sum, course) => sum + course.weeks.length, 0);
  console.log(`${courses.length} clients, ${weeks.toLocaleString("en")} weeks`);
} finally {
  await chdb.stop();
}

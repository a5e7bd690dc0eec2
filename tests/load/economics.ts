import { refreshHeldMessages } from "@rapport/economics/messages/refreshHeldMessages";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { freshNameOf, nameOf, newRun, onTables, type TableSet } from "@rapport/projector/Tables";
import { type ReportReads, Reports, ReportsLive } from "@rapport/reporting/Reports";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Layer, ManagedRuntime, Redacted } from "effect";
import { startChdb } from "../integration/support/chdb.ts";
import { endpoints } from "./economics/endpoints.ts";
import * as facts from "./economics/generateFacts.ts";
import { plainViewStatements } from "./economics/plainViews.ts";
import { timed, type Timing } from "./economics/Timing.ts";
import { cpuMsOf } from "./processCpu.ts";

/**
 * What reads cost when the warehouse is large, and what deriving costs that makes them cheap: facts by SQL, everything
 * else by the projector's own store; then each endpoint now and as of a day in the past, beside a plain query over the
 * raw facts (goal: at most a quarter of its time), and beside itself with a tenth of the events and as many clients
 * (goal: at most 1.5 times the time). Plain queries are asked of the tenth, because they do not come back in time of the
 * whole. `node tests/load/economics.ts [events, default 10000000] [clients, default 2000] [runs, default 20]`.
 */
const [events = 10_000_000, clients = 2_000, runs = 20] = process.argv.slice(2).map(Number);
const goalOfPlain = 0.25;
const goalOfGrowth = 1.5;
const now = "2026-10-31";
const past = "2025-03-14";
const until = `${now} 00:00:00.000`;

const chdb = await startChdb();

const seconds = async (name: string, work: () => Promise<unknown>): Promise<number> => {
  const cpu = cpuMsOf(chdb.pid);
  const start = performance.now();
  await work();
  const wall = (performance.now() - start) / 1000;
  console.log(`${name}: ${wall.toFixed(1)} s, engine ${((cpuMsOf(chdb.pid) - cpu) / 1000).toFixed(1)} CPU s`);
  return wall;
};

/** A database of so many events, derived; asks it. */
const worldOf = async (database: string, count: number) => {
  const address = { url: chdb.url, password: Redacted.make(chdb.password), database };
  await Effect.runPromise(migrate(address));
  const runtime = ManagedRuntime.make(
    Layer.merge(ClickHouseProjectionStore.layer(), ReportsLive).pipe(
      Layer.provideMerge(ClickHouseWarehouse.layer(address)),
    ),
  );
  const world = { events: count, clients, members: 250, months: 60 };
  const command = (sql: string) => Effect.flatMap(WarehouseWriter, (writer) => writer.command(sql));
  const commands = (sql: ReadonlyArray<string>) =>
    runtime.runPromise(Effect.forEach(sql, command, { discard: true }));
  const store = <A>(use: (store: ProjectionStore["Service"]) => Effect.Effect<A, unknown>) =>
    runtime.runPromise(Effect.flatMap(ProjectionStore, use));
  const held = () =>
    runtime.runPromise(
      Effect.flatMap(newRun, (run) => {
        const set: TableSet = { suffix: "", mode: { kind: "plain" }, run };
        return refreshHeldMessages({
          mode: set.mode,
          render: (sql) => onTables(set, sql),
          nameOf: (table) => nameOf(set, table),
          freshNameOf: (table) => freshNameOf(set, table),
        });
      }),
    );
  const books = (sign: string) =>
    store((one) =>
      one.refreshBooks({
        positions: {},
        sign,
        at: Date.parse(`${now}T23:00:00Z`),
        report: () => Effect.void,
      }),
    );
  console.log(`\n${count.toLocaleString("en")} events, ${clients.toLocaleString("en")} clients`);
  await seconds("facts", () => commands(facts.factStatements(world)));
  await seconds("messages shared out, all months", held);
  await seconds("books, all months", () => books("all"));
  await commands([facts.oneMoreMail]);
  await seconds("messages shared out, one month touched", held);
  await seconds("books, one month touched", () => books("one more"));
  await commands(plainViewStatements(database));
  return {
    ask: (use: (reports: ReportReads) => Effect.Effect<unknown, unknown>, times = runs): Promise<Timing> =>
      timed(runtime, chdb.pid, times, Effect.flatMap(Reports, use)),
    plain: (sql: string): Promise<Timing> => timed(runtime, chdb.pid, 1, command(`${sql} FORMAT Null`)),
    dispose: () => runtime.dispose(),
  };
};

const ratio = (a: Timing | undefined, b: Timing | undefined): number | null =>
  a === undefined || b === undefined ? null : Number((a.p50Ms / b.p50Ms).toFixed(2));
const verdict = (value: number | null, goal: number): string =>
  value === null ? "" : value <= goal ? "met" : "missed";

try {
  const tenth = await worldOf("tenth", Math.floor(events / 10));
  const small = new Map<string, { readonly ours: Timing; readonly plain: Timing | undefined }>();
  for (const { name, ask, plain } of endpoints)
    small.set(name, {
      ours: await tenth.ask((reports) => ask(reports, now)),
      plain: plain === null ? undefined : await tenth.plain(plain(until)),
    });
  await tenth.dispose();
  const whole = await worldOf("whole", events);
  const rows: Record<string, object> = {};
  for (const { name, ask } of endpoints) {
    const ours = await whole.ask((reports) => ask(reports, now));
    const asOf = await whole.ask((reports) => ask(reports, past));
    const before = small.get(name);
    const [ofPlain, growth] = [ratio(before?.ours, before?.plain), ratio(ours, before?.ours)];
    rows[name] = {
      "p50 ms": ours.p50Ms,
      "p95 ms": ours.p95Ms,
      "CPU ms": ours.cpuMs,
      "as of, p50 ms": asOf.p50Ms,
      "tenth, p50 ms": before?.ours.p50Ms,
      "tenth, plain ms": before?.plain?.p50Ms ?? null,
      "of plain": ofPlain,
      "≤ 0.25": verdict(ofPlain, goalOfPlain),
      "ten times": growth,
      "≤ 1.5": verdict(growth, goalOfGrowth),
    };
  }
  await whole.dispose();
  console.table(rows);
  console.log(JSON.stringify({ title: "economics at scale", events, clients, runs, rows }));
} finally {
  await chdb.stop();
}

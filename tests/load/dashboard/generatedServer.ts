import { refreshHeldMessages } from "@rapport/economics/messages/refreshHeldMessages";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { freshNameOf, nameOf, newRun, onTables, type TableSet } from "@rapport/projector/Tables";
import { Access } from "@rapport/reporting/access/Access";
import { openAccessStore } from "@rapport/reporting/access/AccessStore";
import { usualBounds } from "@rapport/reporting/access/RateLimits";
import { reportingServer } from "@rapport/reporting/ReportingServer";
import { ReportsLive } from "@rapport/reporting/Reports";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Layer, ManagedRuntime, Redacted } from "effect";
import { HttpServer } from "effect/http";
import { openSession } from "../../browser/support/openSession.ts";
import { lastDay } from "../../browser/support/agencyServer.ts";
import { type Chdb, startChdb } from "../../integration/support/chdb.ts";
import { factStatements } from "../economics/generateFacts.ts";
import { cpuMsOf } from "../processCpu.ts";
import type { MeasuredServer } from "./measuredServer.ts";

const held = Effect.flatMap(newRun, (run) => {
  const set: TableSet = { suffix: "", mode: { kind: "plain" }, run };
  return refreshHeldMessages({
    mode: set.mode,
    render: (sql) => onTables(set, sql),
    nameOf: (table) => nameOf(set, table),
    freshNameOf: (table) => freshNameOf(set, table),
  });
});

const books = Effect.flatMap(ProjectionStore, (store) =>
  store.refreshBooks({
    positions: {},
    sign: "all",
    at: Date.parse(`${lastDay}T23:00:00Z`),
    report: () => Effect.void,
  }),
);

/** Says what a step of the making cost, in seconds of the clock and of the engine. */
const told =
  (chdb: Chdb) =>
  <A, E, R>(name: string, work: Effect.Effect<A, E, R>) =>
    Effect.gen(function* () {
      const [cpu, start] = [cpuMsOf(chdb.pid), performance.now()];
      yield* work;
      const wall = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`${name}: ${wall} s, engine ${((cpuMsOf(chdb.pid) - cpu) / 1000).toFixed(1)} CPU s`);
    });

const serve = async (chdb: Chdb, events: number, clients: number): Promise<MeasuredServer> => {
  const address = { url: chdb.url, password: Redacted.make(chdb.password), database: "dashboard" };
  await Effect.runPromise(migrate(address));
  const store = openAccessStore(":memory:");
  const access = Layer.succeed(Access, { store, publicUrl: null, oidc: null, bounds: usualBounds });
  const warehouse = Layer.merge(ClickHouseProjectionStore.layer(), ReportsLive).pipe(
    Layer.provideMerge(ClickHouseWarehouse.layer(address)),
  );
  const runtime = ManagedRuntime.make(
    reportingServer({ host: "127.0.0.1", port: 0 }).pipe(
      Layer.provide(access),
      Layer.provideMerge(warehouse),
    ),
  );
  const of = `${events.toLocaleString("en")} events, ${clients.toLocaleString("en")} clients, 60 months`;
  console.log(of);
  const step = told(chdb);
  const facts = Effect.forEach(
    factStatements({ events, clients, members: 250, months: 60 }),
    (sql) => Effect.flatMap(WarehouseWriter, (writer) => writer.command(sql)),
    { discard: true },
  );
  const made = Effect.gen(function* () {
    yield* step("facts", facts);
    yield* step("messages shared out", held);
    yield* step("books, risk and decisions", books);
    const server = yield* HttpServer.HttpServer;
    return HttpServer.formatAddress(server.address);
  });
  const url = await runtime.runPromise(made);
  const cookie = await openSession(`${url}/session/open?token=${store.links.make(Date.now())}`);
  const stop = async () => {
    await runtime.dispose();
    store.close();
    await chdb.stop();
  };
  const command = (sql: string) =>
    runtime.runPromise(Effect.flatMap(WarehouseWriter, (writer) => writer.command(sql)));
  await command("CREATE TABLE moved (at DateTime64(6)) ENGINE = MergeTree ORDER BY at");
  const move = () => command("INSERT INTO moved SELECT now64(6)");
  return { of, url, cookie, move, stop };
};

/** So many events as facts by SQL, everything else by the projector's own store, served in this process. */
export const generatedServer = async (events: number, clients: number): Promise<MeasuredServer> => {
  const chdb = await startChdb();
  try {
    return await serve(chdb, events, clients);
  } catch (error) {
    await chdb.stop();
    throw error;
  }
};

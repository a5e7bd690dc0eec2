import { assert, describe, it } from "@effect/vitest";
import { encodeEvent, eventContracts, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { catchUp } from "@rapport/projector/CatchUp";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { defaultOptions } from "@rapport/projector/config";
import { clickHouseKnownStores } from "@rapport/projector/known/ClickHouseKnownStores";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { runProjector } from "@rapport/projector/Projector";
import { reportingServer } from "@rapport/reporting/ReportingServer";
import { Reports, ReportsLive } from "@rapport/reporting/Reports";
import { knownWarehousesLayer } from "@rapport/runtime/known/askForKnown";
import { knownMomentAt } from "@rapport/runtime/known/knownMoment";
import { KnownWarehouses } from "@rapport/runtime/known/KnownWarehouses";
import type { WarehouseAddress } from "@rapport/runtime/warehouseAddress";
import { sampleDirectory, sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { samplePeople } from "@rapport/testing/samplePeople";
import { differingCopy, sampleSources } from "@rapport/testing/sampleSources";
import { seededRandom } from "@rapport/testing/seededRandom";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect, Layer, Redacted } from "effect";
import { HttpServer } from "effect/http";
import { afterAll } from "vitest";
import { z } from "zod";
import { ask, letIn } from "../support/access/letIn.ts";
import { startChdb } from "../integration/support/chdb.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const knownDay = "2026-01-31";
const moment = knownMomentAt(Date.parse(`${knownDay}T23:59:59.999Z`));
const addressOf = (database: string): WarehouseAddress => ({
  url: chdb.url,
  user: "default",
  password: Redacted.make(chdb.password),
  database,
  cluster: null,
});

/**
 * Of every source, people, settings and a restated month, half of it known by the moment; also later copies of what was
 * known, with other content, and later revisions.
 */
const { before, after } = (() => {
  const random = seededRandom(15);
  const sources = sampleSources(random, 2);
  const copies = [
    sampleEmail(3, { words: 777 }),
    sampleEmail(4, { words: 778 }),
    ...sources.slice(0, 8).map((event) => differingCopy(event, 5)),
  ];
  const first: ReadonlyArray<RapportEvent> = [...sampleMailbox(random, 24), ...sources];
  const said = [...sampleDirectory(), ...samplePeople()];
  const known = (event: RapportEvent, late: boolean): RapportEvent => ({
    ...event,
    recordedAt: late ? moment.ms + random.int(1, 1_000_000) : moment.ms - random.int(0, 1_000_000),
  });
  return {
    before: [...first.filter((_, i) => i % 2 === 0), ...said.slice(0, -4)].map((event) =>
      known(event, false),
    ),
    after: [...first.filter((_, i) => i % 2 === 1), ...copies, ...said.slice(-4)].map((event) =>
      known(event, true),
    ),
  };
})();

const append = (events: ReadonlyArray<RapportEvent>) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    for (const event of events)
      yield* log.append(eventContracts.get(event.type)?.topic ?? "", [
        { key: event.id, value: encodeEvent(event) },
      ]);
  });
const quiet = () => Effect.void;

/** A warehouse of its own, which nobody has made yet, with a log in memory; the projector is not running. */
const world = (database: string, patienceMs: number | null) => {
  const address = addressOf(database);
  const warehouse = ClickHouseWarehouse.layer(address);
  return ReportsLive.pipe(
    Layer.provideMerge(knownWarehousesLayer(address, { patienceMs })),
    Layer.provideMerge(
      Layer.mergeAll(
        ClickHouseProjectionStore.layer(),
        clickHouseKnownStores(address, { kept: 2, codeVersion: "test" }),
        MemoryEventLog.layer(),
      ),
    ),
    Layer.provideMerge(warehouse),
  );
};
const projecting = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.raceFirst(work, runProjector({ ...defaultOptions, codeVersion: "test", gridSize: 50 }));

const contributionsQuery = query({
  name: "contributions",
  sql: `SELECT toString(tuple(* EXCEPT month)) AS row FROM contribution_current WHERE day <= {day:Date32} ORDER BY row`,
  params: z.object({ day: z.string() }),
  row: z.object({ row: z.string() }),
});

/** Everything that the database shows as of the day. */
const shown = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const reports = yield* Reports;
  const rows = yield* reader.query(contributionsQuery, { day: knownDay });
  return {
    stateHash: yield* (yield* ProjectionStore).stateHash,
    contributions: rows.map(({ row }) => row),
    months: (yield* reports.months({ asOf: knownDay, limit: 1000 })).items,
  };
});

describe("what was known at a moment", () => {
  it.live("is what the log held then, to the last row, whatever came later and in whatever order", () =>
    Effect.gen(function* () {
      const then = yield* Effect.gen(function* () {
        yield* migrate(addressOf("then"));
        yield* append(before);
        yield* projecting(catchUp(quiet));
        return yield* shown;
      }).pipe(Effect.provide(world("then", null)));
      assert.isAbove(then.contributions.length, 20);
      assert.isAbove(then.months.length, 1);

      const found = yield* Effect.gen(function* () {
        yield* migrate(addressOf("now"));
        yield* append(seededRandom(7).shuffle([...after, ...before, ...before.slice(0, 9)]));
        const log = yield* EventLog;
        yield* log.append(topics.interactions.name, [{ key: "garbage", value: Buffer.from("{") }]);
        return yield* projecting(
          Effect.gen(function* () {
            yield* catchUp(quiet);
            const now = yield* shown;
            const { database, reader } = yield* (yield* KnownWarehouses).at(knownDay);
            const reports = yield* (yield* Reports).asKnownAt(knownDay);
            const known = yield* shown.pipe(
              Effect.provide(
                ClickHouseProjectionStore.layer().pipe(
                  Layer.provide(ClickHouseWarehouse.layer(addressOf(database))),
                ),
              ),
              Effect.provideService(WarehouseReader, reader),
              Effect.provideService(Reports, reports),
            );
            return { now, known, head: yield* reports.unattributed(), freshness: yield* reports.freshness };
          }),
        );
      }).pipe(Effect.scoped, Effect.provide(world("now", null)));
      assert.notStrictEqual(found.now.stateHash, then.stateHash);
      assert.deepStrictEqual(found.known, then);
      assert.deepStrictEqual([found.head.asOf, found.head.knownAt], [knownDay, moment.text]);
      assert.strictEqual(found.freshness.now, moment.text);
    }),
  );

  it.live(
    "is being made while nobody has patience: 503 with a time to ask again, 400 for what is no moment",
    () =>
      Effect.gen(function* () {
        yield* append(before.slice(0, 10));
        const server = reportingServer({ host: "127.0.0.1", port: 0 }).pipe(Layer.provide(letIn));
        yield* Effect.gen(function* () {
          const { address } = yield* HttpServer.HttpServer;
          const asked = (path: string) =>
            Effect.promise(async () => {
              const response = await ask(HttpServer.formatAddress(address) + path);
              const { type, detail, unit } = (await response.json()) as Record<string, unknown>;
              return [response.status, type, response.headers.get("retry-after"), unit, detail];
            });
          const pending = yield* asked(`/v1/coverage?knownAt=${knownDay}`);
          assert.deepStrictEqual(pending.slice(0, 4), [
            503,
            "urn:rapport:problem:known-at-pending",
            "5",
            "records",
          ]);
          for (const bad of ["2026-01", "2026-02-30", "2999-01-01", "2999-01-01T00:00:00Z"]) {
            const refused = yield* asked(`/v1/clients?knownAt=${bad}`);
            assert.deepStrictEqual(refused.slice(0, 3), [400, "urn:rapport:problem:bad-request", null], bad);
          }
        }).pipe(Effect.provide(server));
      }).pipe(Effect.provide(world("pending", 0))),
  );
});

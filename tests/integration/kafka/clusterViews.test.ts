import { readdirSync } from "node:fs";
import { assert, describe, it } from "@effect/vitest";
import type { RapportEvent } from "@rapport/contracts/EventCodec";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { batchesOf, hashOf } from "@rapport/projector/contract/support";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { ShadowProjection } from "@rapport/projector/ShadowProjection";
import { sampleDirectory, sampleMailbox } from "@rapport/testing/sampleEvents";
import { samplePeople } from "@rapport/testing/samplePeople";
import { differingCopy, sampleSources } from "@rapport/testing/sampleSources";
import { seededRandom } from "@rapport/testing/seededRandom";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { readSettings } from "@rapport/warehouse/clickhouse/settings";
import { Effect, Layer, Redacted } from "effect";
import { afterAll, beforeAll } from "vitest";
import { clusterName, startTwoShards, type TwoShards } from "../support/twoShards.ts";

/** Another one each run; RAPPORT_SEED runs one again. */
const seed = Number(process.env["RAPPORT_SEED"] ?? Math.floor(Date.now() / 1000));

let shards: TwoShards;
const spread = () => ({ url: shards.url, database: "spread", cluster: clusterName, sequentialReads: true });
const single = () => ({ url: shards.engineUrl, database: "single", cluster: null });
type Place = ReturnType<typeof spread> | ReturnType<typeof single>;
const optionsOf = (place: Place) => ({ ...place, password: Redacted.make(shards.password) });

const projectionOn = (place: Place) =>
  ClickHouseProjectionStore.layer(
    place.cluster === null ? { kind: "plain" } : { kind: "replicated", cluster: place.cluster },
  ).pipe(Layer.provide(ClickHouseWarehouse.layer(optionsOf(place))));

/** Mail, tickets, meetings, books and who is who, some of it told twice, and some of that with other times. */
const events = (): ReadonlyArray<RapportEvent> => {
  const random = seededRandom(seed);
  const mails = sampleMailbox(random, 60);
  const sources = sampleSources(random, 20);
  return random.shuffle<RapportEvent>([
    ...mails,
    ...sampleDirectory(),
    ...samplePeople(),
    ...sources,
    ...mails.slice(0, 10).map((mail) => ({ ...mail, occurredAt: mail.occurredAt + 3 * 86_400_000 })),
    ...mails.slice(10, 20),
    ...sources.slice(0, 10).map((event) => differingCopy(event, 2)),
  ]);
};

/** A few batches over two partitions, each of some of every kind. */
const batches = (order: number) => {
  const shuffled = seededRandom(order).shuffle(events());
  const size = Math.ceil(shuffled.length / 4);
  return Array.from({ length: 4 }, (_, i) =>
    batchesOf(shuffled.slice(i * size, (i + 1) * size), { partition: i % 2, lo: i * 1_000 }),
  ).flat();
};

const fill = (place: Place) =>
  Effect.gen(function* () {
    yield* migrate(optionsOf(place));
    return yield* Effect.gen(function* () {
      const store = yield* ProjectionStore;
      const hash = yield* hashOf(store, batches(seed));
      const at = Date.parse(`${values["at"]}Z`);
      yield* store.refreshBooks({ positions: {}, sign: "", at, report: () => Effect.void });
      return hash;
    }).pipe(Effect.provide(projectionOn(place)));
  });
const stateHash = (place: Place) =>
  Effect.flatMap(ProjectionStore, (store) => store.stateHash).pipe(Effect.provide(projectionOn(place)));

let hashes: { readonly spread: string; readonly single: string };
beforeAll(async () => {
  shards = await startTwoShards();
  hashes = await Effect.runPromise(
    Effect.all({ spread: fill(spread()), single: fill(single()) }, { concurrency: 2 }),
  );
  await mergeAll(spread().database);
  await mergeAll(single().database);
});
afterAll(() => shards.stop());

const values: Readonly<Record<string, string>> = {
  until: "2100-01-01 00:00:00.000",
  at: "2026-06-01 00:00:00.000",
  party: "acme",
  account: "acme",
  connector: "email",
  topic: "rapport.interactions",
  id: "acme",
  ids: "[]",
  limit: "1000",
  beforeMs: "4000000000000",
  beforeId: "~",
  fromMonth: "1970-01-01",
  toMonth: "2299-01-01",
  as_of: "2026-06-01",
  from_day: "1970-01-01",
  to_day: "2026-06-01",
  from: "1970-01-01",
  last: "2026-06-01",
  asOf: "2026-06-01",
  firstDay: "1970-01-01",
  lastDay: "2026-06-01",
  on: "contribution",
  state: "client",
  segments: "[]",
  owners: "[]",
  clients: "[]",
  parties: "[]",
  keys: "[]",
};

/** The rows of a question, each as its JSON, sorted: neither place promises an order that nobody asked for. */
const rowsOf = async (place: Place, sql: string, settings: Readonly<Record<string, unknown>>) => {
  const url = new URL(place.url);
  for (const [name, value] of Object.entries(settings)) url.searchParams.set(name, String(value));
  for (const [, name = ""] of sql.matchAll(/\{(\w+):/g))
    url.searchParams.set(`param_${name}`, values[name] ?? "");
  url.searchParams.set("database", place.database);
  url.searchParams.set("default_format", "JSONEachRow");
  const headers = { "x-clickhouse-user": "default", "x-clickhouse-key": shards.password };
  const answer = await fetch(url, { method: "POST", headers, body: sql });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${text.slice(0, 400)}\n${sql}`);
  return text.trim().split("\n").toSorted();
};

/**
 * Takes away what is replaced already. Until the engine does so, helper views that look at every row (which parties and
 * which days there are) also see copies that lost, here more of them and there fewer; nobody asks them for these.
 */
const mergeAll = async (database: string) => {
  const engine = { ...single(), database };
  const sql = `SELECT name FROM system.tables WHERE database = '${database}' AND engine LIKE '%MergeTree'`;
  for (const row of await rowsOf(engine, sql, {})) {
    const { name } = JSON.parse(row) as { name: string };
    await rowsOf(engine, `OPTIMIZE TABLE ${database}.${name} FINAL`, {});
  }
};

const viewsOf = async (place: Place) => {
  const sql = `SELECT name, create_table_query AS made FROM system.tables WHERE database = '${place.database}' AND engine = 'View'`;
  return (await rowsOf(place, sql, {})).map((row) => {
    const { name, made } = JSON.parse(row) as { name: string; made: string };
    const parameters = [...new Set([...made.matchAll(/\{(\w+):/g)].map(([, parameter = ""]) => parameter))];
    const given = parameters.map((parameter) => `${parameter} = '${values[parameter]}'`);
    return { name, call: given.length === 0 ? name : `${name}(${given.join(", ")})` };
  });
};

interface Asked {
  readonly name: string;
  readonly sql: string;
}
const isAsked = (value: unknown): value is Asked =>
  typeof value === "object" && value !== null && "sql" in value && typeof value.sql === "string";
/** Every query of the reporting service, however deep its module keeps it. */
const asked = (value: unknown, depth = 3): ReadonlyArray<Asked> =>
  isAsked(value)
    ? [value]
    : depth === 0 || typeof value !== "object" || value === null
      ? []
      : Object.values(value).flatMap((inner) => asked(inner, depth - 1));
const queriesFolder = new URL("../../../services/reporting/src/queries/", import.meta.url);
const reportingQueries = async () => {
  const modules = readdirSync(queriesFolder).filter((file) => file.endsWith(".ts"));
  const loaded: ReadonlyArray<unknown> = await Promise.all(
    modules.map((file) => import(new URL(file, queriesFolder).href) as Promise<unknown>),
  );
  return loaded.flatMap((module) => asked({ ...(module as object) }));
};

describe(`two shards (RAPPORT_SEED=${seed})`, () => {
  it("hold what one machine holds", () => {
    assert.strictEqual(hashes.spread, hashes.single);
    assert.deepStrictEqual(shards.refused, []);
  });

  it("answer in every view what one machine answers, also to those who set nothing", async () => {
    const views = await viewsOf(spread());
    assert.isAbove(views.length, 50);
    let rows = 0;
    for (const { name, call } of views) {
      // The clock.
      if (name === "read_moment") continue;
      const sql = `SELECT * FROM ${call}`;
      const here = await rowsOf(single(), sql, {});
      assert.deepStrictEqual(await rowsOf(spread(), sql, {}), here, name);
      rows += here.length;
    }
    assert.isAbove(rows, 200);
  });

  it("answer every report's query as one machine does", async () => {
    const queries = await reportingQueries();
    assert.isAbove(queries.length, 30);
    for (const { name, sql } of queries)
      assert.deepStrictEqual(
        await rowsOf(spread(), sql, readSettings(spread())),
        await rowsOf(single(), sql, readSettings(single())),
        name,
      );
  });

  it("are held apart here as in a cluster: what joins within a shard alone misses the others", async () => {
    const sql =
      "SELECT toUInt32(count()) AS pairs FROM facts_interaction AS a FINAL INNER JOIN rollup_party_day AS b FINAL ON a.day = b.day";
    const together = await rowsOf(spread(), sql, readSettings(spread()));
    assert.deepStrictEqual(together, await rowsOf(single(), sql, readSettings(single())));
    const apart = await rowsOf(spread(), sql, { distributed_product_mode: "local" });
    assert.notDeepEqual(apart, together);
    const local = "SELECT toUInt32(count()) AS rows FROM local__facts_interaction";
    assert.deepStrictEqual(await rowsOf(spread(), local, {}), ['{"rows":0}']);
  });

  it.live("take rebuilt tables in the place of the present ones", () =>
    Effect.gen(function* () {
      const shadow = yield* Effect.flatMap(ShadowProjection, ({ begin }) => begin);
      const rebuilt = yield* hashOf(shadow.store, batches(seed + 1));
      assert.strictEqual(rebuilt, hashes.single);
      yield* shadow.exchange;
      yield* shadow.discard;
      assert.strictEqual(yield* stateHash(spread()), hashes.single);
      assert.deepStrictEqual(shards.refused, []);
    }).pipe(Effect.provide(projectionOn(spread()))),
  );
});

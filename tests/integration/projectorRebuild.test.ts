import { setTimeout as wait } from "node:timers/promises";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { projectionTables } from "@rapport/projector/Tables";
import { sampleLedger } from "@rapport/testing/sampleLedger";
import { sampleMailbox } from "@rapport/testing/sampleEvents";
import { underItsId } from "@rapport/testing/sampleSources";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { afterAll, assert, beforeAll, describe, it } from "vitest";
import { asker } from "./support/ask.ts";
import { type Chdb, startChdb } from "./support/chdb.ts";
import {
  appendEvents,
  makeProjectorWorld,
  type ProjectorWorld,
  startProjector,
  stateOf,
} from "./support/projectorWorld.ts";

let chdb: Chdb;
let world: ProjectorWorld;
beforeAll(async () => {
  chdb = await startChdb();
  world = await makeProjectorWorld(chdb);
}, 60_000);
afterAll(async () => {
  await world.remove();
  await chdb.stop();
});

type Place = Awaited<ReturnType<ProjectorWorld["fresh"]>>;

const lines = async (place: Place, sql: string): Promise<ReadonlyArray<string>> => {
  const answer = await asker(chdb)(sql, { database: place.database });
  assert.strictEqual(answer.status, 200, answer.text);
  return answer.text.trim().split("\n");
};

/**
 * Count and hash of every table over every column but the projection's own (`_ver`, `_batch`, …), which say
 * how a row came here, not what it says; of `log_record` its place as well.
 */
const contents = async (place: Place): Promise<ReadonlyArray<string>> => {
  const all: Array<string> = [];
  for (const table of projectionTables) {
    const [columns = ""] = await lines(
      place,
      `SELECT arrayStringConcat(groupArray(name), ',') FROM (SELECT name FROM system.columns
       WHERE database = '${place.database}' AND table = '${table}' AND (name NOT LIKE '\\\\_%' OR (table = 'log_record' AND name IN ('_p', '_off')))
       ORDER BY name)`,
    );
    assert.isNotEmpty(columns);
    const [engine = ""] = await lines(
      place,
      `SELECT engine FROM system.tables WHERE database = '${place.database}' AND name = '${table}'`,
    );
    const final = engine.includes("Replacing") ? "FINAL" : "";
    const [hash] = await lines(
      place,
      `SELECT count(), lower(hex(groupBitXor(sipHash64(tuple(${columns}))))) FROM ${table} ${final}`,
    );
    all.push(`${table} ${hash}`);
  }
  return all;
};

/** What a reader sees of everything, in one look per table. */
const look = `
SELECT (SELECT count() FROM facts_interaction FINAL), (SELECT count() FROM log_record FINAL),
  (SELECT sum(sent) FROM rollup_party_day FINAL), (SELECT count() FROM conversation),
  (SELECT count() FROM reply_edge), (SELECT count() FROM directory_client),
  (SELECT count() FROM facts_ticket FINAL), (SELECT count() FROM facts_meeting FINAL),
  (SELECT (count(), sum(total_minor)) FROM facts_money FINAL), (SELECT count() FROM facts_time FINAL),
  (SELECT count() FROM facts_contract FINAL), (SELECT count() FROM facts_rate FINAL),
  (SELECT count() FROM directory_member), (SELECT count() FROM directory_calendar)`;

/** Looks again and again until `during` has ended; what was seen, each look once. */
const watching = async <A>(
  place: Place,
  during: Promise<A>,
): Promise<{ seen: ReadonlySet<string>; looks: number }> => {
  const seen = new Set<string>();
  let looks = 0;
  const end = during.then(() => true);
  do {
    for (const line of await lines(place, look)) seen.add(line);
    looks++;
  } while (!(await Promise.race([end, wait(5, false)])));
  return { seen, looks };
};

const identities = (place: Place) =>
  lines(
    place,
    `SELECT name, toString(uuid) FROM system.tables WHERE database = '${place.database}' AND name IN ('facts_interaction', 'log_record') ORDER BY name`,
  );

describe("a rebuild on the real engines", () => {
  it("is identical in every column, and a reader sees the old tables or the new ones", async () => {
    const place = await world.fresh();
    const state = await stateOf(startProjector(chdb, place));
    const [before, old, first] = [await contents(place), await identities(place), await lines(place, look)];
    const rebuilding = stateOf(startProjector(chdb, place, "rebuild"));
    const { seen, looks } = await watching(place, rebuilding);
    assert.deepStrictEqual([...seen], first);
    assert.isAbove(looks, 5);
    assert.deepStrictEqual(await rebuilding, state);
    assert.deepStrictEqual(await contents(place), before);
    const exchanged = await identities(place);
    for (const [i, line] of exchanged.entries()) assert.notStrictEqual(line, old[i]);
    assert.deepStrictEqual(
      await lines(
        place,
        `SELECT count() FROM system.tables WHERE database = '${place.database}' AND name LIKE '%\\\\_\\\\_%'`,
      ),
      ["0"],
    );
  }, 120_000);

  it("that is killed is served again, and loses nothing that came meanwhile", async () => {
    const place = await world.fresh();
    const clean = await stateOf(startProjector(chdb, place));
    const first = await lines(place, look);
    const killed = startProjector(chdb, place, "rebuild");
    const shadow = `SELECT count() FROM system.tables WHERE database = '${place.database}' AND name LIKE 'log_record\\\\_\\\\_next\\\\_%'`;
    const { seen } = await watching(
      place,
      (async () => {
        while ((await lines(place, shadow))[0] === "0") await wait(2);
        killed.process.kill("SIGKILL");
        await killed.ended;
      })(),
    );
    assert.deepStrictEqual([...seen], first);

    const mail = sampleMailbox(seededRandom(31), 140).slice(80);
    const ledger = sampleLedger(seededRandom(31), 40).filter((event) => event.type === "overhead.recorded");
    const later = ledger.map((event) =>
      underItsId({ ...event, source: { ...event.source, account: "later" } }),
    );
    await Effect.runPromise(
      appendEvents([...mail, ...later]).pipe(Effect.provide(SqliteEventLog.layer({ file: place.logFile }))),
    );
    const after = await stateOf(startProjector(chdb, place, "rebuild"));
    // With a piece of garbage in each of the two topics.
    assert.strictEqual(after.records, clean.records + mail.length + later.length + 2 + 2);
    assert.strictEqual(after.mismatches, 0);
    const [facts = ""] = await lines(place, "SELECT count() FROM facts_interaction FINAL");
    assert.strictEqual(Number(facts), Number(first[0]!.split("\t")[0]) + mail.length);
    const [money = ""] = await lines(place, "SELECT count() FROM facts_money FINAL");
    assert.strictEqual(Number(money), Number(/\((\d+),/.exec(first[0]!)?.[1]) + later.length);
  }, 120_000);
});

import { setTimeout as wait } from "node:timers/promises";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { catchUp } from "@rapport/projector/CatchUp";
import { runProjector } from "@rapport/projector/Projector";
import { requestRebuild } from "@rapport/projector/RebuildRequest";
import { encodeEvent, eventContracts } from "@rapport/contracts/EventCodec";
import { EventLog } from "@rapport/event-log/EventLog";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { Effect, Layer } from "effect";
import { afterAll, assert, beforeAll, describe, it } from "vitest";
import type { Child } from "../childProcess.ts";
import { type ChdbServer, startChdbServer } from "../kafka/support/chdbServer.ts";
import { memberOptions, projectionOf, type SharedPlace } from "./memberOptions.ts";
import {
  longestStallMs,
  openShared,
  placeOn,
  sharedEvents,
  type SharedProjection,
  stateAtRest,
} from "./sharedProjection.ts";

const quiet = () => Effect.void;

/** What a reader sees of records and facts: never less than at an earlier look. Copies of an event may be several. */
const look = `
SELECT (SELECT count() FROM log_record FINAL), (SELECT uniqExact(event_id) FROM facts_interaction),
  (SELECT uniqExact(event_id) FROM facts_money), (SELECT count() FROM directory_event FINAL)`;
/** The shadows that stand there now. */
const shadows =
  "SELECT count() FROM system.tables WHERE database = currentDatabase() AND name LIKE 'log_record__next%'";
const events = sharedEvents();

/** The state after one projector, whom nobody disturbed. */
const cleanState = async (chdb: ChdbServer): Promise<string> => {
  const place = await placeOn(chdb, { kind: "sqlite", file: "" });
  const program = Effect.gen(function* () {
    const log = yield* EventLog;
    for (const event of events)
      yield* log.append(eventContracts.get(event.type)?.topic ?? "", [
        { key: event.id, value: encodeEvent(event) },
      ]);
    yield* Effect.raceFirst(
      catchUp(quiet),
      runProjector({ ...memberOptions, maxRecords: 10_000, shared: false }),
    );
    return yield* (yield* ProjectionStore).stateHash;
  });
  return Effect.runPromise(
    program.pipe(Effect.provide(Layer.merge(MemoryEventLog.layer(), projectionOf(place)))),
  );
};

/**
 * What several projectors on one log and one warehouse must do, wherever the log is. `canStop`: a process that is
 * stopped does not stop the log for all others, as one that holds SQLite's lock does.
 */
export const sharedProjectionSuite = (
  name: string,
  { canStop, freshLog }: { readonly canStop: boolean; readonly freshLog: () => Promise<SharedPlace["log"]> },
): void => {
  let chdb: ChdbServer;
  let clean: string;
  beforeAll(async () => {
    chdb = await startChdbServer();
    clean = await cleanState(chdb);
  }, 120_000);
  afterAll(() => chdb.stop());

  const withPlace = async (body: (shared: SharedProjection) => Promise<void>): Promise<void> => {
    const shared = await openShared(await placeOn(chdb, await freshLog()), events);
    try {
      await body(shared);
    } finally {
      await shared.end();
    }
  };
  const atRest = async (shared: SharedProjection): Promise<void> => {
    const { stateHash, mismatches, records } = await shared.run(stateAtRest);
    assert.deepStrictEqual([mismatches, records], [[], events.length]);
    assert.strictEqual(stateHash, clean);
    const left =
      "SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE '%\\\\_\\\\_%'";
    assert.strictEqual((await chdb.ask(shared.place.database)(left)).trim(), "");
  };

  describe(`several projectors on ${name}`, () => {
    it(
      "share the work, and lose, double and stall nothing when some come, go, stop and are killed",
      () =>
        withPlace(async (shared) => {
          const commits = (child: Child) => child.until((line) => line.startsWith("commit"));
          const [first, second] = [shared.start(), shared.start()];
          const all = (async () => {
            await shared.feedUntil(Promise.all([commits(first), commits(second)]));
            const third = shared.start();
            await shared.feedUntil(commits(third));
            first.process.kill("SIGKILL");
            await first.ended;
            second.process.kill("SIGTERM");
            assert.deepInclude(await shared.feedUntil(second.ended), { code: 0, signal: null });
            await shared.feedUntil(commits(shared.start()));
            await shared.feedRest();
            await shared.run(catchUp(quiet));
          })();
          assert.isBelow(await longestStallMs(shared, all), 30_000);
          await all;
          await atRest(shared);
        }),
      170_000,
    );

    it(
      "rebuild while all of them insert; readers never see less than before",
      () =>
        withPlace(async (shared) => {
          const members = [shared.start(), shared.start(), shared.start()];
          const commits = members.map((child) => child.until((line) => line.startsWith("commit")));
          await shared.feedUntil(Promise.all(commits));
          const rebuilding = shared.feedUntil(shared.run(requestRebuild(quiet))).then(async (outcome) => {
            assert.strictEqual(outcome.epoch, 2);
            await shared.feedRest();
            await shared.run(catchUp(quiet));
          });
          const ask = chdb.ask(shared.place.database);
          const seen: Array<ReadonlyArray<number>> = [];
          const ended = rebuilding.then(() => true);
          do seen.push((await ask(look)).trim().split("\t").map(Number));
          while (!(await Promise.race([ended, wait(10, false)])));
          assert.isAbove(seen.length, 10);
          for (const [i, counts] of seen.slice(1).entries())
            for (const [n, count] of counts.entries())
              assert.isAtLeast(count, seen[i]![n]!, `${seen[i]} then ${counts}`);
          await atRest(shared);
        }),
      170_000,
    );

    if (!canStop) return;
    it(
      "outlive one that is stopped amid the chores of all, and goes on with them later",
      () =>
        withPlace(async (shared) => {
          const holder = shared.start();
          await holder.until((line) => line === "chores");
          const other = shared.start();
          await shared.feedUntil(other.until((line) => line.startsWith("commit")));
          const ask = chdb.ask(shared.place.database);
          const rebuilding = shared.run(requestRebuild(quiet));
          while ((await ask(shadows)).trim() === "0") await wait(5);
          holder.process.kill("SIGSTOP");
          await shared.feedUntil(other.until((line) => line === "chores"));
          // The same request, served by the one that took over.
          await shared.feedUntil(rebuilding);
          await shared.feedRest();
          await shared.run(catchUp(quiet));
          holder.process.kill("SIGCONT");
          let turns = 0;
          const again = holder.until((line) => line === "chores" && ++turns === 2);
          // It is told that it has lost the chores, drops them, and stands by for the other's end; or it ends itself,
          // because it had no contact for so long, for its supervisor to start it again.
          const resumed = again.then(
            () => true,
            () => false,
          );
          other.process.kill("SIGTERM");
          await other.ended;
          if (!(await resumed)) shared.start();
          await atRest(shared);
        }),
      170_000,
    );
  });
};

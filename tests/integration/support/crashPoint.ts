import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { exited, type Running, spawnChdb, startChdb } from "./chdb.ts";
import { makeProjectorWorld, type ProjectedState, startProjector, stateOf } from "./projectorWorld.ts";
import { countCalls, killAtCall, type SweptCall } from "./strace.ts";

const stopped = async (running: Running): Promise<void> => {
  running.process.kill("SIGTERM");
  await exited(running.process);
};

/** How many such calls chDB's busiest thread makes during a clean projection, and the state it comes to. */
export const dryRun = async (call: SweptCall): Promise<{ calls: number; state: ProjectedState }> => {
  const chdb = await startChdb();
  const world = await makeProjectorWorld(chdb);
  const place = await world.fresh();
  const counter = await countCalls(chdb.pid, call);
  const state = await stateOf(startProjector(chdb, place));
  const calls = await counter.count();
  await world.remove();
  await chdb.stop();
  return { calls, state };
};

/**
 * Kills chDB at its `nth` call of a projection, starts it again, kills it once more at the `second` call of
 * the recovery, and lets the projector finish. Tells the final state and how often it was killed.
 */
export const crashAt = async (
  call: SweptCall,
  nth: number,
  second: number,
): Promise<{ state: ProjectedState; kills: number }> => {
  const first = await startChdb();
  const port = Number(new URL(first.url).port);
  const world = await makeProjectorWorld(first);
  const place = await world.fresh();
  let running: Running = first;
  let kills = 0;
  await killAtCall(running.pid, call, nth);
  const projecting = stateOf(startProjector(running, place));
  const done = projecting.then(() => true);
  for (const next of [second, null]) {
    const ended = await Promise.race([exited(running.process).then(() => false), done]);
    if (ended) break;
    kills++;
    running = await spawnChdb(running.folder, running.password, port);
    if (next !== null) await killAtCall(running.pid, call, next);
  }
  const state = await projecting;
  await stopped(running);
  await world.remove();
  await rm(dirname(first.folder), { recursive: true, force: true });
  return { state, kills };
};

import type { ChildProcess } from "node:child_process";
import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EventLog } from "@rapport/event-log/EventLog";
import { FolderLock, FolderLocked } from "@rapport/event-log/FolderLock";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { findDuplicates, findGaps, findLost, findReordered } from "@rapport/testing/eventLogCheckers";
import { commitAll, consumeCount, consumedRecords, readAll } from "@rapport/testing/eventLogProbe";
import { Effect } from "effect";
import { afterAll, describe, expect, it } from "vitest";
import { startChild } from "./childProcess.ts";
import { type ChildTask, crashKey, crashTopic } from "./eventLogChild.ts";

/** Several processes on one log and one lock; some of them are killed. */
const child = join(import.meta.dirname, "eventLogChild.ts");
const folder = mkdtempSync(join(tmpdir(), "rapport-processes-"));
afterAll(() => rmSync(folder, { recursive: true }));

const start = (task: ChildTask) => startChild(process.execPath, [child, JSON.stringify(task)]);
const withLog = <A, E>(
  file: string,
  use: (log: EventLog["Service"]) => Effect.Effect<A, E>,
  sessionMs = 1000,
) =>
  Effect.runPromise(Effect.provide(Effect.flatMap(EventLog, use), SqliteEventLog.layer({ file, sessionMs })));
const numbered = (producer: string, count: number) =>
  Array.from({ length: count }, (_, sequence) => ({ producer, sequence, key: crashKey(producer, sequence) }));
const lastAck = (lines: ReadonlyArray<string>) => Number(lines.at(-1)?.slice("ack ".length) ?? 0);

/** Whether every thread of a process has come to the stop it was sent. */
const isStopped = (pid: number) =>
  readdirSync(`/proc/${pid}/task`).every((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/stat`, "utf8").split(") ")[1]!.startsWith("T"),
  );

/** Stops a process at a moment at which it does not hold the log's file: then nobody could go on before it does. */
const stopBetweenTransactions = async (child: ChildProcess, file: string) => {
  const database = new DatabaseSync(file, { timeout: 0 });
  const isFree = () => {
    try {
      database.exec("BEGIN IMMEDIATE; ROLLBACK");
      return true;
    } catch {
      return false;
    }
  };
  const stop = async () => {
    child.kill("SIGSTOP");
    while (!isStopped(child.pid!)) await setImmediate();
  };
  await stop();
  while (!isFree()) {
    child.kill("SIGCONT");
    await setImmediate();
    await stop();
  }
  database.close();
};

describe("several processes on one log", () => {
  it("append at the same time, also while one of them is killed", async () => {
    const file = join(folder, "together", "log.sqlite");
    const producers = ["a", "b", "c"];
    const children = producers.map((producer, seed) =>
      start({ do: "append", file, producer, appends: 60, seed }),
    );
    const [victim] = children;
    await victim!.until((_, index) => index >= 20);
    victim!.process.kill("SIGKILL");
    const acked = (await Promise.all(children.map(({ ended }) => ended))).map(({ lines }) => lastAck(lines));
    const { stored, checkpoints } = await withLog(file, (log) =>
      Effect.all({ stored: readAll(log, crashTopic), checkpoints: log.checkpoints(producers) }),
    );
    expect(acked.every((count) => count > 0)).toBe(true);
    const problems = [
      ...producers.flatMap((producer, index) => findLost(numbered(producer, acked[index]!), stored)),
      ...producers.flatMap((producer) =>
        findLost(numbered(producer, Number(checkpoints.get(producer))), stored),
      ),
      ...findDuplicates(stored),
      ...findReordered(stored),
      ...findGaps(stored),
    ];
    expect(problems).toEqual([]);
  });

  it("hand a killed member's partitions over at once, however long its session, and continue where it had committed", async () => {
    const file = join(folder, "takeover", "log.sqlite");
    const producer = start({ do: "append", file, producer: "p", appends: 40, seed: 7 });
    const member = start({ do: "consume", file, group: "g", sessionMs: 600_000 });
    await member.until((line) => line.startsWith("committed"));
    const count = lastAck((await producer.ended).lines);
    member.process.kill("SIGKILL");
    const { lines } = await member.ended;
    const committed = new Map<number, number>();
    for (const line of lines.filter((text) => text.startsWith("committed"))) {
      const [, partition, next] = line.split(" ").map(Number);
      committed.set(partition!, next!);
    }
    const { positions, taken, ends } = await withLog(file, (log) =>
      Effect.gen(function* () {
        const positions = yield* log.committed("g", crashTopic);
        const left = count - positions.reduce((sum, { offset }) => sum + offset, 0);
        // Something new for every partition, so that a partition that was not handed over would be missed.
        const more = numbered("q", 7).map(({ key }) => ({
          key: key.replace("q-", "p-"),
          value: new TextEncoder().encode(`q#${key}#`),
        }));
        yield* log.append(crashTopic, more);
        const taken = yield* consumeCount(log, {
          group: "g",
          topic: crashTopic,
          count: left + more.length,
          onBatch: commitAll,
        });
        return { positions, taken, ends: yield* log.endOffsets(crashTopic) };
      }),
    );
    for (const [partition, next] of committed)
      expect(positions[partition]!.offset).toBeGreaterThanOrEqual(next);
    const first = new Map<number, number>();
    for (const { partition, records } of taken)
      if (!first.has(partition)) first.set(partition, records[0]!.offset);
    for (const [partition, offset] of first) expect(offset).toBe(positions[partition]!.offset);
    expect(ends.reduce((sum, end) => sum + end, 0)).toBe(count + 7);
  });

  it("hand a stopped member's partitions over after its session, and let it join again", async () => {
    const file = join(folder, "stopped", "log.sqlite");
    const first = await start({ do: "append", file, producer: "p", appends: 10, seed: 5 }).ended;
    const member = start({ do: "consume", file, group: "g", sessionMs: 1000 });
    await member.until((line) => line.startsWith("committed"));
    await stopBetweenTransactions(member.process, file);
    const second = await start({ do: "append", file, producer: "p", appends: 10, seed: 6 }).ended;
    const rest = await withLog(file, (log) =>
      Effect.gen(function* () {
        const positions = yield* log.committed("g", crashTopic);
        const left = lastAck(second.lines) - positions.reduce((sum, { offset }) => sum + offset, 0);
        const batches = yield* consumeCount(log, { group: "g", topic: crashTopic, count: left });
        return { left, batches };
      }),
    );
    expect(lastAck(second.lines)).toBeGreaterThan(lastAck(first.lines));
    expect(consumedRecords(rest.batches).length).toBe(rest.left);
    const before = member.lines.length;
    member.process.kill("SIGCONT");
    const third = await start({ do: "append", file, producer: "p", appends: 3, seed: 7 }).ended;
    await member.until((line, index) => index >= before && line.startsWith("committed"));
    await withLog(file, (log) =>
      Effect.gen(function* () {
        const total = (yield* log.endOffsets(crashTopic)).reduce((sum, end) => sum + end, 0);
        expect(total).toBe(lastAck(third.lines));
      }),
    );
    member.process.kill("SIGKILL");
    await member.ended;
  });

  it("wake each other's consumers", async () => {
    const file = join(folder, "waking", "log.sqlite");
    const seen = await withLog(file, (log) =>
      Effect.gen(function* () {
        // Everything arrives from outside, while this process does nothing but wait.
        const producer = start({ do: "append", file, producer: "p", appends: 1, seed: 3 });
        yield* Effect.promise(() => producer.ended);
        const first = lastAck(producer.lines);
        const again = start({ do: "append", file, producer: "p", appends: 5, seed: 4 });
        const batches = yield* consumeCount(log, { group: "g", topic: crashTopic, count: first + 1 });
        yield* Effect.promise(() => again.ended);
        return consumedRecords(batches);
      }),
    );
    expect(findDuplicates(seen)).toEqual([]);
    expect(findReordered(seen)).toEqual([]);
  });
});

describe("the folder lock", () => {
  it("is refused while another process holds it, and free once that one is killed", async () => {
    const file = join(folder, "run", "lock.sqlite");
    const holder = start({ do: "lock", file });
    await holder.until((line) => line === "locked");
    const attempt = Effect.scoped(FolderLock.acquire(file));
    const refused = await Effect.runPromise(Effect.flip(attempt));
    expect(refused).toEqual(new FolderLocked({ file, holderPid: holder.process.pid! }));
    const second = start({ do: "lock", file });
    await expect(second.ended).rejects.toThrow("FolderLocked");
    holder.process.kill("SIGKILL");
    await holder.ended;
    await Effect.runPromise(attempt);
  });
});

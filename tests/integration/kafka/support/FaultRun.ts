import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { allTopics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { audit } from "@rapport/projector/Audit";
import { catchUp } from "@rapport/projector/CatchUp";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { projectorGroup } from "@rapport/projector/config";
import { type HttpFaultProxy, startHttpFaultProxy } from "@rapport/testing/faults/HttpFaultProxy";
import { findCommitProblems } from "@rapport/testing/faults/kafkaCommits";
import { kafkaErrors } from "@rapport/testing/faults/kafkaErrors";
import {
  type AcceptedCommit,
  type KafkaFaultProxy,
  startKafkaFaultProxy,
} from "@rapport/testing/faults/KafkaFaultProxy";
import { Effect, Layer, ManagedRuntime } from "effect";
import type { LoadChildOptions, PlantedBug, ProjectorChildOptions } from "./childOptions.ts";
import { type FaultBench, logOf, quiet, warehouseOf } from "./FaultBench.ts";
import { startService } from "./services.ts";
import { type Supervised, supervise } from "./Supervised.ts";
import { factIds, letteredRecords, rememberTokens, tableHashes } from "./tableHashes.ts";
import { findFactProblems, findLogProblems, storedRecords } from "./verdict.ts";

const fileOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export interface FaultRunOptions {
  readonly bug?: PlantedBug;
  /** Without the nets that would heal what a bug did. */
  readonly withoutRepair?: boolean;
  /** The fact tables remember the tokens of inserts, as replicated ones do. */
  readonly remembersTokens?: boolean;
  readonly sessionMs?: number;
  readonly stuckAfterMs?: number;
  /** Projectors are the service itself, as it is deployed, not the harness's child. */
  readonly services?: boolean;
  /** How long each batch waits between insert and commit. */
  readonly pauseMs?: number;
}

/** What came of a run. Everything but `tables` and times must be empty. */
export interface FaultVerdict {
  readonly lost: ReadonlyArray<string>;
  readonly doubled: ReadonlyArray<string>;
  readonly reordered: ReadonlyArray<string>;
  /** Commits that went back, or that an old generation made. */
  readonly commits: ReadonlyArray<string>;
  /** Tables that differ from the clean run's, and grids the audit found wrong. */
  readonly differing: ReadonlyArray<string>;
  readonly letters: ReadonlyArray<string>;
  readonly records: number;
  /** Longest time after a fault in which a partition with records waiting saw no step (no commit). */
  readonly stallMs: number;
  /** How often processes ended and why, the ones the harness ended included. */
  readonly endings: ReadonlyArray<string>;
}

/** Two projectors and a producer behind proxies, and everything to judge them by. */
export interface FaultRun {
  readonly kafka: KafkaFaultProxy;
  readonly warehouse: HttpFaultProxy;
  readonly projectors: readonly [Supervised, Supervised];
  readonly load: Supervised;
  /** Makes one of the projectors join the group anew, as one whose session ran out. */
  readonly expel: (projector: Supervised) => void;
  /**
   * Waits until everything that stands in the log now is committed. Fails when a partition sees no step towards that
   * for so long; tells the longest time, ms.
   */
  readonly recovery: (withinMs: number) => Promise<number>;
  /** Lets the load end, waits until all is projected, and compares. */
  readonly verdict: () => Promise<FaultVerdict>;
  readonly stop: () => Promise<void>;
}

/** What the projectors last committed per place, as the broker accepted it. */
const reached = (kafka: KafkaFaultProxy, prefix: string): ReadonlyMap<string, AcceptedCommit> =>
  new Map(
    kafka.commits.flatMap((commit) =>
      commit.group === `${prefix}${projectorGroup}`
        ? [[`${commit.topic.slice(prefix.length)}/${commit.partition}`, commit] as const]
        : [],
    ),
  );

export const differences = (
  clean: Readonly<Record<string, string>>,
  held: Readonly<Record<string, string>>,
) =>
  Object.keys(clean).flatMap((table) =>
    clean[table] === held[table]
      ? []
      : [`${table}: ${held[table]?.trim()} instead of ${clean[table]?.trim()}`],
  );

export const startFaultRun = async (bench: FaultBench, options: FaultRunOptions = {}): Promise<FaultRun> => {
  const direct = await bench.fresh({ whole: options.services === true });
  if (options.remembersTokens === true) await rememberTokens(bench.chdb.ask(direct.database));
  const kafka = await startKafkaFaultProxy(bench.brokers);
  const warehouse = await startHttpFaultProxy(direct.url);
  const place = { ...direct, brokers: kafka.brokers, url: warehouse.url };
  const runtime = ManagedRuntime.make(logOf(direct));
  const projectorOf = (name: string) => {
    if (options.services === true) return startService("projector", name, place);
    const child: ProjectorChildOptions = {
      ...place,
      clientId: name,
      sessionMs: options.sessionMs ?? 3_000,
      stuckAfterMs: options.stuckAfterMs ?? 30_000,
      maxRecords: 60,
      pauseMs: options.pauseMs ?? 0,
      withoutRepair: options.withoutRepair ?? false,
      ...(options.bug === undefined ? {} : { bug: options.bug }),
    };
    return supervise(name, fileOf("projectorChild.ts"), [JSON.stringify(child)]);
  };
  const loadOptions: LoadChildOptions = { ...place, clientId: "load", chunk: 4, everyMs: 300 };
  const load = supervise("load", fileOf("loadChild.ts"), [JSON.stringify(loadOptions)]);
  const projectors = [projectorOf("projector-a"), projectorOf("projector-b")] as const;
  let stallMs = 0;

  const ends = Effect.gen(function* () {
    const log = yield* EventLog;
    const all = yield* Effect.forEach(allTopics, ({ name }) =>
      Effect.map(log.endOffsets(name), (offsets) =>
        offsets.map((offset, partition) => [`${name}/${partition}`, offset] as const),
      ),
    );
    return all.flat();
  });
  /** Partitions that have not got there yet, and for how long none of them took a step since `fromMs`. */
  const behind = (target: ReadonlyArray<readonly [string, number]>, fromMs: number) => {
    const last = reached(kafka, direct.prefix);
    return target.flatMap(([place, end]) => {
      const { offset, atMs } = last.get(place) ?? { offset: 0, atMs: 0 };
      return offset >= end
        ? []
        : [{ place, offset, end, idleMs: performance.now() - Math.max(atMs, fromMs) }];
    });
  };
  const recovery = async (withinMs: number) => {
    const startedAt = performance.now();
    const target = await runtime.runPromise(ends);
    let longestMs = 0;
    for (;;) {
      const waiting = behind(target, startedAt);
      if (waiting.length === 0) break;
      longestMs = Math.max(longestMs, ...waiting.map(({ idleMs }) => idleMs));
      if (longestMs > withinMs) {
        const where = waiting.map(({ place, offset, end }) => `${place} at ${offset} of ${end}`);
        throw new Error(`no step for ${withinMs} ms: ${where.join(", ")}\n${tail()}`);
      }
      await wait(25);
    }
    stallMs = Math.max(stallMs, longestMs);
    return longestMs;
  };
  const processes = [...projectors, load];
  const tail = () =>
    processes
      .map(({ name, lines, endings }) =>
        [
          `${name}:`,
          ...lines.filter((line) => line.startsWith("failed")).slice(-3),
          ...lines.slice(-8),
          ...endings
            .slice(-2)
            .map(({ code, signal, errors }) => `ended ${code ?? signal} ${errors.slice(-600)}`),
        ].join("\n  "),
      )
      .join("\n");

  const judged = Effect.gen(function* () {
    yield* catchUp(quiet);
    const report = yield* audit({ gridSize: 50, codeVersion: "test" });
    return { stored: yield* storedRecords, mismatches: report.mismatches };
  }).pipe(
    Effect.provide(ClickHouseProjectionStore.layer().pipe(Layer.provide(warehouseOf(direct)))),
    Effect.timeout("120 seconds"),
  );

  const verdict = async (): Promise<FaultVerdict> => {
    load.release();
    const finished = load.until((line) => line.startsWith("done"));
    load.say("finish");
    await finished;
    const { stored, mismatches } = await runtime.runPromise(judged).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${tail()}`);
    });
    const ask = bench.chdb.ask(direct.database);
    const log = findLogProblems(bench.load, stored);
    const facts = findFactProblems(stored, await factIds(ask));
    const garbage = stored.filter(({ eventId }) => eventId === null);
    const places = garbage
      .map(({ topic, partition, offset }) => `${topic}/${partition}/${offset}`)
      .toSorted();
    const lettered = await letteredRecords(ask);
    const held = await tableHashes(ask);
    return {
      lost: [...log.lost, ...facts.lost],
      doubled: facts.doubled,
      reordered: log.reordered,
      commits: findCommitProblems(kafka.commits),
      differing: [
        ...differences(bench.clean, held),
        ...mismatches.map(({ topic, partition, lo, hi }) => `audit: ${topic}/${partition} ${lo} to ${hi}`),
        ...kafka.problems.map((problem) => `proxy: ${problem}`),
      ],
      letters: [
        ...places.filter((at) => !lettered.includes(at)).map((at) => `no letter about ${at}`),
        ...lettered.filter((at) => !places.includes(at)).map((at) => `a letter about ${at}`),
      ],
      records: stored.length,
      stallMs: Math.round(stallMs),
      endings: processes.flatMap(({ name, endings }) =>
        endings.map(({ code, signal, lastLine }) =>
          signal === null && code !== 0
            ? `${name} ${code}: ${lastLine.slice(0, 300)}`
            : `${name} ${signal ?? code}`,
        ),
      ),
    };
  };
  return {
    kafka,
    warehouse,
    projectors,
    load,
    expel: ({ name: clientId }) =>
      void kafka.inject({
        apis: ["Heartbeat"],
        kind: "error",
        code: kafkaErrors.UNKNOWN_MEMBER_ID,
        when: "instead",
        clientId,
        times: 1,
      }),
    recovery,
    verdict,
    stop: async () => {
      await Promise.all(processes.map((one) => one.stop()));
      await kafka.stop();
      await warehouse.stop();
      await runtime.dispose();
    },
  };
};

import { Cause, Deferred, Effect, Exit, Layer, Logger, Random } from "effect";
import { encodeEvent, eventContracts } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog, type NewRecord } from "@rapport/event-log/EventLog";
import { MemoryEventLog, type MemoryStorage } from "@rapport/event-log/MemoryEventLog";
import { catchUp } from "@rapport/projector/CatchUp";
import { checkpointNames } from "@rapport/projector/Checkpoints";
import { defaultOptions, projectorGroup, type ProjectorOptions } from "@rapport/projector/config";
import { makeMemoryProjection } from "@rapport/projector/MemoryProjectionStore";
import { CurrentBackoff } from "@rapport/pipeline/FailurePolicy";
import { runProjector } from "@rapport/projector/Projector";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { projectRecord } from "@rapport/projector/ProjectRecord";
import { ShadowProjection } from "@rapport/projector/ShadowProjection";
import { sampleDirectory, sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { samplePeople } from "@rapport/testing/samplePeople";
import { differingCopy, sampleSources } from "@rapport/testing/sampleSources";
import { seededRandom, type SeededRandom } from "@rapport/testing/seededRandom";
import { type BugName, plant } from "./bugs.ts";
import {
  droppedDeadLetters,
  type Findings,
  type LogContents,
  lostWrites,
  miscounts,
  offsetsGoingBack,
  overtaking,
  wrongCopies,
} from "./checkers.ts";
import { History } from "./History.ts";
import { beginLife, type FaultRates, type Life } from "./Life.ts";
import { layerSimulatedLog } from "./SimulatedLog.ts";
import { type Engine, simulatedShadow, simulatedStore } from "./SimulatedWarehouse.ts";
import { VirtualClock } from "./VirtualClock.ts";

export interface Simulated {
  readonly findings: Findings;
  readonly trace: ReadonlyArray<string>;
  readonly lives: number;
}

/** Processes that die and restart; and processes that live, but are slow and stopped for a while, out of step. */
const deadly: FaultRates = {
  crash: 0.015,
  fail: 0.02,
  pause: 0.005,
  pauseBeforeExchange: 0.01,
  late: 0.07,
  deliver: 0.08,
};
const sluggish: FaultRates = {
  crash: 0.001,
  fail: 0.005,
  pause: 0.01,
  pauseBeforeExchange: 0.2,
  late: 0.4,
  deliver: 0.02,
};
/** Then nobody ends any more, so that a rebuild comes to its end, but all stay slow. */
const slow: FaultRates = { crash: 0, fail: 0, pause: 0, pauseBeforeExchange: 0.2, late: 0.4, deliver: 0 };
/** Faults strike for so long; then the system must come to rest by itself. Virtual ms. */
const strikesMs = 3_000;
const slowMs = 6_000;
const firstDay = Date.UTC(2024, 0, 1);
const restMs = 30_000;
/** Long enough for a process that is stopped to go on, and for its partitions and chores to be taken over. */
const settleMs = 3_000;

const optionsFor = (world: World): ProjectorOptions => ({
  ...defaultOptions,
  maxRecords: 7,
  gridSize: 5,
  stuckAfterMs: 5_000,
  shared: world.processes > 1,
  beatEveryMs: 700,
});

interface World extends Engine {
  readonly random: SeededRandom;
  readonly storage: MemoryStorage;
  readonly processes: number;
  /** How long all stay slow once nobody ends any more; 0 where they were not. */
  readonly slowMs: number;
  lives: number;
}

/** What is appended: every source, shuffled and partly repeated, copies that differ, garbage, a directory. */
const script = (
  random: SeededRandom,
  many: number,
): ReadonlyArray<readonly [topic: string, record: NewRecord]> => {
  const sources = sampleSources(random, 2).slice(0, 10);
  // In few days or many: where mail of one day comes through several partitions, they roll up the same day.
  const spanMs = 86_400_000 * (random.chance(0.5) ? 2 : 20);
  const mails = sampleMailbox(random, random.int(6, 16) * many).map((mail) => ({
    ...mail,
    occurredAt: firstDay + (mail.occurredAt % spanMs),
  }));
  const seen = [...mails, ...sources];
  const spread = random.chance(0.5);
  const repeated = seen.filter(() => random.chance(0.1));
  const differing = [
    sampleEmail(0, { words: 999 }),
    sampleEmail(1, { occurredAt: 86_400_000 * 20_000 }),
    ...sources.slice(0, 3).map((event) => differingCopy(event, 40)),
  ];
  const records = [
    ...seen,
    ...repeated,
    ...differing,
    ...sampleDirectory(),
    ...random.shuffle(samplePeople()).slice(0, 3),
  ].map(
    (event) =>
      [
        eventContracts.get(event.type)?.topic ?? "",
        { key: spread ? event.id : (event.parties[0] ?? "d"), value: encodeEvent(event) },
      ] as const,
  );
  const garbage = (topic: string) => [topic, { key: "?", value: Buffer.from("{") }] as const;
  return random.shuffle([
    ...records,
    garbage(topics.interactions.name),
    ...(random.chance(0.5) ? [garbage(topics.interactions.name), garbage(topics.ledger.name)] : []),
  ]);
};

const oneLife = (world: World, life: Life) => {
  const { storage, faults, history, bugs } = world;
  const policy = { firstDelayMs: 20, maxDelayMs: 200, retries: 4 };
  const ports = Layer.mergeAll(
    Layer.succeed(CurrentBackoff, policy),
    layerSimulatedLog(storage, faults, life, history, bugs),
    Layer.succeed(ProjectionStore, simulatedStore(world, life)),
    Layer.succeed(ShadowProjection, simulatedShadow(world, life)),
  );
  return Effect.raceFirst(
    Deferred.await(life.killed),
    Effect.provide(runProjector(optionsFor(world)), ports),
  );
};

/** A process under a supervisor: started again whenever it ended. */
const process = (world: World, name: string) =>
  Effect.gen(function* () {
    while (true) {
      world.lives += 1;
      const life = yield* beginLife(`${name}${world.lives}`);
      const { random, faults } = world;
      // Some are told to stop, as by SIGTERM: they are interrupted wherever they are, and clean up.
      const stop =
        !faults.calm && random.chance(0.2) ? Effect.sleep(random.int(50, strikesMs / 4)) : Effect.never;
      const exit = yield* Effect.exit(Effect.raceFirst(oneLife(world, life), stop));
      if (Exit.isFailure(exit))
        world.faults.trace.push(`${life.name} ended: ${Cause.pretty(exit.cause).split("\n")[0]}`);
      life.dead = true;
      yield* Effect.sleep(world.random.int(10, 500));
    }
  });

const produce = (world: World) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const isSlow = world.slowMs > 0;
    for (const [topic, record] of script(world.random, isSlow ? 4 : 1)) {
      yield* log.append(topic, [record]);
      if (world.random.chance(0.3)) yield* Effect.sleep(world.random.int(1, isSlow ? 800 : 150));
    }
  });

const askForRebuild = (world: World) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    yield* Effect.sleep(world.random.int(0, strikesMs));
    yield* log.append(topics.directory.name, [], [{ name: checkpointNames.rebuildRequest, value: "r1" }]);
  });

/** The same records in one go, in order, without faults: what every run must come to. */
const cleanHash = (log: LogContents) =>
  Effect.gen(function* () {
    const { store } = makeMemoryProjection();
    for (const [key, raw] of log) {
      const at = key.lastIndexOf("/");
      const [topic, partition] = [key.slice(0, at), Number(key.slice(at + 1))];
      const records = raw.map((record) =>
        projectRecord(topic, partition, record, defaultOptions.codeVersion),
      );
      const batch = { topic, partition, lo: 0, hi: raw.length - 1, epoch: 1, attempt: 1, records };
      yield* store.write(batch);
      yield* store.rollUp(batch);
    }
    yield* store.refreshDirectory;
    yield* store.refreshConversations;
    return yield* store.stateHash;
  });

const check = (world: World, settled: boolean) =>
  Effect.gen(function* () {
    const { storage, projection, history } = world;
    const log: LogContents = storage.partitions;
    const committed = new Map(
      [...log.keys()].map((key) => {
        const at = key.lastIndexOf("/");
        return [
          key,
          storage.groups.committed(projectorGroup, key.slice(0, at), Number(key.slice(at + 1))).offset,
        ];
      }),
    );
    const findings = [
      ...lostWrites(log, committed, projection.tables()),
      ...miscounts(projection.tables()),
      ...offsetsGoingBack(history),
      ...overtaking(history),
      ...droppedDeadLetters(log, committed),
    ];
    if (settled) findings.push(...wrongCopies(log, projection.tables()));
    if (!settled) return [...findings, "stuck consumer: not at rest long after the last fault"];
    const [want, have] = [yield* cleanHash(log), yield* projection.store.stateHash];
    return want === have ? findings : [...findings, "the state differs from that of a clean run"];
  });

/**
 * One simulated history from one seed: one to three projector processes under a supervisor, on one log and one
 * warehouse, killed, paused, failing and fed badly for a while in virtual time; then calm; then the checkers.
 */
export const simulate = (seed: number, bugs: ReadonlyArray<BugName> = []): Effect.Effect<Simulated> => {
  const random = seededRandom(seed);
  // Members of a group are named by chance; the same seed must give the same names.
  crypto.randomUUID = () =>
    `00000000-0000-4000-8000-${random
      .int(0, 2 ** 30)
      .toString(16)
      .padStart(12, "0")}`;
  const clock = new VirtualClock();
  const rates = random.chance(0.6) ? deadly : sluggish;
  const world: World = {
    random,
    storage: MemoryEventLog.makeStorage(),
    projection: makeMemoryProjection(),
    tokens: new Set(),
    faults: { random, rates, trace: [], calm: false },
    history: new History(),
    bugs: plant(bugs),
    halfMade: new Set(),
    clock: 0,
    shadows: 0,
    processes: random.int(1, 3),
    slowMs: rates === deadly ? 0 : slowMs,
    lives: 0,
  };
  const story = Effect.gen(function* () {
    const weather = Effect.gen(function* () {
      yield* Effect.sleep(strikesMs);
      if (world.slowMs > 0) world.faults.rates = slow;
      yield* Effect.sleep(world.slowMs);
    });
    yield* Effect.all([produce(world), random.chance(0.6) ? askForRebuild(world) : Effect.void, weather], {
      concurrency: "unbounded",
    });
    world.faults.calm = true;
    yield* Effect.sleep(settleMs);
    const rested = yield* Effect.timeoutOption(
      catchUp(() => Effect.void),
      restMs,
    );
    // What came late from a process that was stopped is settled meanwhile.
    yield* Effect.sleep(settleMs);
    return rested._tag === "Some";
  });
  const processes = ["a", "b", "c"].slice(0, world.processes).map((name) => process(world, name));
  const audits: Array<string> = [];
  const ear = Logger.make(({ message }) => {
    const [said] = Array.isArray(message) ? message : [message];
    if (typeof said === "string" && said.startsWith("audit: ")) audits.push(`mismatch in the ${said}`);
  });
  return Effect.gen(function* () {
    const settled = yield* clock.run(Effect.raceAllFirst([story, ...processes]));
    return {
      findings: [...(yield* check(world, settled)), ...audits],
      trace: world.faults.trace,
      lives: world.lives,
    };
  }).pipe(
    Effect.orDie,
    Random.withSeed(seed),
    Effect.provide(Layer.merge(MemoryEventLog.layer({ storage: world.storage }), Logger.layer([ear]))),
  );
};

import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { setTimeout as wait } from "node:timers/promises";
import { encodeEvent, eventContracts, type RapportEvent } from "@rapport/contracts/EventCodec";
import { EventLog } from "@rapport/event-log/EventLog";
import { audit } from "@rapport/projector/Audit";
import { catchUp } from "@rapport/projector/CatchUp";
import { checkpointNames } from "@rapport/projector/Checkpoints";
import { committedPositions, total } from "@rapport/projector/Positions";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { sampleDirectory, sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { samplePeople } from "@rapport/testing/samplePeople";
import { differingCopy, sampleSources } from "@rapport/testing/sampleSources";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Context, Effect, Exit, Layer, Scope } from "effect";
import { type Child, startChild } from "../childProcess.ts";
import type { ChdbServer } from "../kafka/support/chdbServer.ts";
import { logOf, memberOptions, projectionOf, type SharedPlace } from "./memberOptions.ts";

const childFile = fileURLToPath(new URL("memberChild.ts", import.meta.url));

/** Mail of few days, so that partitions roll up the same ones; every other source; copies that differ; who is who. */
export const sharedEvents = (): ReadonlyArray<RapportEvent> => {
  const random = seededRandom(44);
  const firstDay = Date.UTC(2024, 0, 1);
  const mails = sampleMailbox(random, 400).map((mail) => ({
    ...mail,
    occurredAt: firstDay + (mail.occurredAt % (3 * 86_400_000)),
  }));
  const sources = sampleSources(random, 12);
  const copies = [
    sampleEmail(3, { words: 777 }),
    sampleEmail(4, { occurredAt: 1_690_000_000_000 }),
    ...sources.slice(0, 12).map((event, i) => differingCopy(event, 10 + (i % 2) * 800)),
  ];
  const all = [...mails, ...sources, ...mails.filter(() => random.chance(0.1)), ...copies];
  return [...sampleDirectory(), ...samplePeople(), ...random.shuffle(all)];
};

/** Appends some events, each under its id: copies of one may stand in any order, never in two partitions. */
const append = (events: ReadonlyArray<RapportEvent>) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const byTopic = Map.groupBy(events, (event) => eventContracts.get(event.type)?.topic ?? "");
    for (const [topic, some] of byTopic)
      yield* log.append(
        topic,
        some.map((event) => ({ key: event.id, value: encodeEvent(event) })),
      );
  });

/** What a test does with one place: the log opened once, projectors as processes. */
export interface SharedProjection {
  readonly place: SharedPlace;
  readonly run: <A, E>(effect: Effect.Effect<A, E, EventLog | ProjectionStore>) => Promise<A>;
  readonly start: () => Child;
  /** Appends bit by bit, a few events every 100 ms, until the promise is settled; then gives its value. */
  readonly feedUntil: <A>(promise: Promise<A>) => Promise<A>;
  /** Appends all that is left. */
  readonly feedRest: () => Promise<void>;
  /** Kills what is still running, and closes the log. */
  readonly end: () => Promise<void>;
}

export const openShared = async (
  place: SharedPlace,
  events: ReadonlyArray<RapportEvent>,
): Promise<SharedProjection> => {
  const children: Array<Child> = [];
  const scope = Scope.makeUnsafe();
  const services = await Effect.runPromise(
    Layer.build(Layer.merge(logOf(place), projectionOf(place))).pipe(Scope.provide(scope)),
  );
  const run: SharedProjection["run"] = (effect) =>
    Effect.runPromise(
      effect.pipe(
        Effect.provideService(EventLog, Context.get(services, EventLog)),
        Effect.provideService(ProjectionStore, Context.get(services, ProjectionStore)),
      ),
    );
  let fed = 0;
  const feed = async (count: number): Promise<void> => {
    const some = events.slice(fed, fed + count);
    fed += some.length;
    if (some.length > 0) await run(append(some));
  };
  return {
    place,
    run,
    start: () => {
      const child = startChild(process.execPath, [childFile, JSON.stringify(place)]);
      children.push(child);
      return child;
    },
    feedUntil: async (promise) => {
      const settled = promise.then(
        () => true,
        () => true,
      );
      while (!(await Promise.race([settled, wait(100, false)]))) await feed(4);
      return promise;
    },
    feedRest: () => feed(events.length),
    end: async () => {
      for (const child of children) {
        child.process.kill("SIGKILL");
        await child.ended.catch(() => undefined);
      }
      await Effect.runPromise(Scope.close(scope, Exit.void));
    },
  };
};

/** A place for one test, on a warehouse that several share. */
export const placeOn = async (chdb: ChdbServer, log: SharedPlace["log"]): Promise<SharedPlace> => {
  const database = `shared_${randomUUID().slice(0, 8)}`;
  await chdb.makeDatabase(database);
  return { log, url: chdb.url, password: chdb.password, database };
};

/** Everything in the log is projected and derived, and nothing that came late is left to be derived anew. */
const settled = Effect.gen(function* () {
  yield* catchUp(() => Effect.void);
  const log = yield* EventLog;
  const store = yield* ProjectionStore;
  const { derivedAs, disturbed } = checkpointNames;
  while (true) {
    const kept = yield* log.checkpoints([derivedAs, disturbed]);
    if (kept.get(derivedAs) === `${(yield* store.standing).derived}|${kept.get(disturbed) ?? ""}`) return;
    yield* Effect.sleep(100);
  }
});

/** What the tables hold once all is at rest, held against the log record by record. */
export const stateAtRest = Effect.gen(function* () {
  yield* settled;
  const { stateHash, mismatches, records } = yield* audit(memberOptions);
  return { stateHash, mismatches, records };
});

/** Milliseconds of the longest stretch without a commit of anybody, until `done` resolves. */
export const longestStallMs = async (shared: SharedProjection, done: Promise<unknown>): Promise<number> => {
  let [longest, last, movedAt] = [0, -1, performance.now()];
  const ended = done.then(() => true);
  do {
    const now = await shared.run(Effect.map(committedPositions, total));
    if (now !== last) {
      longest = Math.max(longest, performance.now() - movedAt);
      [last, movedAt] = [now, performance.now()];
    }
  } while (!(await Promise.race([ended, wait(100, false)])));
  return Math.max(longest, performance.now() - movedAt);
};

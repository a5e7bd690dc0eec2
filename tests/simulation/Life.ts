import { Clock, Data, Deferred, Effect } from "effect";
import { EventLogError } from "@rapport/event-log/EventLog";
import type { SeededRandom } from "@rapport/testing/seededRandom";
import { WarehouseError } from "@rapport/warehouse/Warehouse";

/** How often what goes wrong, per operation. */
export interface FaultRates {
  readonly crash: number;
  readonly fail: number;
  readonly pause: number;
  /** The worst moment: what comes afterwards cannot be taken back. */
  readonly pauseBeforeExchange: number;
  /** Up to 100 ms on its way. */
  readonly late: number;
  /** Per delivered batch: repeated, held back (a gap), cut in two, swapped. */
  readonly deliver: number;
}

/** One process: from its start until it ends, is killed or fails. */
export interface Life {
  readonly name: string;
  readonly killed: Deferred.Deferred<never, Killed>;
  dead: boolean;
  /** Virtual ms until which the process is stopped (SIGSTOP, a long collection, a suspended machine); 0: it runs. */
  pausedUntil: number;
}

export class Killed extends Data.TaggedError("Killed")<{ readonly at: string }> {}

export const beginLife = (name: string): Effect.Effect<Life> =>
  Effect.map(Deferred.make<never, Killed>(), (killed) => ({ name, killed, dead: false, pausedUntil: 0 }));

const pauseMs = 1_500;

/** The faults of one simulation: chance decides at every operation of every life. Quiet once `calm`. */
export interface Faults {
  readonly random: SeededRandom;
  rates: FaultRates;
  /** What happened, newest last; printed when a seed fails. */
  readonly trace: Array<string>;
  calm: boolean;
}

export const strikes = (faults: Faults, rate: number): boolean => !faults.calm && faults.random.chance(rate);

/** SIGKILL: nothing of this process happens any more, finalizers neither. */
export const kill = (faults: Faults, life: Life, at: string): Effect.Effect<never> =>
  Effect.gen(function* () {
    life.dead = true;
    faults.trace.push(`${life.name} killed at ${at}`);
    yield* Deferred.fail(life.killed, new Killed({ at }));
    return yield* Effect.die(new Killed({ at }));
  });

// A dead process does nothing more, and its finalizers must not hang either.
const dead = Effect.die("this process is dead");

const waitWhilePaused = (life: Life): Effect.Effect<void> =>
  Effect.gen(function* () {
    while (!life.dead) {
      const left = life.pausedUntil - (yield* Clock.currentTimeMillis);
      if (left <= 0) {
        life.pausedUntil = 0;
        return;
      }
      yield* Effect.sleep(left);
    }
    return yield* dead;
  });

/** What chance has in store for one await; drawn at once, so that an undisturbed one costs little. */
const draw = (faults: Faults, at: string) => ({
  pause: strikes(faults, at.endsWith("exchange") ? faults.rates.pauseBeforeExchange : faults.rates.pause),
  lateMs: strikes(faults, faults.rates.late) ? faults.random.int(1, 100) : 0,
  before: strikes(faults, faults.rates.crash) ? "kill" : strikes(faults, faults.rates.fail) ? "fail" : null,
  after: strikes(faults, faults.rates.crash) ? "kill" : strikes(faults, faults.rates.fail) ? "fail" : null,
});

/** One await of a process: late, failing, ambiguous or the last one, as chance has it. */
export const oneAwait = <A, E, R>(
  faults: Faults,
  life: Life,
  at: string,
  failure: () => E,
  inner: Effect.Effect<A, E, R>,
): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    if (life.dead) return yield* dead;
    if (life.pausedUntil > 0) yield* waitWhilePaused(life);
    if (faults.calm) return yield* inner;
    const fate = draw(faults, at);
    if (fate.pause) {
      faults.trace.push(`${life.name} paused at ${at}`);
      life.pausedUntil = (yield* Clock.currentTimeMillis) + pauseMs;
      yield* waitWhilePaused(life);
    }
    if (fate.lateMs > 0) {
      yield* Effect.sleep(fate.lateMs);
      yield* waitWhilePaused(life);
    }
    if (fate.before === "kill") return yield* kill(faults, life, `before ${at}`);
    if (fate.before === "fail") return yield* Effect.fail(failure());
    const answer = yield* inner;
    if (life.dead) return yield* dead;
    if (fate.after === "kill") return yield* kill(faults, life, `after ${at}`);
    // The ambiguous failure: done, but reported as failed.
    if (fate.after === "fail") return yield* Effect.fail(failure());
    return answer;
  });

export const logFailure = (operation: string) => () =>
  new EventLogError({ operation, detail: "simulated", retriable: true });

export const warehouseFailure = (operation: string) => () =>
  new WarehouseError({ operation, detail: "simulated", code: 0, retriable: true });

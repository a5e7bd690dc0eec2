import { Deferred, Effect, Fiber } from "effect";
import type { Scenario } from "./eventLogAppendScenarios.ts";
import { differs, outcomeOf } from "./eventLogProbe.ts";
import { contractSettings, contractTopics, type EventLogSubject } from "./eventLogSubject.ts";

const single = contractTopics.single.name;

/** For what takes a few round trips; a bug would have it take for ever. */
const patienceMs = contractSettings.sessionMs * 2;

const oneAtATime: Scenario = {
  promise: "runs work of one name one at a time, whichever opening asked, and gives back what it made of it",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const logs = [yield* open, yield* open];
        let inHand = 0;
        const problems: string[] = [];
        const work = (turn: number) =>
          Effect.gen(function* () {
            inHand++;
            if (inHand > 1) problems.push(`turn ${turn}: ${inHand} at once`);
            for (let step = 0; step < 3; step++) yield* Effect.sleep("5 millis");
            inHand--;
            return turn % 3 === 2 ? yield* Effect.fail({ _tag: "Boom" }) : turn;
          });
        const outcomes = yield* Effect.forEach(
          [0, 1, 2, 3, 4, 5],
          (turn) =>
            Effect.catch(logs[turn % 2]!.exclusively("counting", work(turn)), (error) =>
              Effect.succeed((error as { _tag: string })._tag),
            ),
          { concurrency: "unbounded" },
        );
        return [...problems, ...differs("outcomes", outcomes, [0, 1, "Boom", 3, 4, "Boom"])];
      }),
    ),
};

/** Work that says when it began and ends when it is told to. */
const heldWork = Effect.fnUntraced(function* (log: EventLogSubject, name: string) {
  const began = yield* Deferred.make<void>();
  const fiber = yield* Effect.forkChild(
    log.exclusively(name, Effect.andThen(Deferred.succeed(began, undefined), Effect.never)),
  );
  return { began: Deferred.await(began), hasBegun: Deferred.isDone(began), stop: Fiber.interrupt(fiber) };
});

const handOver: Scenario = {
  promise:
    "keeps work waiting while its name is taken, hands over at once, and lets other names run beside it",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        const other = yield* open;
        const holder = yield* heldWork(log, "refresh");
        yield* holder.began;
        const standby = yield* heldWork(other, "refresh");
        const beside = yield* heldWork(other, "audit");
        const ranBeside = yield* Effect.timeoutOption(beside.began, patienceMs);
        // Longer than a session: the holder must have given signs of life by itself.
        yield* Effect.sleep(contractSettings.sessionMs * 1.5);
        const tooEarly = yield* standby.hasBegun;
        yield* holder.stop;
        const before = performance.now();
        yield* standby.began;
        const handOverMs = performance.now() - before;
        yield* Effect.all([standby.stop, beside.stop]);
        return [
          ...differs("work of another name", ranBeside._tag, "Some"),
          ...differs("begun while the name was taken", tooEarly, false),
          ...(handOverMs < contractSettings.sessionMs ? [] : [`handed over after ${handOverMs} ms`]),
        ];
      }),
    ),
};

/** Holds up the whole thread, as a stopped process is held up. */
const standStill = (forMs: number) =>
  Effect.sync(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, forMs));

const missedSession: Scenario = {
  promise: "interrupts work whose process was silent for longer than a session, and says that it was stale",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        let interrupted = false;
        const stoppedWork = Effect.andThen(standStill(contractSettings.sessionMs * 1.2), Effect.never).pipe(
          Effect.onInterrupt(() =>
            Effect.sync(() => {
              interrupted = true;
            }),
          ),
        );
        const stopped = Effect.flip(log.exclusively("refresh", stoppedWork));
        const error = yield* Effect.timeoutOrElse(stopped, {
          duration: patienceMs,
          orElse: () => Effect.succeed("not interrupted"),
        });
        const group = (error as { readonly group?: string }).group;
        const again = yield* log.exclusively("refresh", Effect.succeed("again"));
        return [
          ...differs("outcome", yield* outcomeOf(Effect.fail(error)), "StaleOwner"),
          ...differs("its group", group, "exclusive.refresh"),
          ...differs("interrupted", interrupted, true),
          ...differs("next of the name", again, "again"),
        ];
      }),
    ),
};

const pages: Scenario = {
  promise: "gives all checkpoints page by page in the order of their names",
  findProblems: ({ open }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const log = yield* open;
        // In the order of their UTF-8 bytes, which is not that of UTF-16: U+FF21 comes before U+1F600.
        const names = ["B", "a", "a/b", "ab", "ä", "Ａ", "😀"];
        const checkpoints = names.map((name, index) => ({ name, value: `${index}` }));
        const [first, ...rest] = checkpoints.toReversed();
        yield* log.append(single, [], rest);
        yield* log.append(single, [], [first!, { name: "B", value: "old" }]);
        yield* log.append(single, [], [{ name: "B", value: "0" }]);
        const found: { readonly name: string; readonly value: string }[] = [];
        const sizes: number[] = [];
        while (sizes.at(-1) !== 0) {
          const page = yield* log.checkpointsAfter(found.at(-1)?.name ?? "", 3);
          found.push(...page);
          sizes.push(page.length);
        }
        return [
          ...differs("checkpoints", found, checkpoints),
          ...differs("sizes of the pages", sizes, [3, 3, 1, 0]),
          ...differs("max 0", yield* outcomeOf(log.checkpointsAfter("", 0)), "EventLogError"),
        ];
      }),
    ),
};

export const exclusiveScenarios: ReadonlyArray<Scenario> = [oneAtATime, handOver, missedSession, pages];

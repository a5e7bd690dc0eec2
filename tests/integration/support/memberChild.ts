import { EventLog } from "@rapport/event-log/EventLog";
import { runProjector } from "@rapport/projector/Projector";
import { Effect, Fiber, Layer } from "effect";
import { logOf, memberOptions, projectionOf, type SharedPlace } from "./memberOptions.ts";

/**
 * One of several projectors, in a process of its own, for ever: `memberChild.ts PLACE`. Prints `started`, `chores`
 * whenever the chores of all are its own, and `commit TOPIC PARTITION OFFSET` for each range that it has projected.
 * SIGTERM ends it cleanly.
 */
const place = JSON.parse(process.argv[2]!) as SharedPlace;
const say = (line: string) => Effect.sync(() => void process.stdout.write(`${line}\n`));

const telling = Layer.effect(
  EventLog,
  Effect.map(EventLog, (log) =>
    EventLog.of({
      ...log,
      exclusively: (name, work) => log.exclusively(name, Effect.andThen(say("chores"), work)),
      consume: (options, handle) =>
        log.consume(options, (batch) =>
          handle({
            ...batch,
            commit: (offset, metadata = "") =>
              Effect.tap(batch.commit(offset, metadata), () =>
                metadata === "" ? say(`commit ${batch.topic} ${batch.partition} ${offset}`) : Effect.void,
              ),
          }),
        ),
    }),
  ),
).pipe(Layer.provide(logOf(place)));

const program = Effect.andThen(say("started"), runProjector(memberOptions)).pipe(
  Effect.provide(Layer.merge(telling, projectionOf(place))),
);
const fiber = Effect.runFork(program);
process.once("SIGTERM", () => void Effect.runPromise(Fiber.interrupt(fiber)).then(() => process.exit(0)));
// A cut output pipe means that the test is gone.
process.stdout.on("error", () => process.exit(1));
fiber.addObserver((exit) => {
  if (exit._tag === "Success") return;
  process.stderr.write(`${String(exit.cause)}\n`);
  process.exitCode = 1;
});

import dns from "node:dns";
import { createInterface } from "node:readline";
import { type ConsumedBatch, EventLog } from "@rapport/event-log/EventLog";
import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { defaultOptions } from "@rapport/projector/config";
import { runProjector } from "@rapport/projector/Projector";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { Cause, Effect, Exit, Fiber, Layer, Redacted } from "effect";
import { kafkaOptionsOf, type ProjectorChildOptions } from "./childOptions.ts";
import { batchBugOf, storeBugOf } from "./plantedBugs.ts";
import { withoutBooks } from "../../support/withoutBooks.ts";

/**
 * One projector in a process of its own, to be killed, stopped and cut off. Prints `started`, `batch …` when it gets
 * one, `commit …` and `stale …`; ends with 1 and `failed …` when the projector does, with 143 on SIGTERM. On the lines `dns off` and
 * `dns on` it loses and regains the names of all hosts.
 */
const options = JSON.parse(process.argv[2]!) as ProjectorChildOptions;
const say = (line: string) => Effect.sync(() => void process.stdout.write(`${line}\n`));

const lookup = dns.lookup;
createInterface({ input: process.stdin }).on("line", (line) => {
  const failing = (host: string, ...rest: ReadonlyArray<unknown>) => {
    const answer = rest.at(-1) as (error: Error) => void;
    answer(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" }));
  };
  if (line === "dns off") Object.assign(dns, { lookup: failing });
  if (line === "dns on") Object.assign(dns, { lookup });
});

const bugged = batchBugOf(options);

const told = (batch: ConsumedBatch): ConsumedBatch => {
  const place = `${batch.topic}/${batch.partition}`;
  return {
    ...batch,
    commit: (offset, metadata = "") =>
      (metadata === "" ? Effect.sleep(options.pauseMs ?? 0) : Effect.void).pipe(
        Effect.andThen(batch.commit(offset, metadata)),
        Effect.tap(() => say(`commit ${place} ${offset} ${metadata}`)),
        Effect.tapErrorTag("StaleOwner", () => say(`stale ${place} ${offset}`)),
      ),
  };
};

const tellingLog = Layer.effect(
  EventLog,
  Effect.map(EventLog, (log) =>
    EventLog.of({
      ...log,
      consume: (consumeOptions, handle) =>
        log.consume(consumeOptions, (batch) =>
          Effect.andThen(
            say(
              `batch ${batch.topic}/${batch.partition} ${batch.records[0]!.offset} ${batch.records.length}`,
            ),
            handle(bugged(told(batch))),
          ),
        ),
    }),
  ),
).pipe(Layer.provide(KafkaEventLog.layer(kafkaOptionsOf(options, options.clientId, options.sessionMs))));

const store = withoutBooks(ClickHouseProjectionStore.layer()).pipe(
  Layer.provide(
    ClickHouseWarehouse.layer({
      url: options.url,
      password: Redacted.make(options.password),
      database: options.database,
    }),
  ),
);

const projector = runProjector({
  ...defaultOptions,
  maxRecords: options.maxRecords,
  gridSize: 50,
  stuckAfterMs: options.stuckAfterMs,
  codeVersion: "test",
  shared: true,
  beatEveryMs: options.withoutRepair === true ? 3_600_000 : 1_000,
  auditInBackground: options.withoutRepair !== true,
});

const program = Effect.andThen(say("started"), projector).pipe(
  Effect.tapCause((cause) =>
    Cause.hasInterruptsOnly(cause) ? Effect.void : say(`failed ${String(cause).replaceAll("\n", " ")}`),
  ),
  Effect.provide(Layer.merge(tellingLog, storeBugOf(store, options))),
);
// A cut output pipe means that the test is gone.
process.stdout.on("error", () => process.exit(1));
const fiber = Effect.runFork(program);
// It leaves the group then, as the service does.
process.once("SIGTERM", () => fiber.interruptUnsafe());
const exit = await Effect.runPromise(Fiber.await(fiber));
process.exit(Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause) ? 143 : 1);

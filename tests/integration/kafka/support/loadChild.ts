import { createInterface } from "node:readline";
import { EventLog } from "@rapport/event-log/EventLog";
import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { Effect } from "effect";
import { kafkaOptionsOf, type LoadChildOptions } from "./childOptions.ts";
import { steadyLoad } from "./steadyLoad.ts";

/**
 * A producer under steady load, to be killed: appends the load over and over, a chunk at a time, each with the
 * checkpoint `load` = how many records it has appended in all, and goes on there when it is started again. Prints
 * `at N` after each acknowledged append. On the line `finish` it completes the load once, as fast as it can, and ends.
 */
const options = JSON.parse(process.argv[2]!) as LoadChildOptions;
const load = steadyLoad();
const asked = { toFinish: false };
createInterface({ input: process.stdin }).on("line", (line) => {
  if (line === "finish") asked.toFinish = true;
});

/** Records that go to one topic in one append; the load's order is kept. */
const nextChunk = (at: number) => {
  const { topic } = load[at % load.length]!;
  const most = asked.toFinish ? 40 : options.chunk;
  const chunk = [];
  for (let n = at; chunk.length < most && load[n % load.length]!.topic === topic; n++)
    chunk.push(load[n % load.length]!);
  return { topic, chunk };
};

const program = Effect.gen(function* () {
  const log = yield* EventLog;
  let at = Number((yield* log.checkpoints(["load"])).get("load") ?? "0");
  process.stdout.write(`started at ${at}\n`);
  while (!asked.toFinish || at < load.length) {
    const { topic, chunk } = nextChunk(at);
    const next = at + chunk.length;
    // As an ingest that is run again when it failed: its records may be in the log already.
    yield* Effect.retry(log.append(topic, chunk, [{ name: "load", value: String(next) }]), {
      while: (error) => {
        process.stdout.write(`again ${error.detail}\n`);
        return error.retriable;
      },
    });
    at = next;
    process.stdout.write(`at ${at}\n`);
    if (!asked.toFinish) yield* Effect.sleep(options.everyMs);
  }
  process.stdout.write(`done ${at}\n`);
});

await Effect.runPromise(
  Effect.provide(program, KafkaEventLog.layer(kafkaOptionsOf(options, options.clientId))),
);
process.exit(0);

import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { EventLog } from "@rapport/event-log/EventLog";
import { allTopics } from "@rapport/contracts/Topics";
import { Effect } from "effect";
import { Kafka, logLevel } from "kafkajs";

/**
 * A consumer of all topics that has nothing to do, in a process of its own, to be measured: `idleConsumer.ts
 * nothing|stock|ours BROKERS PREFIX GROUP`. Prints `idle` when it has joined its group and read to the end.
 */
const [kind, brokers, prefix, group] = process.argv.slice(2) as [string, string, string, string];
const topics = allTopics.map(({ name }) => name);
const idle = (): void => void process.stdout.write("idle\n");

const stock = async (): Promise<void> => {
  const consumer = new Kafka({
    brokers: brokers.split(","),
    clientId: "stock",
    logLevel: logLevel.NOTHING,
  }).consumer({ groupId: prefix + group });
  await consumer.connect();
  await consumer.subscribe({ topics: topics.map((name) => prefix + name), fromBeginning: true });
  consumer.on("consumer.group_join", idle);
  await consumer.run({ eachBatch: async () => undefined });
};

const ours = Effect.gen(function* () {
  const log = yield* EventLog;
  yield* Effect.forkChild(Effect.andThen(Effect.sleep("2 seconds"), Effect.sync(idle)));
  return yield* log.consume({ group, topics, maxRecords: 10_000 }, (batch) => batch.commit(batch.endOffset));
}).pipe(Effect.provide(KafkaEventLog.layer({ brokers: brokers.split(","), prefix })));

if (kind === "stock") await stock();
else if (kind === "ours") await Effect.runPromise(ours);
else {
  setInterval(() => undefined, 60_000);
  idle();
}

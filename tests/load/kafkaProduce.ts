import { hash } from "node:crypto";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { KafkaEventLog } from "@rapport/event-log/KafkaEventLog";
import { Effect, ManagedRuntime, Stream } from "effect";
import { CompressionTypes } from "kafkajs";
import { collectGarbage } from "./collectGarbage.ts";
import { startMeasuredBroker } from "./kafkaBroker.ts";
import { type Arm, interleave, median, show } from "./measure.ts";
import { ownCpuMs } from "./processCpu.ts";
import { agencyMail, recordOfMail } from "./projectorEvents.ts";

/**
 * Appending to Kafka as an ingest does, 256 records a call and some calls under way, against the producer of kafkajs
 * as it is: acks=all for both, ours idempotent and zstd. CPU of this process; the broker's is told beside it.
 * `node tests/load/kafkaProduce.ts [events, default 50000]`. No goal: what is compared is what safety costs.
 */
const events = Number(process.argv[2] ?? 50_000);
const recordsAtOnce = 256;
const topic = topics.interactions.name;

const records = agencyMail(events).map(recordOfMail);
const calls = Array.from({ length: Math.ceil(events / recordsAtOnce) }, (_, index) =>
  records.slice(index * recordsAtOnce, (index + 1) * recordsAtOnce),
);

const broker = await startMeasuredBroker();
const runtime = ManagedRuntime.make(KafkaEventLog.layer({ brokers: broker.brokers, prefix: broker.prefix }));
const producer = broker.client.producer();
await producer.connect();

/** What was appended since the offsets `from`, whatever its order over partitions. */
const appendedSince = (from: ReadonlyArray<number>) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    let sum = 0n;
    let count = 0;
    for (const [partition, end] of (yield* log.endOffsets(topic)).entries())
      for (let offset = from[partition]!; offset < end;) {
        const found = yield* log.read(topic, partition, offset, 10_000);
        for (const { value } of found) sum += BigInt(`0x${hash("sha1", value, "hex")}`);
        count += found.length;
        offset += found.length;
      }
    return `${count} records, ${sum}`;
  });

const brokerMs = new Map<string, Array<number>>();

const arm = (name: string, append: () => Promise<unknown>): Arm<string> => ({
  name,
  run: async () => {
    const from = await runtime.runPromise(Effect.flatMap(EventLog, (log) => log.endOffsets(topic)));
    collectGarbage();
    const before = { cpu: ownCpuMs(), broker: broker.cpuMs(), at: performance.now() };
    await append();
    const wallMs = performance.now() - before.at;
    const cpuMs = ownCpuMs() - before.cpu;
    brokerMs.set(name, [...(brokerMs.get(name) ?? []), broker.cpuMs() - before.broker]);
    return { result: await runtime.runPromise(appendedSince(from)), wallMs, cpuMs };
  },
});

const ours = (underWay: number) =>
  arm(`our log, ${underWay} under way`, () =>
    runtime.runPromise(
      Effect.flatMap(EventLog, (log) =>
        Effect.forEach(calls, (some) => log.append(topic, some), { concurrency: underWay, discard: true }),
      ),
    ),
  );

const theirs = (underWay: number) =>
  arm(`kafkajs producer, ${underWay} under way`, () =>
    Effect.runPromise(
      Stream.fromIterable(calls).pipe(
        Stream.mapEffect(
          (some) =>
            Effect.promise(() =>
              producer.send({
                topic: broker.prefix + topic,
                acks: -1,
                compression: CompressionTypes.None,
                messages: some.map(({ key, value }) => ({ key, value: Buffer.from(value) })),
              }),
            ),
          { concurrency: underWay },
        ),
        Stream.runDrain,
      ),
    ),
  );

const measure = async (underWay: number) => {
  const [a, b] = [ours(underWay), theirs(underWay)];
  const measurement = await interleave({
    title: `append ${recordsAtOnce} events at a time, ${underWay} under way`,
    units: { count: events, name: "events" },
    ours: a,
    theirs: b,
    checkEqual: (left, right) => {
      if (left !== right) throw new Error(`the topic got other records: ${left} and ${right}`);
    },
  });
  show(measurement, "cpu");
  for (const { name } of [a, b])
    console.log(
      `${name}: broker ${((median(brokerMs.get(name)!) * 1000) / events).toFixed(2)} CPU µs an event`,
    );
};

try {
  await measure(1);
  await measure(4);
} finally {
  await producer.disconnect();
  await runtime.dispose();
  await broker.stop();
}

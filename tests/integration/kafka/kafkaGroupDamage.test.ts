import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { topics } from "@rapport/contracts/Topics";
import { type LocalKafka, startKafka } from "@rapport/local-kafka/LocalKafka";
import { Effect } from "effect";
import { afterAll, assert, beforeAll, describe, it } from "vitest";
import { freshTopics, openLog, record } from "./logOnKafka.ts";

/** A broker of its own, whose disk the test spoils. */
const folder = mkdtempSync(join(tmpdir(), "rapport-damage-"));
let kafka: LocalKafka;
beforeAll(async () => {
  kafka = await startKafka({ nodes: 1, folder });
});
afterAll(async () => {
  await kafka.stop();
  rmSync(folder, { recursive: true });
});

const topic = topics.directory.name;

const segmentOf = (name: string): string => {
  const partition = readdirSync(folder, { recursive: true, encoding: "utf8" }).find((path) =>
    path.endsWith(join(`${name}-0`, "00000000000000000000.log")),
  );
  return join(folder, partition!);
};

describe("a batch that was damaged on the broker's disk", () => {
  it("stops the consumption there, by topic, partition and offset; what is before it is handled", () =>
    Effect.runPromise(
      Effect.scoped(
        Effect.gen(function* () {
          const options = yield* Effect.promise(() => freshTopics({ brokers: kafka.brokers.split(",") }));
          const log = yield* openLog(options);
          for (const value of ["one", "two", "three"]) yield* log.append(topic, [record("k", value)]);
          // Each append was a batch; the broker checks none of them when it reads.
          const segment = segmentOf(`${options.prefix}${topic}`);
          const bytes = readFileSync(segment);
          bytes[bytes.indexOf("two")]! ^= 1;
          writeFileSync(segment, bytes);
          const handled: number[] = [];
          const error = yield* Effect.flip(
            log.consume({ group: "g", topics: [topic], maxRecords: 10 }, (batch) =>
              Effect.andThen(
                batch.commit(batch.records.at(-1)!.offset + 1),
                Effect.sync(() => handled.push(...batch.records.map(({ offset }) => offset))),
              ),
            ),
          );
          assert.match(
            error.message,
            /rapport\.directory, partition 0, offset 1:.*offset 1 fails its checksum/,
          );
          assert.deepStrictEqual(handled, [0]);
          assert.strictEqual((yield* log.committed("g", topic))[0]!.offset, 1);
        }),
      ),
    ));
});

import { writeSync } from "node:fs";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { FolderLock } from "@rapport/event-log/FolderLock";
import { SqliteEventLog } from "@rapport/event-log/SqliteEventLog";
import { numberedValue } from "@rapport/testing/eventLogCheckers";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";

/**
 * A process to be killed. `node eventLogChild.ts '{"do":"append",…}'`; says what it did line by line on standard
 * output, written at once, so that what was said before a kill is known.
 */
export type ChildTask =
  /** Appends numbered records from the producer's checkpoint on; says "ack N": every sequence below N is acknowledged. */
  | {
      readonly do: "append";
      readonly file: string;
      readonly producer: string;
      readonly appends: number;
      readonly seed: number;
      /** The planted bug: acknowledge without waiting for COMMIT. */
      readonly acknowledgeEarly?: boolean;
    }
  /** Consumes and commits; says "batch PARTITION LO HI" when handled, "committed PARTITION NEXT" when committed. */
  | { readonly do: "consume"; readonly file: string; readonly group: string; readonly sessionMs: number }
  /** Takes the folder lock, says "locked", and holds it. */
  | { readonly do: "lock"; readonly file: string };

export const crashTopic = topics.interactions.name;

/** Key of a producer's record: several keys per producer, so that all partitions are hit. */
export const crashKey = (producer: string, sequence: number) => `${producer}-${sequence % 7}.example`;

const say = (line: string) => Effect.sync(() => void writeSync(1, `${line}\n`));

const append = Effect.fnUntraced(function* (task: Extract<ChildTask, { do: "append" }>) {
  const log = yield* EventLog;
  const { producer, appends } = task;
  const random = seededRandom(task.seed);
  let next = Number((yield* log.checkpoints([producer])).get(producer) ?? 0);
  for (let index = 0; index < appends; index++) {
    const records = Array.from({ length: random.int(1, 120) }, (_, at) => {
      const sequence = next + at;
      return {
        key: crashKey(producer, sequence),
        value: numberedValue(producer, sequence, "x".repeat(random.int(0, 400))),
      };
    });
    next += records.length;
    const written = log.append(crashTopic, records, [{ name: producer, value: String(next) }]);
    yield* task.acknowledgeEarly === true ? Effect.forkDetach(written) : written;
    yield* say(`ack ${next}`);
  }
});

const consume = Effect.fnUntraced(function* (task: Extract<ChildTask, { do: "consume" }>) {
  const log = yield* EventLog;
  return yield* log.consume({ group: task.group, topics: [crashTopic], maxRecords: 50 }, (batch) =>
    Effect.gen(function* () {
      const [lo, hi] = [batch.records[0]!.offset, batch.records.at(-1)!.offset];
      yield* say(`batch ${batch.partition} ${lo} ${hi}`);
      yield* batch.commit(hi + 1);
      yield* say(`committed ${batch.partition} ${hi + 1}`);
    }),
  );
});

const run = (task: ChildTask): Effect.Effect<void, unknown> => {
  switch (task.do) {
    case "append":
      return Effect.provide(append(task), SqliteEventLog.layer({ file: task.file }));
    case "consume":
      return Effect.provide(
        consume(task),
        SqliteEventLog.layer({ file: task.file, sessionMs: task.sessionMs }),
      );
    case "lock":
      return Effect.scoped(
        FolderLock.acquire(task.file).pipe(Effect.andThen(say("locked")), Effect.andThen(Effect.never)),
      );
  }
};

if (import.meta.main) {
  // Keeps the process alive while it only waits.
  const alive = setInterval(() => undefined, 1000);
  await Effect.runPromise(run(JSON.parse(process.argv[2]!) as ChildTask));
  clearInterval(alive);
}

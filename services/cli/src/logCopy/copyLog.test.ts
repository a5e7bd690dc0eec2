import { expect, it } from "@effect/vitest";
import { allTopics, topics } from "@rapport/contracts/Topics";
import { recordOfEvent } from "@rapport/contracts/recordOfEvent";
import { EventLog, type NewRecord } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { Context, Effect, Layer } from "effect";
import { copyLog } from "./copyLog.ts";
import type { Log } from "./copyPartition.ts";

const newLog = Effect.map(Layer.build(MemoryEventLog.layer({})), (context) => Context.get(context, EventLog));

const tickets = topics.interactions.name;
const record = (n: number) => ({ key: `org-${n % 7}`, value: new TextEncoder().encode(`event ${n}`) });
const records = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => record(from + i));
const count = 2_500;

const filled = Effect.gen(function* () {
  const log = yield* newLog;
  for (let n = 0; n < count; n += 500)
    yield* log.append(tickets, records(n, n + 500), [{ name: "ingest.a", value: `${n}` }]);
  yield* log.append(topics.directory.name, records(0, 3), [
    { name: "projector.epoch", value: "4" },
    { name: "ingest.b", value: "done" },
  ]);
  return log;
});

const everything = (log: Log) =>
  Effect.forEach(allTopics, ({ name, partitions }) =>
    Effect.forEach(Array.from({ length: partitions }), (_, partition) =>
      Effect.map(log.read(name, partition, 0, 100_000), (page) =>
        page.map(({ key, value, offset }) => ({ key, text: new TextDecoder().decode(value), offset })),
      ),
    ),
  );

const copy = (source: Log, target: Log, dryRun = false) =>
  Effect.map(
    copyLog({ source, target, dryRun, report: () => Effect.void }),
    ({ partitions, checkpoints }) => ({
      partitions,
      checkpoints,
      copied: partitions.reduce((sum, one) => sum + one.copied, 0),
      records: partitions.reduce((sum, one) => sum + one.records, 0),
    }),
  );

it.effect(
  "every record comes to stand at its offset, with the ingests' positions; again, there is nothing to do",
  () =>
    Effect.gen(function* () {
      const source = yield* filled;
      const target = yield* newLog;
      expect(yield* copy(source, target, true)).toMatchObject({ copied: count + 3, records: count + 3 });
      expect(yield* everything(target)).toEqual(yield* everything(yield* newLog));
      expect(yield* copy(source, target)).toMatchObject({
        copied: count + 3,
        records: count + 3,
        checkpoints: { checkpoints: 2, copied: 2 },
      });
      expect(yield* everything(target)).toEqual(yield* everything(source));
      const found = yield* target.checkpointsAfter("", 10);
      expect(found.map(({ name }) => name)).toEqual(["ingest.a", "ingest.b"]);
      const again = yield* copy(source, target);
      expect(again).toMatchObject({ copied: 0, records: count + 3, checkpoints: { copied: 0 } });
    }).pipe(Effect.scoped),
);

it.effect("a copy that was interrupted goes on; what the source got since comes too", () =>
  Effect.gen(function* () {
    const source = yield* filled;
    const target = yield* newLog;
    yield* target.append(tickets, records(0, 700));
    expect(yield* copy(source, target)).toMatchObject({ copied: count + 3 - 700 });
    yield* source.append(tickets, records(count, count + 10), [{ name: "ingest.a", value: "more" }]);
    expect(yield* copy(source, target)).toMatchObject({ copied: 10, checkpoints: { copied: 1 } });
    expect(yield* everything(target)).toEqual(yield* everything(source));
  }).pipe(Effect.scoped),
);

it.effect("a copied event says of itself what an appended one does; what is no event goes as it is", () =>
  Effect.gen(function* () {
    const source = yield* newLog;
    const id = "a".repeat(32);
    const event = recordOfEvent(id, { type: "dead_letter.resolved", version: 1, id, recordedAt: 5 });
    yield* source.append(topics.deadLetters.name, [{ key: id, value: event.value }, record(1)]);
    const target = yield* newLog;
    const appended: NewRecord[] = [];
    const listened = EventLog.of({
      ...target,
      append: (topic, page, checkpoints) => {
        appended.push(...page);
        return target.append(topic, page, checkpoints);
      },
    });
    yield* copy(source, listened);
    expect(appended.map(({ headers }) => headers)).toEqual([event.headers, undefined]);
  }).pipe(Effect.scoped),
);

it.effect("a target that is no copy is refused, and nothing is added to it", () =>
  Effect.gen(function* () {
    const source = yield* filled;
    const other = yield* newLog;
    yield* other.append(tickets, [
      record(0),
      { key: "org-1", value: new Uint8Array([1]) },
      ...records(2, 50),
    ]);
    const before = yield* everything(other);
    expect((yield* Effect.flip(copy(source, other))).message).toContain(
      "differs from the source before record",
    );
    expect(yield* everything(other)).toEqual(before);
    const ahead = yield* newLog;
    yield* copy(source, ahead);
    yield* ahead.append(tickets, [record(1)]);
    expect((yield* Effect.flip(copy(source, ahead))).message).toContain("has gone on by itself");
  }).pipe(Effect.scoped),
);

it.effect("somebody else who writes to the target meanwhile is noticed", () =>
  Effect.gen(function* () {
    const source = yield* filled;
    const target = yield* newLog;
    let once = true;
    const shared = EventLog.of({
      ...target,
      append: (topic, page, checkpoints) => {
        const intruder = once ? target.append(topic, page.slice(0, 1)) : Effect.void;
        once = false;
        return Effect.andThen(intruder, target.append(topic, page, checkpoints));
      },
    });
    expect((yield* Effect.flip(copy(source, shared))).message).toContain("somebody else writes to it");
  }).pipe(Effect.scoped),
);

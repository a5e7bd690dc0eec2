import { appendFile, mkdir, mkdtemp, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, describe, it } from "@effect/vitest";
import { layerMailParserPool } from "@rapport/connectors/mail/MailParserPool";
import { decodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { madeMessage, madeMessages, mboxOf } from "@rapport/testing/mailbox";
import { Effect, Fiber, Layer } from "effect";
import { ingestEmail } from "./IngestEmail.ts";

const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "rapport-ingest-"))),
  (path) => Effect.promise(() => rm(path, { recursive: true, force: true })),
);

const eventsOf = (topic: { readonly name: string; readonly partitions: number }) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const events: Array<RapportEvent> = [];
    for (let partition = 0; partition < topic.partitions; partition++)
      for (const record of yield* log.read(topic.name, partition, 0, 1_000_000)) {
        const decoded = decodeEvent(topic.name, record.value);
        assert.isTrue(decoded.ok, JSON.stringify(decoded));
        if (decoded.ok) events.push(decoded.event);
      }
    return events;
  });
const idsIn = (topic: { readonly name: string; readonly partitions: number }) =>
  Effect.map(eventsOf(topic), (events) => events.map((e) => e.id).toSorted());

const pool = layerMailParserPool({ workers: 1 });
const run = <A, E>(
  body: (dir: string) => Effect.Effect<A, E, EventLog | Layer.Success<typeof pool>>,
): Effect.Effect<A, E> =>
  Effect.scoped(Effect.flatMap(folder, body)).pipe(
    Effect.provide(Layer.mergeAll(MemoryEventLog.layer(), pool)),
  ) as Effect.Effect<A, E>;

const write = (dir: string, files: Readonly<Record<string, string>>) =>
  Effect.promise(async () => {
    await mkdir(dir, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  });

const ingest = (path: string, account?: string) =>
  ingestEmail({ paths: [path], ...(account === undefined ? {} : { account }) });

describe("ingestEmail", () => {
  it.live("appends one event per message, and nothing the second time", () =>
    run((dir) =>
      Effect.gen(function* () {
        const box = join(dir, "box");
        yield* write(box, {
          "a.mbox": mboxOf(madeMessages(600)),
          "b.eml": madeMessage({ id: "b@x.example" }),
        });
        const first = yield* ingest(box);
        assert.deepInclude(first, {
          files: 2,
          messages: 601,
          newRecords: 601,
          deadLetters: 0,
          skippedFiles: 0,
        });
        const ids = yield* idsIn(topics.interactions);
        assert.strictEqual(new Set(ids).size, 601);
        const second = yield* ingest(box);
        assert.deepInclude(second, { files: 2, messages: 0, newRecords: 0, skippedFiles: 2 });
        assert.deepStrictEqual(yield* idsIn(topics.interactions), ids);
      }),
    ),
  );

  it.live("goes on where an mbox ended when it grows, and reads it anew when it was rewritten", () =>
    run((dir) =>
      Effect.gen(function* () {
        const file = join(dir, "a.mbox");
        yield* write(dir, { "a.mbox": mboxOf(madeMessages(300)) });
        yield* ingest(file);
        yield* Effect.promise(() => appendFile(file, mboxOf(madeMessages(20, "later"))));
        assert.deepInclude(yield* ingest(file), { messages: 20, newRecords: 20 });
        yield* write(dir, { "a.mbox": mboxOf(madeMessages(400, "other")) });
        assert.deepInclude(yield* ingest(file), { messages: 400, newRecords: 400 });
        assert.strictEqual(new Set(yield* idsIn(topics.interactions)).size, 720);
      }),
    ),
  );

  it.live("adds nothing for a message file that was only touched or moved", () =>
    run((dir) =>
      Effect.gen(function* () {
        yield* write(join(dir, "box"), { "a.eml": madeMessage() });
        yield* ingest(join(dir, "box"));
        yield* Effect.promise(() => utimes(join(dir, "box", "a.eml"), 1, 1));
        assert.deepInclude(yield* ingest(join(dir, "box")), { messages: 1, newRecords: 0 });
        yield* Effect.promise(async () => {
          await mkdir(join(dir, "elsewhere"));
          await rename(join(dir, "box"), join(dir, "elsewhere", "box"));
        });
        assert.deepInclude(yield* ingest(join(dir, "elsewhere", "box")), { messages: 1, newRecords: 0 });
      }),
    ),
  );

  it.live("sees one event in copies of a message, and a sighting in each", () =>
    run((dir) =>
      Effect.gen(function* () {
        yield* write(join(dir, "ann"), { "1.eml": madeMessage() });
        yield* write(join(dir, "bob"), { "9.eml": madeMessage() });
        yield* ingestEmail({ paths: [join(dir, "ann"), join(dir, "bob")] });
        const events = yield* eventsOf(topics.interactions);
        assert.strictEqual(new Set(events.map((e) => e.id)).size, 1);
        const seen = events.map((e) => ("source" in e && e.source !== null ? e.source : null));
        assert.deepStrictEqual(
          seen.map((s) => [s?.account, s?.file, s?.position]),
          [
            ["ann", "1.eml", ""],
            ["bob", "9.eml", ""],
          ],
        );
      }),
    ),
  );

  it.live("refuses two folders whose files would have the same names", () =>
    run((dir) =>
      Effect.gen(function* () {
        yield* write(join(dir, "x", "box"), { "1.eml": madeMessage() });
        yield* write(join(dir, "y", "box"), { "1.eml": madeMessage() });
        const error = yield* Effect.flip(ingestEmail({ paths: [join(dir, "x/box"), join(dir, "y/box")] }));
        assert.include(error.message, "same name");
        const missing = yield* Effect.flip(ingest(join(dir, "gone")));
        assert.include(missing.message, "no such file");
      }),
    ),
  );

  it.live("keeps what cannot be read as a dead letter, once", () =>
    run((dir) =>
      Effect.gen(function* () {
        const box = join(dir, "box");
        yield* write(box, { "empty.eml": "", "good.eml": madeMessage() });
        assert.deepInclude(yield* ingest(box), { files: 2, messages: 1, deadLetters: 1 });
        assert.deepInclude(yield* ingest(box), { messages: 0, deadLetters: 0 });
        const letters = yield* eventsOf(topics.deadLetters);
        assert.deepInclude(letters[0], { type: "dead_letter.raised", stage: "ingest", code: "empty" });
        assert.deepInclude(letters[0], { path: join(box, "empty.eml"), sizeBytes: 0 });
      }),
    ),
  );

  it.live("may be interrupted anywhere and goes on without reading again what is durable", () =>
    run((dir) =>
      Effect.gen(function* () {
        const file = join(dir, "a.mbox");
        yield* write(dir, { "a.mbox": mboxOf(madeMessages(1_500)) });
        const log = yield* EventLog;
        let durable = 0;
        for (let round = 0; round < 3; round++) {
          const appended = yield* Effect.gen(function* () {
            const before = (yield* log.endOffsets(topics.interactions.name)).reduce((a, b) => a + b, 0);
            const stop = yield* Effect.forkChild(
              ingestEmail({
                paths: [file],
                onProgress: () => Effect.fiberId.pipe(Effect.andThen(Effect.interrupt)),
              }),
            );
            yield* Fiber.await(stop);
            return (yield* log.endOffsets(topics.interactions.name)).reduce((a, b) => a + b, 0) - before;
          });
          durable += appended;
        }
        assert.isAbove(durable, 0);
        assert.isBelow(durable, 1_500);
        const rest = yield* ingest(file);
        assert.strictEqual(rest.messages, 1_500 - durable);
        const ids = yield* idsIn(topics.interactions);
        assert.strictEqual(ids.length, 1_500);
        assert.strictEqual(new Set(ids).size, 1_500);
      }),
    ),
  );

  it.live("gives the same set of events in whatever order and number the mailboxes come", () =>
    run((dir) =>
      Effect.gen(function* () {
        const messages = madeMessages(60);
        yield* write(dir, {
          "sorted.mbox": mboxOf(messages),
          "reversed.mbox": mboxOf(messages.toReversed()),
          "part.mbox": mboxOf(messages.slice(10, 30)),
        });
        yield* ingest(join(dir, "sorted.mbox"));
        const ids = yield* idsIn(topics.interactions);
        yield* ingestEmail({ paths: [join(dir, "part.mbox"), join(dir, "reversed.mbox")] });
        assert.deepStrictEqual([...new Set(yield* idsIn(topics.interactions))], ids);
      }),
    ),
  );

  it.live("knows by its content what came by standard input before", () =>
    run(() =>
      Effect.gen(function* () {
        async function* piped(messages: ReadonlyArray<string>) {
          const bytes = Buffer.from(mboxOf(messages));
          for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
        }
        const messages = madeMessages(700);
        const pipe = (taken: ReadonlyArray<string>) => ingestEmail({ paths: ["-"], stdin: piped(taken) });
        assert.deepInclude(yield* pipe(messages.slice(0, 600)), { files: 1, newRecords: 600 });
        assert.deepInclude(yield* pipe(messages.slice(0, 600)), { messages: 0, newRecords: 0 });
        // Two whole chunks of 256 are known; the part behind them is read again, with the same ids.
        assert.deepInclude(yield* pipe(messages), { newRecords: 700 - 512 });
        const events = yield* eventsOf(topics.interactions);
        assert.strictEqual(new Set(events.map((e) => e.id)).size, 700);
      }),
    ),
  );

  it.live("reads messages too large to be copied to the parser", () =>
    run((dir) =>
      Effect.gen(function* () {
        const large = (n: number) =>
          madeMessage({ id: `l${n}@x.example`, body: `${n} words `.repeat(60_000) });
        yield* write(dir, { "a.mbox": mboxOf([large(1), madeMessage(), large(22)]) });
        assert.deepInclude(yield* ingest(join(dir, "a.mbox")), { messages: 3, deadLetters: 0 });
      }),
    ),
  );
});

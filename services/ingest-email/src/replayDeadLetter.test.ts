import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assert, describe, it } from "@effect/vitest";
import { defaultMailLimits } from "@rapport/connectors/mail/MailLimits";
import { layerMailParserPool, type MailParserPool } from "@rapport/connectors/mail/MailParserPool";
import type { DeadLetterRaised } from "@rapport/contracts/DeadLetter";
import { decodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { EventLog } from "@rapport/event-log/EventLog";
import { MemoryEventLog } from "@rapport/event-log/MemoryEventLog";
import { madeMessage, mboxOf } from "@rapport/testing/mailbox";
import { Effect, Layer } from "effect";
import { ingestEmail } from "./IngestEmail.ts";
import { replayDeadLetter } from "./replayDeadLetter.ts";

const small = { ...defaultMailLimits, messageBytes: 2_000 };
const large = madeMessage({ id: "large@acme.example", body: "words ".repeat(1_000) });
const few = ["one", "two"].map((id) => madeMessage({ id: `${id}@acme.example` }));

const eventsOf = (topic: { readonly name: string; readonly partitions: number }) =>
  Effect.gen(function* () {
    const log = yield* EventLog;
    const events: Array<RapportEvent> = [];
    for (let partition = 0; partition < topic.partitions; partition++)
      for (const record of yield* log.read(topic.name, partition, 0, 1_000)) {
        const decoded = decodeEvent(topic.name, record.value);
        if (decoded.ok) events.push(decoded.event);
      }
    return events;
  });

const lettersOf = Effect.map(eventsOf(topics.deadLetters), (events) =>
  events.filter((event): event is DeadLetterRaised => event.type === "dead_letter.raised"),
);

/** Ingests an mbox with a message over the limit and hands on its letter. */
const refused = <A, E>(
  body: (letter: DeadLetterRaised, file: string) => Effect.Effect<A, E, EventLog | MailParserPool>,
) =>
  Effect.gen(function* () {
    const dir = yield* Effect.acquireRelease(
      Effect.promise(() => mkdtemp(join(tmpdir(), "rapport-replay-"))),
      (path) => Effect.promise(() => rm(path, { recursive: true })),
    );
    const file = join(dir, "box.mbox");
    yield* Effect.promise(() => writeFile(file, mboxOf([few[0]!, large, few[1]!])));
    yield* ingestEmail({ paths: [file], limits: small });
    const letters = yield* lettersOf;
    assert.deepStrictEqual(
      letters.map((letter) => letter.code),
      ["too_large"],
    );
    return yield* body(letters[0]!, file);
  }).pipe(
    Effect.scoped,
    Effect.provide(Layer.mergeAll(MemoryEventLog.layer(), layerMailParserPool({ workers: 1 }))),
  );

describe("replayDeadLetter", () => {
  it.live("tries without writing, then appends the event and closes the letter", () =>
    refused((letter) =>
      Effect.gen(function* () {
        assert.strictEqual((yield* eventsOf(topics.interactions)).length, 2);
        const tried = yield* replayDeadLetter(letter, { dryRun: true });
        assert.deepStrictEqual(tried, { kind: "resolved", events: 1 });
        assert.strictEqual((yield* eventsOf(topics.interactions)).length, 2);
        assert.strictEqual((yield* eventsOf(topics.deadLetters)).length, 1);
        assert.deepStrictEqual(yield* replayDeadLetter(letter, { dryRun: false }), tried);
        const added = (yield* eventsOf(topics.interactions)).filter(
          (event) => event.type === "email.received" && event.data.messageId === "large@acme.example",
        );
        assert.deepStrictEqual(
          added.map((event) => "source" in event && event.source),
          [letter.source],
        );
        const last = (yield* eventsOf(topics.deadLetters)).at(-1)!;
        assert.deepInclude(last, { type: "dead_letter.resolved", id: letter.id });
      }),
    ),
  );

  it.live("raises it again, as the same letter, while it is still refused", () =>
    refused((letter) =>
      Effect.gen(function* () {
        const outcome = yield* replayDeadLetter(letter, { dryRun: false, limits: small });
        assert.deepInclude(outcome, { kind: "refused", code: "too_large" });
        const again = (yield* lettersOf).at(-1)!;
        assert.deepInclude(again, { id: letter.id, attempt: 2 });
        assert.strictEqual((yield* eventsOf(topics.interactions)).length, 2);
      }),
    ),
  );

  it.live("says so when the file is gone, holds something else, or was a pipe", () =>
    refused((letter, file) =>
      Effect.gen(function* () {
        yield* Effect.promise(() => writeFile(file, few[0]!));
        const other = yield* replayDeadLetter(letter, { dryRun: false });
        assert.deepInclude(other, { kind: "gone" });
        yield* Effect.promise(() => rm(file));
        assert.deepInclude(yield* replayDeadLetter(letter, { dryRun: false }), { kind: "gone" });
        const piped = yield* replayDeadLetter({ ...letter, path: null }, { dryRun: false });
        assert.include(piped.kind === "gone" ? piped.reason : "", "standard input");
        assert.strictEqual((yield* eventsOf(topics.deadLetters)).length, 1);
      }),
    ),
  );

  it.live("reads a mended file whole when the letter was about the whole of it", () =>
    Effect.gen(function* () {
      const dir = yield* Effect.acquireRelease(
        Effect.promise(() => mkdtemp(join(tmpdir(), "rapport-replay-"))),
        (path) => Effect.promise(() => rm(path, { recursive: true })),
      );
      const file = join(dir, "box.mbox");
      yield* Effect.promise(() => writeFile(file, "neither mail nor anything else\n"));
      yield* ingestEmail({ paths: [file] });
      const [letter] = yield* lettersOf;
      assert.deepInclude(letter, { code: "unreadable", source: { ...letter!.source!, position: "" } });
      assert.deepInclude(yield* replayDeadLetter(letter!, { dryRun: false }), { kind: "refused" });
      yield* Effect.promise(() => writeFile(file, mboxOf(few)));
      const outcome = yield* replayDeadLetter(letter!, { dryRun: false });
      assert.deepStrictEqual(outcome, { kind: "resolved", events: 2 });
      assert.strictEqual((yield* eventsOf(topics.interactions)).length, 2);
    }).pipe(
      Effect.scoped,
      Effect.provide(Layer.mergeAll(MemoryEventLog.layer(), layerMailParserPool({ workers: 1 }))),
    ),
  );
});

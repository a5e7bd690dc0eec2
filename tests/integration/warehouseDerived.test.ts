import { assert, describe, it } from "@effect/vitest";
import type { DeadLetterEvent } from "@rapport/contracts/DeadLetter";
import type { EmailEvent } from "@rapport/contracts/EmailMessage";
import { encodeEvent, type RapportEvent } from "@rapport/contracts/EventCodec";
import { topics } from "@rapport/contracts/Topics";
import { ClickHouseProjectionStore } from "@rapport/projector/ClickHouseProjectionStore";
import { projectRecord } from "@rapport/projector/ProjectRecord";
import { ProjectionStore } from "@rapport/projector/ProjectionStore";
import type { ShadowProjection } from "@rapport/projector/ShadowProjection";
import { sampleEmail, sampleMailbox } from "@rapport/testing/sampleEvents";
import { seededRandom } from "@rapport/testing/seededRandom";
import { ClickHouseWarehouse } from "@rapport/warehouse/ClickHouseWarehouse";
import { migrate } from "@rapport/warehouse/Migrations";
import { query } from "@rapport/warehouse/Query";
import { type WarehouseError, WarehouseReader, type WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect, Fiber, Layer, Redacted } from "effect";
import { afterAll, beforeAll } from "vitest";
import { z } from "zod";
import { type Chdb, startChdb } from "./support/chdb.ts";

let chdb: Chdb;
beforeAll(async () => {
  chdb = await startChdb();
});
afterAll(() => chdb.stop());

type Ports = ProjectionStore | ShadowProjection | WarehouseReader | WarehouseWriter;
let databases = 0;
const test = (says: string, body: Effect.Effect<void, WarehouseError, Ports>) =>
  it.live(says, () => {
    const options = {
      url: chdb.url,
      password: Redacted.make(chdb.password),
      database: `derived_${databases++}`,
    };
    const ports = ClickHouseProjectionStore.layer().pipe(
      Layer.provideMerge(ClickHouseWarehouse.layer(options)),
    );
    return Effect.andThen(migrate(options), Effect.provide(body, ports));
  });

/** Writes and rolls up the events as one batch of a partition. */
const put = (
  events: ReadonlyArray<RapportEvent>,
  at: { lo?: number; partition?: number; topic?: string } = {},
) =>
  Effect.gen(function* () {
    const { lo = 0, partition = 0, topic = topics.interactions.name } = at;
    const records = events.map((event, i) =>
      projectRecord(
        topic,
        partition,
        { key: "k", offset: lo + i, appendedAt: 0, value: encodeEvent(event) },
        "test",
      ),
    );
    const batch = { topic, partition, lo, hi: lo + records.length - 1, epoch: 1, attempt: 1, records };
    const store = yield* ProjectionStore;
    yield* store.write(batch);
    yield* store.rollUp(batch);
  });
const refresh = Effect.flatMap(ProjectionStore, (store) => store.refreshConversations);
/** Rows as arrays of strings, in the order of `sql`. */
const rows = (sql: string) =>
  Effect.gen(function* () {
    const reader = yield* WarehouseReader;
    const found = yield* reader.query(
      query({ name: "rows", sql, params: z.object({}), row: z.record(z.string(), z.unknown()) }),
      {},
    );
    return found.map((row) => Object.values(row).map(String));
  });

const day = 86_400_000;
const start = Date.UTC(2024, 4, 1);
const by = (event: EmailEvent, data: Partial<EmailEvent["data"]>): EmailEvent => ({
  ...event,
  data: { ...event.data, ...data },
});

describe("roll-ups", () => {
  const rollUps = rows(
    "SELECT day, party, organisation, sent, sent_automatic, sent_words, addressed, addressed_automatic, tone_milli_sum, tone_count FROM rollup_party_day FINAL WHERE sent + addressed > 0 ORDER BY day, party",
  );

  test(
    "add up to what counting one by one gives",
    Effect.gen(function* () {
      const events = sampleMailbox(seededRandom(21), 200);
      yield* put(events.slice(0, 120));
      yield* put(events.slice(80), { partition: 1 });
      const expected = new Map<string, Array<number>>();
      for (const { occurredAt, data } of events) {
        const on = new Date(occurredAt).toISOString().slice(0, 10);
        const automatic = data.automatic === "none" ? 0 : 1;
        for (const person of data.participants) {
          const key = `${on} email:${person.address} ${person.organisation}`;
          const sums = expected.get(key) ?? [0, 0, 0, 0, 0, 0, 0];
          const tone = data.signals.toneMilli;
          const change =
            person.role === "from"
              ? [
                  1,
                  automatic,
                  automatic ? 0 : data.signals.words,
                  0,
                  0,
                  automatic ? 0 : (tone ?? 0),
                  automatic || tone === null ? 0 : 1,
                ]
              : [0, 0, 0, 1, automatic, 0, 0];
          expected.set(
            key,
            sums.map((sum, i) => sum + (change[i] ?? 0)),
          );
        }
      }
      const lines = [...expected].map(([key, sums]) => `${key} ${sums.join(" ")}`);
      assert.deepStrictEqual(
        (yield* rollUps).map((row) => row.join(" ")),
        lines.toSorted(),
      );
    }),
  );

  test(
    "count a message once, whichever partitions its copies came through",
    Effect.gen(function* () {
      const event = sampleEmail(1, { occurredAt: start });
      for (const partition of [0, 1, 2, 1, 0]) {
        yield* put([{ ...event, recordedAt: event.recordedAt + partition }], { partition });
        assert.deepStrictEqual(
          (yield* rollUps).map((row) => [row[1], row[3], row[6]]),
          [
            ["email:ann@rapport.example", "0", "1"],
            ["email:carol@acme.example", "1", "0"],
          ],
        );
      }
    }),
  );

  test(
    "follow a message to the day of the copy that wins, and leave nobody behind",
    Effect.gen(function* () {
      const one = sampleEmail(1, { occurredAt: start, from: "carol@acme.example" });
      const other = sampleEmail(1, { occurredAt: start + 40 * day, from: "dan@acme.example" });
      yield* put([one, sampleEmail(2, { occurredAt: start, from: "eve@bolt.example" })]);
      yield* put([other], { partition: 1 });
      yield* refresh;
      const facts = yield* rows(
        "SELECT from_address, toString(day) FROM facts_interaction FINAL WHERE event_id IN (SELECT event_id FROM facts_interaction WHERE message_id = 'm1@mail.example')",
      );
      assert.strictEqual(facts.length, 1);
      const [winner, on] = facts[0] ?? [];
      const sent = (yield* rollUps).filter((row) => row[3] === "1" && row[0] === on);
      assert.include(
        sent.map((row) => row[1]),
        `email:${winner}`,
      );
      const total = (yield* rollUps).reduce((sum, row) => sum + Number(row[3]), 0);
      assert.strictEqual(total, 2);
    }),
  );
});

describe("conversations", () => {
  const conversations = rows(
    "SELECT message_id, linked_by, thread_size, dense_rank() OVER (ORDER BY thread_id) FROM conversation INNER JOIN facts_interaction USING event_id ORDER BY message_id",
  );
  const edges = rows(
    "SELECT child.message_id, parent.message_id FROM reply_edge AS e INNER JOIN facts_interaction AS child ON child.event_id = e.event_id INNER JOIN facts_interaction AS parent ON parent.event_id = e.parent_event_id ORDER BY 1",
  );
  const id = (number: number) => `m${number}@mail.example`;
  const email = (number: number, data: Partial<EmailEvent["data"]>, at = start + number * day) =>
    by(sampleEmail(number, { occurredAt: at }), data);

  test(
    "follow every reference in the set, and edges the first that counts",
    Effect.gen(function* () {
      yield* put([
        email(1, {}),
        email(2, { inReplyTo: id(1) }),
        email(3, { inReplyTo: "gone@x", references: [id(1), id(2), "gone@y"] }),
        email(4, { references: ["gone@x"] }),
        email(5, { references: ["gone@x"] }),
        email(6, { inReplyTo: id(6), references: [id(1)] }),
        email(7, { messageId: null, inReplyTo: id(1) }),
      ]);
      yield* refresh;
      const threads = yield* conversations;
      assert.deepStrictEqual(
        threads.map((row) => row.slice(0, 3)),
        [
          [id(1), "references", "4"],
          [id(2), "references", "4"],
          [id(3), "references", "4"],
          [id(6), "references", "4"],
        ],
      );
      assert.deepStrictEqual(yield* edges, [
        ["", id(1)],
        [id(2), id(1)],
        [id(3), id(2)],
      ]);
      const smallest = yield* rows(
        "SELECT min(message_hash) = any(thread_id), any(thread_id) = max(thread_id) FROM conversation INNER JOIN facts_interaction USING event_id",
      );
      assert.deepStrictEqual(smallest, [["1", "1"]]);
    }),
  );

  test(
    "of messages without references go by subject and people, apart from the others",
    Effect.gen(function* () {
      const key = { conversationKey: "0123456789abcdef" };
      const other = { conversationKey: "fedcba9876543210" };
      yield* put([
        email(1, key),
        email(2, { inReplyTo: id(1), ...key }),
        email(3, key),
        email(4, { ...key, messageId: null }),
        email(5, key, start + 40 * day),
        email(6, { ...key, automatic: "list" }),
        email(7, { ...key, references: ["gone@x"] }),
        email(8, other),
        email(9, key, start + 33 * day),
      ]);
      yield* refresh;
      assert.deepStrictEqual(
        (yield* conversations).map((row) => row.slice(0, 3)),
        [
          ["", "subject", "4"],
          [id(1), "references", "2"],
          [id(2), "references", "2"],
          [id(3), "subject", "4"],
          [id(5), "subject", "4"],
          [id(9), "subject", "4"],
        ],
      );
      const ranks = yield* conversations;
      assert.strictEqual(new Set(ranks.map((row) => row[3])).size, 2);
    }),
  );

  test(
    "are never seen half, however often they are refreshed",
    Effect.gen(function* () {
      yield* put(sampleMailbox(seededRandom(22), 300));
      yield* refresh;
      const shape = rows(
        "SELECT count(), sum(thread_size), (SELECT count() FROM reply_edge) FROM conversation",
      );
      const [whole] = yield* shape;
      const poll = Effect.forever(Effect.map(shape, ([seen]) => assert.deepStrictEqual(seen, whole)));
      const reader = yield* Effect.forkChild(poll);
      for (let i = 0; i < 8; i++) yield* refresh;
      assert.isUndefined(reader.pollUnsafe());
      yield* Fiber.interrupt(reader);
    }),
  );
});

describe("dead letters", () => {
  const letter = (attempt: number, recordedAt: number): DeadLetterEvent => ({
    type: "dead_letter.raised",
    version: 1,
    id: "a".repeat(32),
    recordedAt,
    stage: "ingest",
    code: "too_large",
    reason: "The message is larger than 50 MiB. Raise the limit or leave it out.",
    source: { connector: "email", account: "ann", file: "inbox/1.eml", position: "" },
    path: "/mail/inbox/1.eml",
    sizeBytes: 60_000_000,
    sha256: null,
    record: null,
    issues: [],
    attempt,
    codeVersion: "test",
  });
  const open = rows("SELECT code, file, attempt FROM dead_letter FINAL WHERE NOT resolved");

  test(
    "are open until they are resolved, in whatever order this is learnt",
    Effect.gen(function* () {
      const resolved: DeadLetterEvent = {
        type: "dead_letter.resolved",
        version: 1,
        id: "a".repeat(32),
        recordedAt: 200,
      };
      const topic = topics.deadLetters.name;
      yield* put([letter(1, 100)], { topic });
      assert.deepStrictEqual(yield* open, [["too_large", "inbox/1.eml", "1"]]);
      yield* put([resolved], { topic, lo: 1 });
      assert.deepStrictEqual(yield* open, []);
      yield* put([letter(1, 150)], { topic, lo: 2 });
      assert.deepStrictEqual(yield* open, []);
      yield* put([letter(2, 300)], { topic, lo: 3 });
      assert.deepStrictEqual(yield* open, [["too_large", "inbox/1.eml", "2"]]);
    }),
  );
});

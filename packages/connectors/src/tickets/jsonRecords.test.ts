import { assert, describe, it } from "@effect/vitest";
import { seededRandom } from "@rapport/testing/seededRandom";
import { Effect } from "effect";
import { jsonRecords, type JsonRecord, type JsonRecordLimits } from "./jsonRecords.ts";

const streamed = new Set(["tickets", "users"]);

async function* inPieces(text: string, sizes: () => number): AsyncGenerator<string> {
  for (let at = 0; at < text.length;) {
    const size = sizes();
    yield text.slice(at, at + size);
    at += size;
  }
}

const collect = async (text: string, limits?: JsonRecordLimits, sizes = () => 7) => {
  const records: Array<JsonRecord> = [];
  for await (const record of jsonRecords(inPieces(text, sizes), streamed, limits)) records.push(record);
  return records;
};

const brief = (records: ReadonlyArray<JsonRecord>) =>
  records.map((record) =>
    record.kind === "record"
      ? `${record.position} ${record.collection ?? "-"} ${JSON.stringify(record.value)}`
      : `${record.position} ${record.code}`,
  );

const read = (text: string, limits?: JsonRecordLimits) =>
  Effect.map(
    Effect.promise(() => collect(text, limits)),
    brief,
  );

const tricky = [
  `{"tickets":[{"id":1,"s":"a \\"quoted\\" ],[ {"},\n {"id":2,"nested":{"list":[1,[2,{}]]}}],"count":2,"next_page":null}`,
  `[{"id":1},{"s":"one \\" quote"},{"s":"\\\\"},{"id":"]"},{"tickets":[{"id":5}],"end_time":1}]`,
  `{"id":1}\n{"id":2,"comments":[{"id":3}]}\n\n{"id":4}\n`,
  `{"id":7,\n "comments":[{"id":3}]}\n`,
  `{"users":[],"tickets":[]} {"tickets":[{"id":9}]}`,
  `\ufeff{"count":0,"tickets":[ ],"users":[{"id":"\\u0041\\\\"}]}`,
];

describe("jsonRecords", () => {
  it.effect("gives the elements of pages, lists and lines, each by itself", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* read(tricky[0]!), [
        `tickets[0] tickets {"id":1,"s":"a \\"quoted\\" ],[ {"}`,
        `tickets[1] tickets {"id":2,"nested":{"list":[1,[2,{}]]}}`,
      ]);
      assert.deepStrictEqual(yield* read(tricky[1]!), [
        `[0] - {"id":1}`,
        `[1] - {"s":"one \\" quote"}`,
        `[2] - {"s":"\\\\"}`,
        `[3] - {"id":"]"}`,
        `[4] tickets[0] tickets {"id":5}`,
      ]);
      assert.deepStrictEqual(yield* read(tricky[2]!), [
        `line 1 - {"id":1}`,
        `line 2 - {"id":2,"comments":[{"id":3}]}`,
        `line 4 - {"id":4}`,
      ]);
      assert.deepStrictEqual(yield* read(tricky[3]!), [`[0] - {"id":7,"comments":[{"id":3}]}`]);
      assert.deepStrictEqual(yield* read(tricky[4]!), [`tickets[0] tickets {"id":9}`]);
      assert.deepStrictEqual(yield* read(tricky[5]!), [`users[0] users {"id":"A\\\\"}`]);
    }),
  );

  it.effect("gives a record with lists in it and then their elements", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* read(`{"id":1,"users":[{"id":2}]}\n{"id":3}\n`), [
        `line 1 - {"id":1,"users":[{"id":2}]}`,
        `line 1 users[0] users {"id":2}`,
        `line 2 - {"id":3}`,
      ]);
      assert.deepStrictEqual(yield* read(`{\n"id":1,"users":[{"id":2}]}`), [
        `users[0] users {"id":2}`,
        `[0] - {"id":1}`,
      ]);
    }),
  );

  it.effect("is the same wherever the text is divided", () =>
    Effect.gen(function* () {
      const random = seededRandom(5);
      for (const text of tricky) {
        const whole = yield* Effect.promise(() => collect(text, undefined, () => text.length));
        for (let i = 0; i < 20; i++) {
          const parts = yield* Effect.promise(() => collect(text, undefined, () => random.int(1, 9)));
          assert.deepStrictEqual(parts, whole);
        }
      }
    }),
  );

  it.effect("tells a broken value by itself and reads the others", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* read(`{"tickets":[{"id":1},{"id":tru},{"id":3}],"count":3}`), [
        `tickets[0] tickets {"id":1}`,
        "tickets[1] unreadable",
        `tickets[2] tickets {"id":3}`,
      ]);
      assert.deepStrictEqual(yield* read(`{"id":1}\n{"id":2,\n{"id":3}\n`), [
        `line 1 - {"id":1}`,
        "line 2 unreadable",
        `line 3 - {"id":3}`,
      ]);
      assert.deepStrictEqual(yield* read(`{"id":1,"x":"\n{"id":2}\n{"id":3}\n`), [
        "line 1 unreadable",
        `line 2 - {"id":2}`,
        `line 3 - {"id":3}`,
      ]);
      assert.deepStrictEqual(yield* read(`[\n{"id":1},\n{"id":2,"s":"lost},\n{"id":3}\n]`), [
        `[0] - {"id":1}`,
        "[1] unreadable",
      ]);
    }),
  );

  it.effect("tells what was cut off, after all that came before", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* read(`{"tickets":[{"id":1},{"id":2,"s":"ab`), [
        `tickets[0] tickets {"id":1}`,
        "tickets[1] unreadable",
      ]);
      assert.deepStrictEqual(yield* read(`{"tickets":[{"id":1}],"count":1`), [
        `tickets[0] tickets {"id":1}`,
        "[0] unreadable",
      ]);
      assert.deepStrictEqual(yield* read(`[{"id":1},`), [`[0] - {"id":1}`, "[1] unreadable"]);
    }),
  );

  it.effect("tells what is no object, and what is no JSON", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* read(`[1,{"id":1},"x"]`), [
        "[0] invalid_document",
        `[1] - {"id":1}`,
        "[2] invalid_document",
      ]);
      assert.deepStrictEqual(yield* read(`hello`), ["[0] unreadable"]);
    }),
  );

  it.effect("keeps within its limits", () =>
    Effect.gen(function* () {
      const limits = { recordChars: 50, broken: 3 };
      const long = `{"id":1,"s":"${"x".repeat(100)}"}`;
      assert.deepStrictEqual(yield* read(`{"tickets":[${long},{"id":2}]}`, limits), [
        "tickets[0] too_large",
        `tickets[1] tickets {"id":2}`,
      ]);
      assert.deepStrictEqual(yield* read(`{"id":2}\n${long}\n{"id":3}\n`, limits), [
        `line 1 - {"id":2}`,
        "line 2 too_large",
        `line 3 - {"id":3}`,
      ]);
      const lots = yield* read(`[${"x,".repeat(50)}{"id":2}]`, limits);
      assert.deepStrictEqual(lots, [
        "[0] unreadable",
        "[1] unreadable",
        "[2] unreadable",
        "behind [2] unreadable",
      ]);
    }),
  );

  it.effect("is not confused by hostile depth and names", () =>
    Effect.gen(function* () {
      const deep = `{"id":1,"s":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
      const records = yield* Effect.promise(() => collect(`{"tickets":[${deep}]}`, undefined, () => 9_999));
      assert.strictEqual(records.length, 1);
      const named = yield* Effect.promise(() => collect(`[{"__proto__":{"polluted":1},"id":1}]`));
      assert.strictEqual(named[0]?.kind, "record");
      assert.notProperty({}, "polluted");
    }),
  );
});

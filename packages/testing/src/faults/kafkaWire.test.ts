import { seededRandom } from "../seededRandom.ts";
import { assert, describe, it } from "vitest";
import { answerOf, apiNames, apis, newestOf } from "./kafkaApis.ts";
import { refusalOf } from "./kafkaRefusals.ts";
import {
  array,
  type Field,
  frame,
  int16,
  int32,
  int64,
  type Layout,
  makeFrames,
  string,
  substitute,
} from "./kafkaWire.ts";

/** An answer of that layout: every array has two items, every code is `code`, every broker is `host`:9092. */
const sample = (layout: Layout, code: number, host: string): Buffer => {
  const one = (field: Field): Buffer => {
    if (typeof field === "object") {
      const item = Buffer.concat(field.array.map(one));
      return array([item, item]);
    }
    switch (field) {
      case "int8":
        return Buffer.from([7]);
      case "int16":
        return int16(16);
      case "int32":
        return int32(-32);
      case "int64":
        return int64(64n);
      case "string":
        return string("näme");
      case "bytes":
        return Buffer.concat([int32(3), Buffer.from("abc")]);
      case "error":
        return int16(code);
      case "address":
        return Buffer.concat([string(host), int32(9092)]);
    }
  };
  return Buffer.concat(layout.map(one));
};

const same = { error: (code: number) => code, address: (a: { host: string; port: number }) => a };

describe("answers of the broker", () => {
  for (const name of apiNames)
    it(`${name}: codes and addresses are replaced, all else is kept to the byte`, () => {
      for (const answer of Object.values(apis[name].answers)) {
        const message = sample(answer, 0, "upstream");
        assert.deepStrictEqual(substitute(answer, message, same), message);
        const by = { error: () => 25, address: () => ({ host: "proxy.example", port: 9092 }) };
        assert.deepStrictEqual(substitute(answer, message, by), sample(answer, 25, "proxy.example"));
      }
    });

  it("refuses an answer of another layout", () => {
    const heartbeat = answerOf("Heartbeat", 3);
    assert.throws(() => answerOf("Heartbeat", 99), /knows 3/);
    const message = sample(heartbeat, 0, "");
    assert.throws(() => substitute(heartbeat, Buffer.concat([message, int16(0)]), same), RangeError);
    assert.throws(() => substitute(answerOf("JoinGroup", 5), message, same), RangeError);
  });

  it("keeps null strings and null bytes", () => {
    const message = Buffer.concat([string(null), int32(-1), int32(-1)]);
    assert.deepStrictEqual(substitute(["string", "bytes", { array: ["int8"] }], message, same), message);
  });
});

describe("refusals", () => {
  const topics = (...partition: Buffer[]) =>
    array([
      Buffer.concat([
        string("t"),
        array([3, 5].map((number) => Buffer.concat([int32(number), ...partition]))),
      ]),
    ]);
  it("name every partition of a commit", () => {
    const request = Buffer.concat([string("g"), int32(4), string("m"), topics(int64(9n), string("meta"))]);
    assert.deepStrictEqual(
      refusalOf("OffsetCommit", 5, request, 22),
      Buffer.concat([int32(0), topics(int16(22))]),
    );
  });
  it("name every partition of a produce", () => {
    const records = Buffer.concat([int32(3), Buffer.from("abc")]);
    const request = Buffer.concat([string(null), int16(-1), int32(30_000), topics(records)]);
    assert.deepStrictEqual(
      refusalOf("Produce", 7, request, 19),
      Buffer.concat([topics(int16(19), int64(-1n), int64(-1n), int64(-1n)), int32(0)]),
    );
    const codes: number[] = [];
    const by = { ...same, error: (code: number) => codes.push(code) };
    substitute(answerOf("Produce", 8), refusalOf("Produce", 8, request, 19)!, by);
    assert.deepStrictEqual(codes, [19, 19]);
  });
  for (const name of ["JoinGroup", "SyncGroup", "Heartbeat", "LeaveGroup", "InitProducerId"] as const)
    it(`of ${name} have the layout of its answers`, () => {
      const refusal = refusalOf(name, newestOf(name), Buffer.alloc(0), 15)!;
      const codes: number[] = [];
      substitute(answerOf(name, newestOf(name)), refusal, { ...same, error: (code) => codes.push(code) });
      assert.deepStrictEqual(codes, [15]);
    });
});

describe("frames", () => {
  it("come out whole, in order, however the stream was cut", () => {
    for (let seed = 0; seed < 200; seed++) {
      const random = seededRandom(seed);
      const messages = Array.from({ length: 12 }, (_, n) => Buffer.alloc(random.int(0, 40), n));
      const stream = Buffer.concat(messages.map(frame));
      const frames = makeFrames();
      const got: Buffer[] = [];
      for (let at = 0; at < stream.length;) {
        const end = at + random.int(1, 30);
        got.push(...frames.push(stream.subarray(at, end)));
        at = end;
      }
      assert.deepStrictEqual(got, messages, `seed ${seed}`);
    }
  });
});

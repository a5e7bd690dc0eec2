import { createRequire } from "node:module";
import { assert, describe, it } from "@effect/vitest";
import { decodeAssignment, decodeMetadata, encodeAssignment, encodeMetadata } from "./memberProtocol.ts";

interface AssignerProtocol {
  readonly MemberMetadata: { decode(bytes: Buffer): { version: number; topics: string[]; userData: Buffer } };
  readonly MemberAssignment: {
    decode(bytes: Buffer): { version: number; assignment: Record<string, number[]> };
  };
}
// kafkajs reads the consumer protocol as the brokers and their tools do.
const theirs: AssignerProtocol = createRequire(import.meta.url)("kafkajs/src/consumer/assignerProtocol.js");

const metadata = {
  topics: new Map([
    ["a.ü", 4],
    ["b", 1],
  ]),
  generation: 7,
  owned: new Map([["a.ü", [0, 3]]]),
};

describe("what members tell one another", () => {
  it("comes out as it went in", () => {
    assert.deepStrictEqual(decodeMetadata(encodeMetadata(metadata)), metadata);
    const assigned = new Map([
      ["a.ü", [1, 2]],
      ["b", []],
    ]);
    assert.deepStrictEqual(decodeAssignment(encodeAssignment(assigned)), assigned);
  });

  it("is the consumer protocol to others", () => {
    const { version, topics } = theirs.MemberMetadata.decode(encodeMetadata(metadata));
    assert.deepStrictEqual([version, topics], [0, ["a.ü", "b"]]);
    const assigned = encodeAssignment(new Map([["a.ü", [1, 2]]]));
    assert.deepStrictEqual(theirs.MemberAssignment.decode(assigned).assignment, { "a.ü": [1, 2] });
  });

  it("is nothing when there is nothing, or not ours", () => {
    assert.deepStrictEqual(decodeAssignment(null), new Map());
    assert.deepStrictEqual(decodeAssignment(Buffer.alloc(0)), new Map());
    assert.isNull(decodeMetadata(Buffer.alloc(0)));
    assert.isNull(decodeMetadata(Buffer.from("not ours at all")));
    const wrong = encodeMetadata({ ...metadata, owned: new Map([["b", ["0" as unknown as number]]]) });
    assert.isNull(decodeMetadata(wrong));
  });
});

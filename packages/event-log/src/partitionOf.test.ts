import { assert, describe, it } from "@effect/vitest";
import { murmur2, partitionOf } from "./partitionOf.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("murmur2", () => {
  // From Apache Kafka's own test, clients/src/test/java/org/apache/kafka/common/utils/UtilsTest.java.
  const vectors: ReadonlyArray<readonly [string, number]> = [
    ["21", -973932308],
    ["foobar", -790332482],
    ["a-little-bit-long-string", -985981536],
    ["a-little-bit-longer-string", -1486304829],
    ["lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971],
    ["abc", 479470107],
  ];
  for (const [text, hash] of vectors) {
    it(`hashes "${text}" as Kafka does`, () => assert.strictEqual(murmur2(bytes(text)), hash));
  }

  it("gives partitions from 0 up, also for negative hashes and bytes over 127", () => {
    const keys = ["21", "foobar", "ä", "漢字", "🙂", ""].map(bytes);
    assert.deepStrictEqual(
      keys.map((key) => partitionOf(key, 7)),
      keys.map((key) => (murmur2(key) & 0x7fffffff) % 7),
    );
    for (const key of keys) assert.isAtLeast(partitionOf(key, 7), 0);
    // -790332482 & 0x7fffffff = 1357151166 = 7 * 193878738 + 0
    assert.strictEqual(partitionOf(bytes("foobar"), 7), 1357151166 % 7);
  });
});

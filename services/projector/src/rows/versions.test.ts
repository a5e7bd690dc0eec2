import { assert, describe, it } from "@effect/vitest";
import { Schema } from "effect";
import { copyVersion, letterVersion, type Words } from "./versions.ts";

const valueOf = ([low, high]: Words): bigint => {
  assert.isTrue(Number.isInteger(low) && low >= 0 && low < 2 ** 32, `low word ${low}`);
  assert.isTrue(Number.isInteger(high) && high >= 0 && high < 2 ** 32, `high word ${high}`);
  return (BigInt(high) << 32n) | BigInt(low);
};
const Hash = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2 ** 32 - 1 }));
const Moment = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2 ** 42 - 1 }));

describe("copyVersion", () => {
  it.prop("is 22 bits of content, then 42 bits of earliness", [Hash, Moment], ([hash, at]) => {
    const expected = ((BigInt(hash) >> 10n) << 42n) | (2n ** 42n - 1n - BigInt(at));
    assert.strictEqual(valueOf(copyVersion(hash, at)), expected);
  });

  it("keeps moments in its range", () => {
    assert.strictEqual(valueOf(copyVersion(0, -5)), 2n ** 42n - 1n);
    assert.strictEqual(valueOf(copyVersion(2 ** 32 - 1, 2 ** 50)), (2n ** 22n - 1n) << 42n);
  });
});

describe("letterVersion", () => {
  it.prop(
    "is 42 bits of lateness, the resolution, 21 bits of content",
    [Hash, Moment, Schema.Boolean],
    ([hash, at, resolved]) => {
      const expected = (BigInt(at) << 22n) | (resolved ? 1n << 21n : 0n) | (BigInt(hash) >> 11n);
      assert.strictEqual(valueOf(letterVersion(hash, at, resolved)), expected);
    },
  );
});

import { assert, describe, it } from "@effect/vitest";
import { Schema } from "effect";
import { formatIntent, parseIntent } from "./Intent.ts";

const natural = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }));

describe("Intent", () => {
  it.prop("survives the commit's metadata", [natural, natural, natural], ([hi, epoch, attempt]) => {
    assert.deepStrictEqual(parseIntent(formatIntent({ hi, epoch, attempt })), { hi, epoch, attempt });
  });

  it("tells no intent from what no projector wrote", () => {
    assert.isNull(parseIntent(""));
    for (const foreign of ["1,2", "1,2,3,4", "a,b,c", "1,2,-3", "1.5,2,3"])
      assert.throws(() => parseIntent(foreign), /not an intent/);
  });
});

import { assert, describe, it } from "@effect/vitest";
import { failureOf, KafkaFailure } from "../KafkaFailure.ts";
import { errorOfCode } from "../kafkajsInternals.ts";
import { reactionTo } from "./groupCodes.ts";

// Numbers of the protocol guide: the names are kafkajs', which differ from it.
const expected = {
  14: "wait",
  15: "coordinator",
  16: "coordinator",
  22: "rejoin",
  25: "expelled",
  27: "rejoin",
  82: "expelled",
  8: "coordinator",
  3: "wait",
  23: "over",
  24: "over",
  26: "over",
  28: "over",
  30: "over",
  81: "over",
  9999: "over",
} as const;

describe("the reaction to a failed group request", () => {
  for (const [code, reaction] of Object.entries(expected)) {
    it(`${failureOf(errorOfCode(Number(code))).code}: ${reaction}`, () => {
      assert.strictEqual(reactionTo(failureOf(errorOfCode(Number(code)))), reaction);
    });
  }

  it("lost connections and answers: another coordinator, perhaps", () => {
    for (const code of ["CONNECTION", "TIMED_OUT"]) {
      assert.strictEqual(reactionTo(new KafkaFailure({ code, retriable: true, detail: "" })), "coordinator");
    }
  });
});

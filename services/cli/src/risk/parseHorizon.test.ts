import { assert, describe, it } from "@effect/vitest";
import { Effect, Exit } from "effect";
import { parseHorizon } from "./parseHorizon.ts";

describe("a horizon", () => {
  it("is weeks, or days rounded up to whole ones", () => {
    for (const [text, weeks] of [
      ["90d", 13],
      ["91d", 13],
      ["92d", 14],
      ["13w", 13],
      [" 4w ", 4],
      ["1d", 1],
    ] as const)
      assert.strictEqual(Effect.runSync(parseHorizon(text)), weeks);
  });
  it("is nothing else", () => {
    for (const text of ["", "0d", "90", "three months", "53w", "-4w", "1.5w"])
      assert.isTrue(Exit.isFailure(Effect.runSyncExit(parseHorizon(text))), text);
  });
});

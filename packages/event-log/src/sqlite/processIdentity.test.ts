import { spawnSync } from "node:child_process";
import { hostname } from "node:os";
import { assert, describe, it } from "@effect/vitest";
import { isGone, newMemberId } from "./processIdentity.ts";

describe("isGone", () => {
  it("is false for a member of this process", () => assert.isFalse(isGone(newMemberId())));

  it("is true for a process that has ended, and for a new one with its number", () => {
    const { pid } = spawnSync(process.execPath, ["-e", "0"]);
    assert.isTrue(isGone(`${hostname()}|${pid}|123|x`));
    assert.isTrue(isGone(`${hostname()}|${pid}||x`));
    if (process.platform === "linux")
      assert.isTrue(isGone(newMemberId().replace(/\|\d+\|(?=[^|]*$)/, "|1|")));
  });

  it("does not claim to know of other machines or ids it cannot read", () => {
    assert.isFalse(isGone(`elsewhere|${process.pid}|1|x`));
    assert.isFalse(isGone("m1"));
    assert.isFalse(isGone(`${hostname()}|-1||x`));
    assert.isFalse(isGone(`${hostname()}|1||x`));
  });
});

import { assert, describe, it } from "@effect/vitest";
import { accept, expel, makeMemberState, type MemberState } from "./MemberState.ts";

const one = { topic: "t", partition: 1 };
const two = { topic: "t", partition: 2 };
const numbers = (state: MemberState) =>
  Object.fromEntries([...state.leases].map(([key, { generation }]) => [key, generation]));

describe("a lease", () => {
  it("outlives a rebalance that gives the partition to the same member again", () => {
    const state = makeMemberState(0);
    accept(state, 5, [one, two]);
    const kept = state.leases.get("t/1");
    kept!.position = { partition: 1, offset: 9, metadata: "" };
    accept(state, 6, [one]);
    assert.strictEqual(state.leases.get("t/1"), kept);
    assert.deepStrictEqual(numbers(state), { "t/1": 1 });
  });

  it("is another one after a generation that passed without us, when another could have committed", () => {
    const state = makeMemberState(0);
    accept(state, 5, [one]);
    accept(state, 7, [one]);
    assert.deepStrictEqual(numbers(state), { "t/1": 2 });
    assert.isNull(state.leases.get("t/1")!.position);
  });

  it("is another one when the partition was somebody else's in between", () => {
    const state = makeMemberState(0);
    accept(state, 5, [one, two]);
    accept(state, 6, [two]);
    accept(state, 7, [one, two]);
    assert.deepStrictEqual(numbers(state), { "t/1": 3, "t/2": 2 });
  });

  it("is another one after we were expelled, also in a group that began to count anew", () => {
    const state = makeMemberState(0);
    accept(state, 1, [one]);
    expel(state);
    assert.deepStrictEqual([state.memberId, numbers(state)], ["", {}]);
    accept(state, 1, [one]);
    assert.deepStrictEqual(numbers(state), { "t/1": 2 });
    expel(state);
    accept(state, 0, [one]);
    assert.deepStrictEqual(numbers(state), { "t/1": 3 });
  });
});

import { describe, expect, it } from "@effect/vitest";
import { Gate } from "./Gate.ts";

const never = new AbortController().signal;

describe("Gate", () => {
  it("lets in as many as it may, and the next when one leaves, in order", async () => {
    const gate = new Gate(2, 10);
    const first = await gate.enter(never);
    await gate.enter(never);
    const order: Array<string> = [];
    const a = gate.enter(never).then(() => order.push("a"));
    const b = gate.enter(never).then((leave) => (order.push("b"), leave?.()));
    expect([gate.running, gate.waiting]).toEqual([2, 2]);
    first?.();
    await a;
    expect([order, gate.running, gate.waiting]).toEqual([["a"], 2, 1]);
    // Leaving twice is leaving once.
    first?.();
    expect([gate.running, gate.waiting]).toEqual([2, 1]);
    void b;
  });
  it("turns away when the queue is full", async () => {
    const gate = new Gate(1, 1);
    await gate.enter(never);
    void gate.enter(never);
    expect(await gate.enter(never)).toBeUndefined();
  });
  it("forgets who went away while waiting", async () => {
    const gate = new Gate(1, 10);
    const leave = await gate.enter(never);
    const gone = new AbortController();
    const waiting = gate.enter(gone.signal);
    const other = gate.enter(never);
    gone.abort();
    expect([await waiting, gate.waiting]).toEqual([undefined, 1]);
    expect(await gate.enter(gone.signal)).toBeUndefined();
    leave?.();
    expect([typeof (await other), gate.running]).toEqual(["function", 1]);
  });
});

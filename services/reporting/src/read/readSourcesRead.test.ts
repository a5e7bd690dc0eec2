import { assert, it } from "@effect/vitest";
import { Effect } from "effect";
import { readSourcesRead } from "./readSourcesRead.ts";
import type { Warehouse } from "./Warehouse.ts";

const source = { connector: "email", account: "sales", last_event_ms: 1, last_recorded_ms: 2 };

/** Answers the two questions from a number of records, and counts how often each is asked. */
const warehouseOf = () => {
  const state = { records: 3, asked: new Map<string, number>() };
  const query = ({ name }: { readonly name: string }) =>
    Effect.sync(() => {
      state.asked.set(name, (state.asked.get(name) ?? 0) + 1);
      return name === "freshness"
        ? [{ ...source, records: state.records }]
        : [{ topic: "rapport.interactions", partition: 0, last: state.records - 1, records: state.records }];
    });
  return { state, warehouse: { query } as unknown as Warehouse };
};

it.effect("asks for every record once, however many ask, until the log has more", () =>
  Effect.gen(function* () {
    const { state, warehouse } = warehouseOf();
    const all = yield* Effect.all(
      Array.from({ length: 20 }, () => readSourcesRead(warehouse)),
      { concurrency: "unbounded" },
    );
    assert.deepStrictEqual(new Set(all.map(([row]) => row!.records)), new Set([3]));
    assert.strictEqual(state.asked.get("freshness"), 1);
    state.records = 4;
    assert.strictEqual((yield* readSourcesRead(warehouse))[0]!.records, 4);
    assert.strictEqual(state.asked.get("freshness"), 2);
  }),
);

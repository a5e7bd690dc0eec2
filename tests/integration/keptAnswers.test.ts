import { assert, layer } from "@effect/vitest";
import type { ProjectionStore } from "@rapport/projector/ProjectionStore";
import { KeptReports } from "@rapport/reporting/kept/keepReports";
import { type ReportReads, Reports } from "@rapport/reporting/Reports";
import { WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Context, Effect, Layer } from "effect";
import { afterAll } from "vitest";
import { startChdb } from "./support/chdb.ts";
import {
  client,
  direct,
  directoryEvents,
  firm,
  linked,
  mail,
  projectMore,
  reportsOn,
} from "./support/reporting.ts";

// Whatever changes the warehouse, the next answer is the one that is read: no kept one outlives what it was made of.
const chdb = await startChdb();
afterAll(() => chdb.stop());

const asOf = "2024-01-31";

class Kept extends Context.Service<Kept, ReportReads>()("test/Kept") {}
const kept = Layer.effect(Kept, Reports).pipe(Layer.provide(KeptReports));
const world = kept.pipe(Layer.provideMerge(reportsOn(chdb, "kept")));

const reads: ReadonlyArray<(reports: ReportReads) => Effect.Effect<unknown, unknown>> = [
  (reports) => reports.clients({ asOf }),
  (reports) => reports.client("acme", asOf),
  (reports) => reports.coverage(asOf),
];

/** Kept answers and those that are read now are the same; answers them. */
const compared = Effect.gen(function* () {
  const [mine, now] = [yield* Kept, yield* Reports];
  const answers: Array<string> = [];
  for (const [i, read] of reads.entries()) {
    const answer = JSON.stringify(yield* read(mine));
    assert.strictEqual(answer, JSON.stringify(yield* read(now)), `read ${i}`);
    answers.push(answer);
  }
  return answers.join("\n");
});

/** One thing after another that changes what is answered. */
const changes: ReadonlyArray<
  readonly [string, Effect.Effect<unknown, unknown, ProjectionStore | WarehouseWriter | Kept | Reports>]
> = [
  [
    "messages",
    projectMore(0, [
      mail({
        id: "a",
        at: "2024-01-08T09:00:00Z",
        from: "kim@acme.example",
        to: ["jo@rapport.example"],
        asks: true,
      }),
      mail({ id: "b", at: "2024-01-09T09:00:00Z", from: "al@other.example", to: ["jo@rapport.example"] }),
    ]),
  ],
  ["one link more", direct(10, directoryEvents([linked("acme", "domain:other.example")], 10))],
  [
    "a table in place of another",
    Effect.flatMap(WarehouseWriter, ({ command }) =>
      Effect.gen(function* () {
        yield* command("CREATE TABLE other AS directory_client");
        yield* command(
          "INSERT INTO other SELECT client_id, 'New name', canonical_id, 'New name' FROM directory_client",
        );
        yield* compared;
        yield* command("EXCHANGE TABLES other AND directory_client");
      }),
    ),
  ],
  [
    "rows that are gone",
    Effect.flatMap(WarehouseWriter, ({ command }) => command("TRUNCATE TABLE directory_firm")),
  ],
];

layer(world, { timeout: 60_000, excludeTestServices: true })("kept answers", (it) => {
  it.effect("are those that would be read, after every change", () =>
    Effect.gen(function* () {
      yield* direct(
        0,
        directoryEvents([firm(), client("acme", "Acme"), linked("acme", "domain:acme.example")]),
      );
      let before = yield* compared;
      for (const [name, change] of changes) {
        yield* change;
        const after = yield* compared;
        assert.notStrictEqual(after, before, name);
        before = after;
      }
    }),
  );
});

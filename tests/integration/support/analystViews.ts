import { assert } from "@effect/vitest";
import type { ColumnUnit, ViewDefinition } from "@rapport/contracts/views/ViewDefinition";
import { query } from "@rapport/warehouse/Query";
import { WarehouseReader } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";

const Row = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const rowsOf = (sql: string) =>
  Effect.flatMap(WarehouseReader, (warehouse) =>
    warehouse.query(query({ name: "test-rows", sql, params: z.object({}), row: Row }), {}),
  );

const engineTypes: Readonly<Record<ColumnUnit, RegExp>> = {
  text: /^(?:LowCardinality\()?String\)?$/,
  day: /^Date32$/,
  month: /^Date32$/,
  moment: /^DateTime64\(3, 'UTC'\)$/,
  count: /^U?Int64$/,
  seconds: /^Int64$/,
  milliseconds: /^Int64$/,
  minor: /^Int64$/,
  amount: /^Int64$/,
  percent: /^Decimal\(18, 2\)$/,
  factor: /^Decimal\(18, 3\)$/,
};

/** Holds a view of the warehouse against its definition: columns, types and order, now and as of a day; its example runs. */
export const holdView = (view: ViewDefinition) =>
  Effect.gen(function* () {
    const columns = yield* rowsOf(`DESCRIBE TABLE ${view.name}`);
    const { kind } = view.period;
    if (kind !== "now") {
      const parameters = `${kind === "span" ? "from_day = '2024-01-01', " : ""}as_of = '2024-03-31'`;
      const asOf = yield* rowsOf(`DESCRIBE TABLE (SELECT * FROM ${view.name}_at(${parameters}))`);
      assert.deepStrictEqual(asOf, columns, `${view.name}_at`);
    }
    assert.deepStrictEqual(
      columns.map((column) => column["name"]),
      view.columns.map((column) => column.name),
      view.name,
    );
    for (const [i, { name, unit, nullable }] of view.columns.entries()) {
      const type = String(columns[i]?.["type"]);
      const bare = /^Nullable\((.*)\)$/.exec(type)?.[1];
      assert.strictEqual(bare !== undefined, nullable, `${view.name}.${name} is ${type}`);
      assert.match(bare ?? type, engineTypes[unit], `${view.name}.${name}`);
    }
    yield* rowsOf(view.example.sql);
    if (kind !== "rows" && kind !== "span") return;
    const [rows] = yield* rowsOf(
      `SELECT count() AS n, uniqExact((${view.orderBy.join(", ")})) AS d FROM ${view.name}`,
    );
    assert.strictEqual(Number(rows!["n"]), Number(rows!["d"]), `${view.name} has one order`);
  });

import { assert, layer } from "@effect/vitest";
import { type SeenRow, seenRows } from "@rapport/contracts/tables/seenRows";
import { trendFigures } from "@rapport/contracts/http/views/Trends";
import { Reports } from "@rapport/reporting/Reports";
import { readTable, type TableRequest } from "@rapport/reporting/views/readTable";
import { tableCsv } from "@rapport/reporting/views/tableBytes";
import { tableParquet } from "@rapport/reporting/views/tableParquet";
import { tableWorkbook } from "@rapport/reporting/views/tableWorkbook";
import { WarehouseAnswers } from "@rapport/warehouse/WarehouseAnswers";
import { parse } from "csv-parse/sync";
import { Effect, Layer, Stream } from "effect";
import { afterAll } from "vitest";
import { startChdb } from "../integration/support/chdb.ts";
import { fillExports, hostileNames } from "../integration/support/exportedRows.ts";
import { fillManyClients, manyClientsLastDay } from "../integration/support/manyClients.ts";
import { reportsOn } from "../integration/support/reporting.ts";

const chdb = await startChdb();
afterAll(() => chdb.stop());

const span = { asOf: "2026-03-31", from: "2025-12-01", to: "2026-03-31" };
const tableOf = (request: TableRequest) =>
  Effect.flatMap(Reports, (reports) => readTable(reports, "profitability", { ...span, ...request }));
const bytesOf = (chunks: AsyncIterable<Uint8Array>) =>
  Effect.promise(async () => {
    const all: Array<Uint8Array> = [];
    for await (const chunk of chunks) all.push(chunk);
    return Buffer.concat(all);
  });
const records = (csv: Buffer): ReadonlyArray<Record<string, string>> => parse(csv, { columns: true });

const few = Layer.effectDiscard(fillExports).pipe(Layer.provideMerge(reportsOn(chdb, "analyst_tables")));

layer(few, { timeout: 120_000 })("a list as it is seen, as a file", (it) => {
  const seen: TableRequest = {
    columns: "name,contributionMinor,effortSeconds,marginPercent",
    where: "contributionMinor>=-70000",
    state: "client",
    sort: "contributionMinor",
    order: "asc",
  };

  it.effect("has the rows, the order and the columns of the page, numbers digit for digit", () =>
    Effect.gen(function* () {
      const csv = records(yield* bytesOf(tableCsv(yield* tableOf(seen))));
      const page = yield* (yield* Reports).profitability({ ...span, state: "client", limit: 100 });
      const expected = seenRows<SeenRow & { contributionMinor: number; effortSeconds: number }>(page.items, {
        where: [{ field: "contributionMinor", is: ">=", than: -70_000 }],
        sort: "contributionMinor",
        order: "asc",
      });
      assert.isAbove(expected.length, 1);
      assert.isBelow(expected.length, page.items.length);
      assert.deepStrictEqual(Object.keys(csv[0] ?? {}), [
        "name",
        "contribution_minor",
        "effort_seconds",
        "margin_percent",
        "currency",
      ]);
      assert.deepStrictEqual(
        csv.map((row) => [row["contribution_minor"], row["effort_seconds"], row["currency"]]),
        expected.map((row) => [String(row.contributionMinor), String(row.effortSeconds), "GBP"]),
      );
    }),
  );

  it.effect("finds names, and no name becomes a formula", () =>
    Effect.gen(function* () {
      const csv = yield* bytesOf(tableCsv(yield* tableOf({ columns: "name", search: "HYPERLINK" })));
      assert.deepStrictEqual(records(csv), [{ name: `'${hostileNames.formula}` }]);
      const all = records(yield* bytesOf(tableCsv(yield* tableOf({ columns: "name", state: "client" }))));
      for (const { name = "" } of all) assert.notMatch(name, /^[=+\-@]/);
      assert.include(
        all.map(({ name }) => name),
        hostileNames.quoted,
      );
    }),
  );

  it.effect("as Parquet is the same rows with types of their own", () =>
    Effect.gen(function* () {
      const table = yield* tableOf(seen);
      const file = yield* bytesOf(tableParquet(table));
      const answers = yield* WarehouseAnswers;
      const text = yield* Stream.mkString(
        Stream.decodeText(
          answers.stream({
            name: "look",
            sql: "SELECT *, toTypeName(contribution_minor) AS type FROM format(Parquet, base64Decode({file:String}))",
            params: { file: file.toString("base64") },
            format: "JSONEachRow",
            settings: { output_format_json_quote_64bit_integers: 0 },
          }),
        ),
      );
      const rows = text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      assert.deepStrictEqual(
        rows.map((row) => [row["name"], row["contribution_minor"], row["margin_percent"], row["currency"]]),
        table.rows.map((row) => {
          const figures = row as SeenRow & { contributionMinor: number; marginPercent: number | null };
          return [figures.name, figures.contributionMinor, figures.marginPercent, "GBP"];
        }),
      );
      assert.strictEqual(rows[0]?.["type"], "Nullable(Int64)");
    }),
  );

  it.effect("of no row has its head line alone, in every format", () =>
    Effect.gen(function* () {
      const request = { columns: "name,costMinor", search: "nobody is called that" };
      const table = yield* tableOf(request);
      assert.strictEqual((yield* bytesOf(tableCsv(table))).toString(), "name,cost_minor,currency\r\n");
      assert.strictEqual((yield* bytesOf(tableParquet(table))).subarray(0, 4).toString(), "PAR1");
      const workbook = yield* bytesOf(tableWorkbook("profitability", table, request));
      assert.strictEqual(workbook.subarray(0, 2).toString(), "PK");
    }),
  );

  it.effect("is refused with columns, conditions or an order that the table does not have", () =>
    Effect.gen(function* () {
      const refusals = [
        { columns: "name,bodyText" },
        { columns: "effortLowSeconds" },
        { where: "bodyText<3" },
        { where: "contributionMinor" },
        { sort: "toString" },
      ];
      for (const request of refusals) {
        const error = yield* Effect.flip(tableOf(request));
        assert.strictEqual(error._tag, "InvalidTable", JSON.stringify(request));
      }
    }),
  );

  it.effect("months of rows add to the figures of the list", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const page = yield* reports.profitability({ ...span, limit: 100 });
      for (const figure of trendFigures) {
        const trends = yield* reports.trends({ ...span, figure });
        assert.deepStrictEqual(trends.months, ["2025-12", "2026-01", "2026-02", "2026-03"]);
        assert.strictEqual(trends.items.length, page.items.length);
        for (const { id, state, values } of trends.items) {
          const row = page.items.find((one) => one.id === id && one.state === state);
          assert.strictEqual(
            values.reduce((sum, value) => sum + value, 0),
            row?.[figure],
            `${figure} of ${id}`,
          );
        }
      }
    }),
  );
});

const clients = 10_000;
const many = Layer.effectDiscard(fillManyClients(clients)).pipe(
  Layer.provideMerge(reportsOn(chdb, "analyst_many")),
);

layer(many, { timeout: 120_000 })("ten thousand clients", (it) => {
  const year = { asOf: manyClientsLastDay };

  it.effect("come in pages that are all of them once, and months of each in one answer", () =>
    Effect.gen(function* () {
      const reports = yield* Reports;
      const ids: Array<string> = [];
      let cursor: string | undefined;
      do {
        const page = yield* reports.profitability({ ...year, state: "client", limit: 5000, cursor });
        assert.strictEqual(page.total, clients);
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      assert.deepStrictEqual([ids.length, new Set(ids).size], [clients, clients]);
      const trends = yield* reports.trends({ ...year, state: "client" });
      assert.strictEqual(trends.items.length, clients);
    }),
  );

  it.effect("are exported whole, those that lose alone, the heaviest loss first", () =>
    Effect.gen(function* () {
      const table = yield* tableOf({
        ...year,
        from: undefined,
        state: "client",
        where: "contributionMinor<0",
        sort: "contributionMinor",
        order: "asc",
        columns: "name,contributionMinor",
      });
      const amounts = records(yield* bytesOf(tableCsv(table))).map((row) =>
        Number(row["contribution_minor"]),
      );
      assert.isAbove(amounts.length, 500);
      assert.isTrue(amounts.every((amount, n) => amount < 0 && (n === 0 || amounts[n - 1]! <= amount)));
    }),
  );
});

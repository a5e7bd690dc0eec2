import { Context, Duration, Effect, Layer, Metric, Stream } from "effect";
import { openAnswer } from "./clickhouse/answers.ts";
import { acrossExchanges, inTurn } from "./clickhouse/clusterRetries.ts";
import { allRows, streamRows } from "./clickhouse/reads.ts";
import { type Consistency, insertSettings, readSettings, writeSettings } from "./clickhouse/settings.ts";
import { type ClickHouseAddress, openClient, runCommand, runInsert } from "./clickhouse/statements.ts";
import { toWarehouseError } from "./clickhouse/failures.ts";
import { WarehouseReader, WarehouseWriter } from "./Warehouse.ts";
import { WarehouseAnswers } from "./WarehouseAnswers.ts";

export type ClickHouseWarehouseOptions = ClickHouseAddress & Consistency;

const statementSeconds = Metric.histogram("rapport_warehouse_statement_seconds", {
  description: "Time of a statement, answer included",
  boundaries: Metric.exponentialBoundaries({ start: 0.005, factor: 3, count: 8 }),
});
const measured =
  (kind: string, name: string) =>
  <A, E, R>(statement: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.trackDuration(
      statement,
      Metric.withAttributes(statementSeconds, { kind, name }),
      Duration.toSeconds,
    );

/** The reading ports on ClickHouse's HTTP interface: a server, a cluster or the chDB process. */
const reader = (options: ClickHouseWarehouseOptions) =>
  Layer.effectContext(
    Effect.map(openClient(options, readSettings(options)), (client) => {
      const rows = WarehouseReader.of({
        ping: Effect.tryPromise({
          // Only a SELECT proves the password too.
          try: async (signal) => {
            const answer = await client.ping({ select: true, abort_signal: signal });
            if (!answer.success) throw answer.error;
          },
          catch: toWarehouseError("ping"),
        }),
        query: (query, params) =>
          allRows(client, query, params).pipe(acrossExchanges(options), measured("query", query.name)),
        stream: (query, params) => streamRows(client, query, params),
      });
      const answers = WarehouseAnswers.of({
        open: (statement) => openAnswer(client, statement),
        stream: (statement) => Stream.unwrap(openAnswer(client, statement)),
      });
      return Context.make(WarehouseReader, rows).pipe(Context.add(WarehouseAnswers, answers));
    }),
  );

const tableName = /^[A-Za-z_]\w*$/;

/** The writing port on the same interface. */
const writer = (options: ClickHouseWarehouseOptions) =>
  Layer.effect(
    WarehouseWriter,
    Effect.map(openClient(options, writeSettings(options)), (client) =>
      WarehouseWriter.of({
        command: (sql, params = {}, settings = {}) =>
          runCommand(client, "command", sql, params, settings).pipe(
            inTurn(options),
            measured("command", "command"),
          ),
        insertNative: (table, block, insert = {}) =>
          tableName.test(table)
            ? runInsert(
                client,
                `insert ${table}`,
                `INSERT INTO ${table} FORMAT Native`,
                block,
                insertSettings(insert.token),
              ).pipe(inTurn(options), measured("insert", table))
            : Effect.die(new Error(`${table} is not a table name`)),
      }),
    ),
  );

/** All ports, reading and writing each with sockets of its own, so that a flood of reads never holds up a write. */
export const ClickHouseWarehouse = {
  reader,
  writer,
  layer: (options: ClickHouseWarehouseOptions) => Layer.merge(reader(options), writer(options)),
} as const;

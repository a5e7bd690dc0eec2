import type { ClickHouseClient, ResultSet, Row } from "@clickhouse/client";
import { Effect, Stream } from "effect";
import type { Query } from "../Query.ts";
import { WarehouseError } from "../Warehouse.ts";
import { schemaMismatch, toWarehouseError } from "./failures.ts";
import { killQuery, queryIdOf } from "./statements.ts";

type Rows = ResultSet<"JSONEachRow">;

const checkParams = <P extends Record<string, unknown>, R>(query: Query<P, R>, params: P) => {
  const parsed = query.params.safeParse(params);
  return parsed.success
    ? Effect.succeed(parsed.data)
    : Effect.fail(schemaMismatch(query.name, "a parameter", parsed.error));
};

const decodeRows = <P extends Record<string, unknown>, R>(
  query: Query<P, R>,
  rows: ReadonlyArray<Row<unknown, "JSONEachRow">>,
): ReadonlyArray<R> =>
  rows.map((row) => {
    const parsed = query.row.safeParse(row.json());
    if (parsed.success) return parsed.data;
    throw schemaMismatch(query.name, `the row ${row.text.slice(0, 200)}`, parsed.error);
  });

/**
 * Starts the query and owns its answer: leaving the scope early closes the socket, which cancels the query.
 * The client forgets the abort signal once the headers are there, so the answer must be closed by hand.
 */
const open = <P extends Record<string, unknown>, R>(
  client: ClickHouseClient,
  query: Query<P, R>,
  params: P,
) =>
  Effect.gen(function* () {
    const bound = yield* checkParams(query, params);
    const queryId = queryIdOf(query.name);
    const request = Effect.tryPromise({
      try: (signal): Promise<Rows> =>
        client.query({
          query: query.sql,
          format: "JSONEachRow",
          query_params: bound,
          query_id: queryId,
          abort_signal: signal,
        }),
      catch: toWarehouseError(query.name),
    }).pipe(Effect.onInterrupt(() => killQuery(client, queryId)));
    return yield* Effect.acquireRelease(request, (rows) => Effect.sync(() => rows.close()), {
      interruptible: true,
    });
  });

const chunksOf = async function* <P extends Record<string, unknown>, R>(query: Query<P, R>, answer: Rows) {
  for await (const rows of answer.stream())
    yield decodeRows(query, rows as ReadonlyArray<Row<unknown, "JSONEachRow">>);
};

/** Rows in chunks as they arrive; nothing is held but the chunk at hand. */
export const streamRows = <P extends Record<string, unknown>, R>(
  client: ClickHouseClient,
  query: Query<P, R>,
  params: P,
): Stream.Stream<ReadonlyArray<R>, WarehouseError> =>
  Stream.unwrap(
    Effect.map(open(client, query, params), (answer) =>
      Stream.fromAsyncIterable(chunksOf(query, answer), toWarehouseError(query.name)),
    ),
  );

/** All rows at once. */
export const allRows = <P extends Record<string, unknown>, R>(
  client: ClickHouseClient,
  query: Query<P, R>,
  params: P,
): Effect.Effect<ReadonlyArray<R>, WarehouseError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const answer = yield* open(client, query, params);
      return yield* Effect.tryPromise({
        try: async () => {
          const all: Array<R> = [];
          for await (const chunk of chunksOf(query, answer)) for (const row of chunk) all.push(row);
          return all;
        },
        catch: toWarehouseError(query.name),
      });
    }),
  );

import type { Readable } from "node:stream";
import { type ClickHouseClient, ClickHouseError } from "@clickhouse/client";
import { Effect, type Scope, Stream } from "effect";
import type { WarehouseError } from "../Warehouse.ts";
import type { EngineStatement } from "../WarehouseAnswers.ts";
import { toWarehouseError } from "./failures.ts";
import { killQuery, queryIdOf } from "./statements.ts";

/** As much of an answer's end as holds the words of an error that broke it off. */
const tailBytes = 16 * 1024;

/**
 * An error in mid-answer stands at its end, between marks, and the transfer is broken off. Source: ClickHouse's
 * `HTTPHandler::trySendExceptionToClient`, since 25.11.
 */
const errorAtEnd = (tail: Buffer): ClickHouseError | undefined => {
  const said = /__exception__\r\n\w+\r\n(Code: (\d+)\. [\s\S]*?)\d+ \w+\r\n__exception__/.exec(
    tail.toString("utf8"),
  );
  if (said === null) return undefined;
  const name = /\(([A-Z_]+)\)\s*$/.exec(said[1] ?? "")?.[1];
  return new ClickHouseError({ message: said[1] ?? "", code: said[2] ?? "0", type: name ?? "UNKNOWN" });
};

const chunksOf = async function* (answer: Readable): AsyncGenerator<Uint8Array> {
  let tail: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of answer) {
      const bytes: Buffer = chunk;
      tail = Buffer.concat([tail, bytes]).subarray(-tailBytes);
      yield bytes;
    }
  } catch (cause) {
    throw errorAtEnd(tail) ?? cause;
  }
};

const open = (client: ClickHouseClient, statement: EngineStatement) =>
  Effect.gen(function* () {
    const queryId = queryIdOf(statement.name);
    const { params, role } = statement;
    const request = Effect.tryPromise({
      try: (signal) =>
        client.exec({
          query: statement.sql,
          query_id: queryId,
          abort_signal: signal,
          ...(params === undefined ? {} : { query_params: params }),
          ...(role === undefined ? {} : { role }),
          clickhouse_settings: {
            ...statement.settings,
            default_format: statement.format,
            wait_end_of_query: statement.whole === true ? 1 : 0,
          },
        }),
      catch: toWarehouseError(statement.name),
    }).pipe(Effect.onInterrupt(() => killQuery(client, queryId)));
    return yield* Effect.acquireRelease(request, ({ stream }) => Effect.sync(() => stream.destroy()), {
      interruptible: true,
    });
  });

/** The answer in chunks as they arrive, once it has begun; nothing is held but the chunk at hand. */
export const openAnswer = (
  client: ClickHouseClient,
  statement: EngineStatement,
): Effect.Effect<Stream.Stream<Uint8Array, WarehouseError>, WarehouseError, Scope.Scope> =>
  Effect.map(open(client, statement), ({ stream }) =>
    Stream.fromAsyncIterable(chunksOf(stream), toWarehouseError(statement.name)),
  );

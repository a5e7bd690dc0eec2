import { query } from "@rapport/warehouse/Query";
import { WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { z } from "zod";

/**
 * Runs `work` with a warehouse whose `nth` write fails: `done`: it was done, and only the answer was lost; `retriable`:
 * as the network's failures are, else it ends the work. Says whether the work came to its end, and which write failed.
 */
export const failingWriter = <A, R>(
  work: Effect.Effect<A, WarehouseError, R>,
  nth: number,
  done: boolean,
  retriable = false,
): Effect.Effect<
  { readonly result: boolean; readonly failed: string },
  WarehouseError,
  R | WarehouseWriter
> =>
  Effect.gen(function* () {
    const writer = yield* WarehouseWriter;
    let writes = 0;
    let failed = "";
    const faulty = (name: string, write: Effect.Effect<void, WarehouseError>) =>
      Effect.suspend(() => {
        writes += 1;
        if (writes !== nth) return write;
        failed = name;
        const failure = new WarehouseError({ operation: name, detail: "test", code: 0, retriable });
        return Effect.andThen(done ? write : Effect.void, Effect.fail(failure));
      });
    const ended = work.pipe(
      Effect.provideService(
        WarehouseWriter,
        WarehouseWriter.of({
          command: (sql, ...rest) => faulty(sql.trim().slice(0, 30), writer.command(sql, ...rest)),
          insertNative: (table, ...rest) => faulty(table, writer.insertNative(table, ...rest)),
        }),
      ),
      Effect.as(true),
      Effect.catchIf(
        ({ detail }) => detail === "test",
        () => Effect.succeed(false),
      ),
    );
    return { result: yield* ended, failed };
  });

const partitionsQuery = query({
  name: "partitions-there",
  sql: "SELECT uniqExact(edition) AS partitions FROM (SELECT edition FROM contribution UNION ALL SELECT edition FROM effort_month)",
  params: z.object({}),
  row: z.object({ partitions: z.coerce.number() }),
});

export const countedPartitions = Effect.gen(function* () {
  const reader = yield* WarehouseReader;
  const [row] = yield* reader.query(partitionsQuery, {});
  return row?.partitions ?? 0;
});

import { Effect } from "effect";
import { ClickHouseWarehouse, type ClickHouseWarehouseOptions } from "../ClickHouseWarehouse.ts";
import { tableModeOf } from "../migrations/render.ts";
import { type WarehouseError, WarehouseWriter } from "../Warehouse.ts";
import { analystGrants } from "./analystGrants.ts";

/** What the server says when its user may not make roles, or when it has no place to keep them in. */
const mayNot: ReadonlySet<number> = new Set([
  497, // ACCESS_DENIED
  495, // ACCESS_STORAGE_READONLY
  514, // ACCESS_STORAGE_FOR_INSERTION_NOT_FOUND
]);

export type GrantsOutcome =
  | { readonly applied: true }
  /** Nobody made the role: these statements do, run by somebody who may. `because` is the server's reason. */
  | { readonly applied: false; readonly statements: ReadonlyArray<string>; readonly because: string };

/** Makes the analysts' role on the server, as far as the user there may. May be repeated. */
export const applyAnalystGrants = (
  address: ClickHouseWarehouseOptions,
): Effect.Effect<GrantsOutcome, WarehouseError> =>
  Effect.gen(function* () {
    const statements = analystGrants(address.database, tableModeOf(address.cluster));
    const writer = yield* WarehouseWriter;
    const applied = Effect.forEach(statements, (statement) => writer.command(statement), { discard: true });
    return yield* applied.pipe(
      Effect.as({ applied: true } as const),
      Effect.catchIf(
        ({ code }) => mayNot.has(code),
        ({ detail }) => Effect.succeed({ applied: false, statements, because: detail } as const),
      ),
    );
  }).pipe(Effect.provide(ClickHouseWarehouse.writer(address)));

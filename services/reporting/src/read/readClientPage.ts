import type { ClientFigures, ClientPage } from "@rapport/contracts/http/ClientFigures";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { orderClients, searchClients } from "../figures/clientOrder.ts";
import { decodeCursor, encodeCursor } from "../figures/cursor.ts";
import { InvalidCursor } from "../ReportErrors.ts";
import type { ClientsRequest } from "../ReportRequests.ts";
import { readFirmConfigured } from "./firm.ts";
import { pageSize } from "./pageSize.ts";
import { readClients } from "./readClients.ts";
import type { Warehouse } from "./Warehouse.ts";

/** The page of an ordered list after the item the cursor names. */
const pageOf = (
  ordered: ReadonlyArray<ClientFigures>,
  request: ClientsRequest,
): Effect.Effect<Pick<ClientPage, "items" | "nextCursor">, InvalidCursor> =>
  Effect.suspend(() => {
    const limit = request.limit ?? pageSize;
    let start = 0;
    if (request.cursor !== undefined) {
      const after = decodeCursor(request.cursor)?.[0];
      start = ordered.findIndex((c) => c.id === after) + 1;
      if (start === 0) return Effect.fail(new InvalidCursor({ cursor: request.cursor }));
    }
    const items = ordered.slice(start, start + limit);
    const last = items.at(-1);
    const more = start + limit < ordered.length && last !== undefined;
    return Effect.succeed({ items, nextCursor: more ? encodeCursor([last.id]) : null });
  });

export const readClientPage = (warehouse: Warehouse) =>
  Effect.fn("Reports.clients")(function* (
    request: ClientsRequest,
  ): Effect.fn.Return<ClientPage, WarehouseError | InvalidCursor> {
    const asOf = yield* resolveAsOf(request.asOf);
    const [all, firmConfigured] = yield* Effect.all(
      [readClients(warehouse, asOf), readFirmConfigured(warehouse)],
      { concurrency: 2 },
    );
    const found = request.search === undefined ? all : searchClients(all, request.search);
    const page = yield* pageOf(orderClients(found, request.sort ?? "-messages"), request);
    return { asOf: asOf.day, knownAt: asOf.knownAt, firmConfigured, total: found.length, ...page };
  });

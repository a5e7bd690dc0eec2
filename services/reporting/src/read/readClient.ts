import type { ClientAnswer } from "@rapport/contracts/http/ClientFigures";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { findClient } from "../queries/Directory.ts";
import { UnknownClient } from "../ReportErrors.ts";
import { readFirmConfigured } from "./firm.ts";
import { readClients } from "./readClients.ts";
import type { Warehouse } from "./Warehouse.ts";

/**
 * The party of a client or of an unlinked organisation that people call `id`: a client's id or name, the one it
 * was merged into, `domain:acme.example` or acme.example. An organisation need not exist.
 */
export const resolveParty = (
  warehouse: Warehouse,
  id: string,
): Effect.Effect<{ readonly party: string; readonly name: string | null }, WarehouseError | UnknownClient> =>
  Effect.gen(function* () {
    const [named] = yield* warehouse.query(findClient, { id });
    if (named !== undefined) return { party: named.id, name: named.name };
    if (id.startsWith("domain:")) return { party: id, name: null };
    if (/^[^\s@:]+\.[^\s@:]+$/.test(id)) return { party: `domain:${id.toLowerCase()}`, name: null };
    return yield* new UnknownClient({ id });
  });

export const readClient = (warehouse: Warehouse) =>
  Effect.fn("Reports.client")(function* (
    id: string,
    day?: string,
  ): Effect.fn.Return<ClientAnswer, WarehouseError | UnknownClient> {
    const asOf = yield* resolveAsOf(day);
    const { party } = yield* resolveParty(warehouse, id);
    const [all, firmConfigured] = yield* Effect.all(
      [readClients(warehouse, asOf), readFirmConfigured(warehouse)],
      { concurrency: 2 },
    );
    const client = all.find((c) => c.id === party);
    if (client === undefined) return yield* new UnknownClient({ id });
    return { asOf: asOf.day, firmConfigured, client };
  });

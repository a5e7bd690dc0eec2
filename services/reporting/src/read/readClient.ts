import type { ClientAnswer } from "@rapport/contracts/http/ClientFigures";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { findClient } from "../queries/Directory.ts";
import { UnknownClient } from "../ReportErrors.ts";
import { readFirmConfigured } from "./firm.ts";
import { readClients } from "./readClients.ts";
import type { Warehouse } from "./Warehouse.ts";

export const readClient = (warehouse: Warehouse) =>
  Effect.fn("Reports.client")(function* (
    id: string,
    day?: string,
  ): Effect.fn.Return<ClientAnswer, WarehouseError | UnknownClient> {
    const asOf = yield* resolveAsOf(day);
    const [all, firmConfigured, [named]] = yield* Effect.all(
      [readClients(warehouse, asOf), readFirmConfigured(warehouse), warehouse.query(findClient, { id })],
      { concurrency: "unbounded" },
    );
    const wanted = named?.id ?? id;
    const client = all.find((c) => c.id === wanted);
    if (client === undefined) return yield* new UnknownClient({ id });
    return { asOf: asOf.day, firmConfigured, client };
  });

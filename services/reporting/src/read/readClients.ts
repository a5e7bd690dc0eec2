import type { ClientFigures } from "@rapport/contracts/http/ClientFigures";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { AsOf } from "../AsOf.ts";
import { clientFigures, type ClientRows } from "../figures/clientFigures.ts";
import { clientActivity } from "../queries/ClientActivity.ts";
import { clientResponsiveness } from "../queries/ClientResponsiveness.ts";
import { clientRhythm } from "../queries/ClientRhythm.ts";
import { directoryClients } from "../queries/Directory.ts";
import { readFilled, rowsIf } from "./readFilled.ts";
import type { Warehouse } from "./Warehouse.ts";

/** What the figures of one party, or of all clients and unlinked organisations in conversation, are made of. */
export const readClientRows = (
  warehouse: Warehouse,
  asOf: AsOf,
  party = "",
): Effect.Effect<ClientRows, WarehouseError> =>
  Effect.flatMap(readFilled(warehouse), ({ message }) => {
    const { until, at } = asOf;
    return Effect.all(
      {
        directory: warehouse.query(directoryClients, {}),
        activity: rowsIf(message, warehouse.query(clientActivity, { until, at, party })),
        responsiveness: rowsIf(message, warehouse.query(clientResponsiveness, { until, party })),
        rhythm: rowsIf(message, warehouse.query(clientRhythm, { until, party })),
      },
      { concurrency: "unbounded" },
    );
  });

/** The figures of all clients and unlinked organisations in conversation, unordered. */
export const readClients = (
  warehouse: Warehouse,
  asOf: AsOf,
): Effect.Effect<ReadonlyArray<ClientFigures>, WarehouseError> =>
  Effect.map(readClientRows(warehouse, asOf), (rows) => clientFigures(rows, asOf));

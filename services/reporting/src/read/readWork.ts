import type { WorkFigures } from "@rapport/contracts/http/WorkFigures";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { AsOf } from "../AsOf.ts";
import { workFigures } from "../figures/workFigures.ts";
import {
  clientContracts,
  clientMeetings,
  clientMoney,
  clientTickets,
  clientTime,
} from "../queries/ClientWork.ts";
import { readFilled, rowsIf } from "./readFilled.ts";
import type { Warehouse } from "./Warehouse.ts";

/** One party's tickets, meetings, time, money and contracts. */
export const readWork = (
  warehouse: Warehouse,
  party: string,
  asOf: AsOf,
): Effect.Effect<WorkFigures, WarehouseError> => {
  const of = { party, until: asOf.until };
  return readFilled(warehouse).pipe(
    Effect.flatMap((filled) =>
      Effect.all(
        {
          tickets: rowsIf(filled.ticket, warehouse.query(clientTickets, of)),
          meetings: rowsIf(filled.meeting, warehouse.query(clientMeetings, { ...of, at: asOf.at })),
          time: rowsIf(filled.time, warehouse.query(clientTime, of)),
          money: rowsIf(filled.money, warehouse.query(clientMoney, of)),
          contracts: rowsIf(filled.contract, warehouse.query(clientContracts, of)),
        },
        { concurrency: "unbounded" },
      ),
    ),
    Effect.map(({ tickets, meetings, time, money, contracts }) =>
      workFigures({ tickets: tickets[0], meetings: meetings[0], time: time[0], money, contracts }),
    ),
  );
};

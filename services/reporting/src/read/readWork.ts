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
import type { Warehouse } from "./Warehouse.ts";

/** One party's tickets, meetings, time, money and contracts. */
export const readWork = (
  warehouse: Warehouse,
  party: string,
  asOf: AsOf,
): Effect.Effect<WorkFigures, WarehouseError> => {
  const of = { party, until: asOf.until };
  return Effect.all(
    {
      tickets: warehouse.query(clientTickets, of),
      meetings: warehouse.query(clientMeetings, { ...of, at: asOf.at }),
      time: warehouse.query(clientTime, of),
      money: warehouse.query(clientMoney, of),
      contracts: warehouse.query(clientContracts, of),
    },
    { concurrency: "unbounded" },
  ).pipe(
    Effect.map(({ tickets, meetings, time, money, contracts }) =>
      workFigures({ tickets: tickets[0], meetings: meetings[0], time: time[0], money, contracts }),
    ),
  );
};

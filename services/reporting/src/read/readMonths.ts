import type { ClientMonths, MonthsPage, PartyMonth } from "@rapport/contracts/http/Months";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type AsOf, resolveAsOf } from "../AsOf.ts";
import { organisationName } from "../figures/clientFigures.ts";
import { decodeCursor, encodeCursor } from "../figures/cursor.ts";
import { gatherMonths, type PartyMonthFigures } from "../figures/monthFigures.ts";
import { clientMonthMoney, monthParts } from "../queries/ClientMonths.ts";
import { directoryClients } from "../queries/Directory.ts";
import { InvalidCursor, type UnknownClient } from "../ReportErrors.ts";
import type { ClientMonthsRequest, MonthsRequest } from "../ReportRequests.ts";
import { readFirmConfigured } from "./firm.ts";
import { resolveParty } from "./readClient.ts";
import { readFilled, rowsIf } from "./readFilled.ts";
import type { Warehouse } from "./Warehouse.ts";

/** Rows of a page of months when the caller does not say. */
const monthsPageSize = 500;

interface Wanted {
  readonly party: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}
const firstDay = (month: string | undefined, otherwise: string): string =>
  month === undefined ? otherwise : `${month}-01`;

/** The months wanted, by party and month; only the sources that hold anything are asked. */
const readRows = (
  warehouse: Warehouse,
  asOf: AsOf,
  { party, from, to }: Wanted,
): Effect.Effect<ReadonlyArray<PartyMonthFigures>, WarehouseError> =>
  Effect.gen(function* () {
    const filled = yield* readFilled(warehouse);
    const wanted = {
      until: asOf.until,
      at: asOf.at,
      party,
      fromMonth: firstDay(from, "1900-01-01"),
      toMonth: firstDay(to, "2299-12-01"),
    };
    const parts = Effect.forEach(
      monthParts,
      (part) => rowsIf(filled[part.needs], warehouse.query(part.query, wanted)),
      { concurrency: "unbounded" },
    );
    const money = rowsIf(filled.money, warehouse.query(clientMonthMoney, wanted));
    const [found, amounts] = yield* Effect.all([parts, money], { concurrency: 2 });
    return gatherMonths(found.flat(), amounts);
  });

/** One client's months: by id, name or `domain:…`; empty for a client without any. */
export const readClientMonths = (warehouse: Warehouse) =>
  Effect.fn("Reports.clientMonths")(function* (
    id: string,
    request: ClientMonthsRequest,
  ): Effect.fn.Return<ClientMonths, WarehouseError | UnknownClient> {
    const asOf = yield* resolveAsOf(request.asOf);
    const { party, name, kind } = yield* resolveParty(warehouse, id);
    const { from, to } = request;
    const [rows, firmConfigured] = yield* Effect.all(
      [readRows(warehouse, asOf, { party, from, to }), readFirmConfigured(warehouse)],
      { concurrency: 2 },
    );
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      client: { id: party, name: name ?? organisationName(party), kind },
      months: rows.map((row) => row.figures),
    };
  });

const kindOf = (state: string): PartyMonth["kind"] =>
  state === "client" || state === "organisation" ? state : "unattributed";

/** Party and first day of the month of the last row already given. */
type Place = readonly [party: string, monthDay: string];
const placeOf = (cursor: string | undefined): Effect.Effect<Place | null, InvalidCursor> => {
  if (cursor === undefined) return Effect.succeed(null);
  const [party, month] = decodeCursor(cursor) ?? [];
  return typeof party === "string" && typeof month === "string" && /^\d{4}-\d{2}-\d{2}$/.test(month)
    ? Effect.succeed([party, month])
    : Effect.fail(new InvalidCursor({ cursor }));
};

const isAfter = (row: PartyMonthFigures, [party, monthDay]: Place): boolean =>
  row.party > party || (row.party === party && row.monthDay > monthDay);

/** The months of everybody. */
export const readMonths = (warehouse: Warehouse) =>
  Effect.fn("Reports.months")(function* (
    request: MonthsRequest,
  ): Effect.fn.Return<MonthsPage, WarehouseError | InvalidCursor> {
    const asOf = yield* resolveAsOf(request.asOf);
    const after = yield* placeOf(request.cursor);
    const { from, to, limit = monthsPageSize } = request;
    const [all, clients, firmConfigured] = yield* Effect.all(
      [
        readRows(warehouse, asOf, { party: "", from, to }),
        warehouse.query(directoryClients, {}),
        readFirmConfigured(warehouse),
      ],
      { concurrency: "unbounded" },
    );
    const rest = after === null ? all : all.filter((row) => isAfter(row, after));
    const rows = rest.slice(0, limit);
    const last = rows.at(-1);
    const names = new Map(clients.map((client) => [client.id, client.name]));
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      items: rows.map(({ party, state, figures }) => ({
        id: party,
        name: names.get(party) ?? organisationName(party),
        kind: kindOf(state),
        ...figures,
      })),
      nextCursor:
        rest.length > rows.length && last !== undefined ? encodeCursor([last.party, last.monthDay]) : null,
    };
  });

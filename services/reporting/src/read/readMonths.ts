import type { ClientMonths, MonthsPage, PartyMonth } from "@rapport/contracts/http/Months";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type AsOf, resolveAsOf } from "../AsOf.ts";
import { organisationName } from "../figures/clientFigures.ts";
import { decodeCursor, encodeCursor } from "../figures/cursor.ts";
import { monthFigures } from "../figures/monthFigures.ts";
import { clientMonthMoney, type ClientMonthRow, clientMonths } from "../queries/ClientMonths.ts";
import { directoryClients } from "../queries/Directory.ts";
import { InvalidCursor, type UnknownClient } from "../ReportErrors.ts";
import type { ClientMonthsRequest, MonthsRequest } from "../Reports.ts";
import { readFirmConfigured } from "./firm.ts";
import { resolveParty } from "./readClient.ts";
import type { Warehouse } from "./Warehouse.ts";

/** Rows of a page of months when the caller does not say. */
const monthsPageSize = 500;
/** More months than any page may ask for. */
const allRows = 4_000_000_000;

interface Wanted {
  readonly party: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly after: readonly [party: string, month: string];
  readonly limit: number;
}
const beginning = ["", "1900-01-01"] as const;
const firstDay = (month: string | undefined, otherwise: string): string =>
  month === undefined ? otherwise : `${month}-01`;

/** The months wanted and their money; one more row than asked for tells whether there is a next page. */
const readRows = (warehouse: Warehouse, asOf: AsOf, wanted: Wanted) =>
  Effect.gen(function* () {
    const months = {
      party: wanted.party,
      fromMonth: firstDay(wanted.from, "1900-01-01"),
      toMonth: firstDay(wanted.to, "2299-12-01"),
      afterParty: wanted.after[0],
      afterMonth: wanted.after[1],
    };
    const found = yield* warehouse.query(clientMonths, {
      ...months,
      until: asOf.until,
      at: asOf.at,
      limit: wanted.limit + 1,
    });
    const rows = found.slice(0, wanted.limit);
    const last = rows.at(-1);
    const money =
      last === undefined
        ? []
        : yield* warehouse.query(clientMonthMoney, {
            ...months,
            until: asOf.until,
            lastParty: last.party,
            lastMonth: last.month_day,
          });
    return { rows, money, more: found.length > rows.length, last };
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
    const [{ rows, money }, firmConfigured] = yield* Effect.all(
      [
        readRows(warehouse, asOf, { party, from, to, after: beginning, limit: allRows }),
        readFirmConfigured(warehouse),
      ],
      { concurrency: 2 },
    );
    return {
      asOf: asOf.day,
      firmConfigured,
      client: { id: party, name: name ?? organisationName(party), kind },
      months: [...monthFigures(rows, money, () => ({}))],
    };
  });

const kindOf = (state: string): PartyMonth["kind"] =>
  state === "client" || state === "organisation" ? state : "unattributed";

const placeOf = (cursor: string | undefined): Effect.Effect<Wanted["after"], InvalidCursor> => {
  if (cursor === undefined) return Effect.succeed(beginning);
  const [party, month] = decodeCursor(cursor) ?? [];
  return typeof party === "string" && typeof month === "string" && /^\d{4}-\d{2}-\d{2}$/.test(month)
    ? Effect.succeed([party, month])
    : Effect.fail(new InvalidCursor({ cursor }));
};

/** The months of everybody. */
export const readMonths = (warehouse: Warehouse) =>
  Effect.fn("Reports.months")(function* (
    request: MonthsRequest,
  ): Effect.fn.Return<MonthsPage, WarehouseError | InvalidCursor> {
    const asOf = yield* resolveAsOf(request.asOf);
    const after = yield* placeOf(request.cursor);
    const { from, to, limit = monthsPageSize } = request;
    const [{ rows, money, more, last }, clients, firmConfigured] = yield* Effect.all(
      [
        readRows(warehouse, asOf, { party: "", from, to, after, limit: Math.min(limit, allRows) }),
        warehouse.query(directoryClients, {}),
        readFirmConfigured(warehouse),
      ],
      { concurrency: "unbounded" },
    );
    const names = new Map(clients.map((client) => [client.id, client.name]));
    const who = ({ party, state }: ClientMonthRow) => ({
      id: party,
      name: names.get(party) ?? organisationName(party),
      kind: kindOf(state),
    });
    return {
      asOf: asOf.day,
      firmConfigured,
      items: [...monthFigures(rows, money, who)],
      nextCursor: more && last !== undefined ? encodeCursor([last.party, last.month_day]) : null,
    };
  });

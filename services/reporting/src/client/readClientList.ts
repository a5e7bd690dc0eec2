import type { ClientListPage, ClientListRow, ListSort } from "@rapport/contracts/http/client/ClientList";
import type { ClientFigures } from "@rapport/contracts/http/ClientFigures";
import type { RiskBand, ShownOfScore } from "@rapport/contracts/http/risk/head";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { reportingCurrency } from "../economics/headQueries.ts";
import { inCurrency } from "../economics/inCurrency.ts";
import { resolveSpan, type SpanRequest } from "../economics/Span.ts";
import { searchClients } from "../figures/clientOrder.ts";
import { decodeCursor, encodeCursor } from "../figures/cursor.ts";
import { readFirmConfigured } from "../read/firm.ts";
import { pageSize } from "../read/pageSize.ts";
import { readClients } from "../read/readClients.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { type InvalidCurrency, InvalidCursor, type InvalidSpan } from "../ReportErrors.ts";
import { type ListedClient, orderList, placeOf } from "./listOrder.ts";
import { listCards, listEconomics, listScores } from "./listQueries.ts";

export interface ClientListRequest extends SpanRequest {
  readonly search?: string | undefined;
  readonly band?: RiskBand | undefined;
  /** Only clients, or also organisations that no client claims. */
  readonly kind?: "client" | "all" | undefined;
  /** The likeliest to leave first when absent. */
  readonly sort?: ListSort | undefined;
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

const orNull = (text: string | undefined): string | null => (text === undefined || text === "" ? null : text);

interface Books {
  readonly economics: ReadonlyMap<string, { contribution_minor: number; effort_seconds: number }>;
  readonly cards: ReadonlyMap<string, { owner: string; owner_name: string; segment: string }>;
  readonly scores: ReadonlyMap<
    string,
    {
      shown: ShownOfScore;
      band: RiskBand | "";
      chance_percent: number | null;
      leaves: boolean;
      place: number | null;
    }
  >;
}

const listed = (client: ClientFigures, { economics, cards, scores }: Books): ListedClient => {
  const money = economics.get(client.id);
  const card = cards.get(client.id);
  const score = scores.get(client.id);
  const band = score === undefined || score.band === "" ? null : score.band;
  const row: ClientListRow = {
    id: client.id,
    name: client.name,
    kind: client.kind,
    owner: orNull(card?.owner),
    ownerName: orNull(card?.owner_name),
    segment: orNull(card?.segment),
    band,
    chancePercent: score?.chance_percent ?? null,
    leaves: score?.leaves ?? false,
    contributionMinor: money?.contribution_minor ?? 0,
    effortSeconds: money?.effort_seconds ?? 0,
    messages: client.messages.total,
    responseMedianHours: client.responseOurs.workingMedianHours,
    lastTheirs: client.lastContact.theirs,
    silentDays: client.silence.silentDays,
    usualGapDays: client.silence.usualGapDays,
  };
  return { row, place: placeOf(band, score?.place ?? null) };
};

const pageOf = (
  rows: ReadonlyArray<ClientListRow>,
  { limit = pageSize, cursor }: ClientListRequest,
): Effect.Effect<Pick<ClientListPage, "items" | "nextCursor">, InvalidCursor> =>
  Effect.suspend(() => {
    const after = cursor === undefined ? undefined : decodeCursor(cursor)?.[0];
    const start = cursor === undefined ? 0 : rows.findIndex(({ id }) => id === after) + 1;
    if (cursor !== undefined && start === 0) return Effect.fail(new InvalidCursor({ cursor }));
    const items = rows.slice(start, start + limit);
    const last = items.at(-1);
    const more = start + limit < rows.length && last !== undefined;
    return Effect.succeed({ items, nextCursor: more ? encodeCursor([last.id]) : null });
  });

const readBooks = (
  warehouse: Warehouse,
  asOf: string,
  days: { readonly from: string; readonly last: string },
) =>
  Effect.map(
    Effect.all(
      [
        warehouse.query(listEconomics, days),
        warehouse.query(listCards, { asOf }),
        warehouse.query(listScores, { asOf }),
      ],
      { concurrency: "unbounded" },
    ),
    ([economics, cards, scores]): Books => ({
      economics: new Map(economics.map((row) => [row.party, row])),
      cards: new Map(cards.map((row) => [row.client, row])),
      scores: new Map(scores.map((row) => [row.client, row])),
    }),
  );

/** Clients at a glance: who they are, their risk, money, effort and contact. */
export const readClientList = (warehouse: Warehouse) =>
  Effect.fn("Reports.clientList")(function* (
    request: ClientListRequest,
  ): Effect.fn.Return<ClientListPage, WarehouseError | InvalidCursor | InvalidCurrency | InvalidSpan> {
    const span = yield* resolveSpan(request);
    const { asOf, from, to, last } = span;
    const [clients, books, firmConfigured, [currency]] = yield* Effect.all(
      [
        readClients(warehouse, asOf),
        readBooks(warehouse, asOf.day, { from, last }),
        readFirmConfigured(warehouse),
        warehouse.query(reportingCurrency, {}),
      ],
      { concurrency: "unbounded" },
    );
    const all = clients.filter(({ kind }) => request.kind === "all" || kind === "client");
    const found = request.search === undefined ? all : searchClients(all, request.search);
    const rows = orderList(
      found
        .map((client) => listed(client, books))
        .filter(({ row }) => request.band === undefined || row.band === request.band),
      request.sort ?? "-risk",
    );
    const page = {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      from,
      to,
      currency: currency?.currency || null,
      converted: null,
      onlyOrder: [...books.scores.values()].some(({ shown }) => shown === "rank"),
      all: all.length,
      total: rows.length,
      ...(yield* pageOf(rows, request)),
    };
    return yield* inCurrency(warehouse, request.currency)(page);
  });

import type { ClientAccount } from "@rapport/contracts/http/client/Account";
import type { ClientListPage } from "@rapport/contracts/http/client/ClientList";
import type { ClientDays } from "@rapport/contracts/http/client/Days";
import type { EventsAnswer } from "@rapport/contracts/http/client/Events";
import type { ClientThreads } from "@rapport/contracts/http/client/Threads";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { Effect } from "effect";
import type { SpanRequest } from "../economics/Span.ts";
import type { InvalidCurrency, InvalidCursor, InvalidSpan, UnknownClient } from "../ReportErrors.ts";
import type { ClientListRequest } from "./readClientList.ts";

/** What the page of one client shows beside its figures. */
export interface ClientPageReads {
  /** Clients at a glance: who they are, their risk, money, effort and contact. */
  clientList(
    request: ClientListRequest,
  ): Effect.Effect<ClientListPage, WarehouseError | InvalidCursor | InvalidCurrency | InvalidSpan>;
  /** What passed between us and the client, and what it took, by day. */
  clientDays(
    id: string,
    request: SpanRequest,
  ): Effect.Effect<ClientDays, WarehouseError | UnknownClient | InvalidSpan>;
  /** Who knows whom, what is agreed, meetings and money. */
  clientAccount(id: string, asOf?: string): Effect.Effect<ClientAccount, WarehouseError | UnknownClient>;
  /** What waits for an answer, of ours or of theirs. */
  clientThreads(id: string, asOf?: string): Effect.Effect<ClientThreads, WarehouseError | UnknownClient>;
  /** Events by their ids, `,` between them, with their places in the sources. */
  clientEvents(
    id: string,
    request: { readonly asOf?: string | undefined; readonly ids: string },
  ): Effect.Effect<EventsAnswer, WarehouseError | UnknownClient>;
}

import type { ClientDays } from "@rapport/contracts/http/client/Days";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveSpan, type SpanRequest } from "../economics/Span.ts";
import { organisationName } from "../figures/clientFigures.ts";
import { readFirmConfigured } from "../read/firm.ts";
import { resolveParty } from "../read/readClient.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidSpan, UnknownClient } from "../ReportErrors.ts";
import { clientDays } from "./dayQueries.ts";

/** What passed between us and a client, and what it took, by day. */
export const readClientDays = (warehouse: Warehouse) =>
  Effect.fn("Reports.clientDays")(function* (
    id: string,
    request: SpanRequest,
  ): Effect.fn.Return<ClientDays, WarehouseError | UnknownClient | InvalidSpan> {
    const span = yield* resolveSpan(request);
    const { party, name, kind } = yield* resolveParty(warehouse, id);
    const asOf = span.asOf.day;
    const rows = yield* warehouse.query(clientDays, { asOf, client: party, state: kind });
    return {
      asOf,
      knownAt: span.asOf.knownAt,
      firmConfigured: yield* readFirmConfigured(warehouse),
      client: { id: party, name: name ?? organisationName(party), kind },
      from: span.from,
      to: span.to,
      firstDay: rows[0]?.day_text ?? null,
      days: rows
        .filter(({ day_text: day }) => day >= span.from && day <= span.last)
        .map((row) => ({
          day: row.day_text,
          messagesIn: row.messages_in,
          messagesOut: row.messages_out,
          ticketsOpened: row.tickets_opened,
          meetingsHeld: row.meetings_held,
          effortSeconds: row.effort_seconds,
        })),
    };
  });

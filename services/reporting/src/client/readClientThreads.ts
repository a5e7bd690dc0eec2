import type { ClientThreads, OpenThread } from "@rapport/contracts/http/client/Threads";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { organisationName } from "../figures/clientFigures.ts";
import { readFirmConfigured } from "../read/firm.ts";
import { resolveParty } from "../read/readClient.ts";
import { readFilled, rowsIf } from "../read/readFilled.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { UnknownClient } from "../ReportErrors.ts";
import { openMail, type OpenThreadRow, openTickets } from "./threadQueries.ts";

const threadOf =
  (channel: OpenThread["channel"]) =>
  (row: OpenThreadRow): OpenThread => ({
    channel,
    about: row.about,
    awaiting: row.awaiting,
    since: new Date(row.since_ms).toISOString(),
    status: row.status === "" ? null : row.status,
    theirs: row.theirs,
    ours: row.ours,
    eventIds: row.event_ids,
  });

/** What waits for an answer, of ours or of theirs, the oldest first. */
export const readClientThreads = (warehouse: Warehouse) =>
  Effect.fn("Reports.clientThreads")(function* (
    id: string,
    day: string | undefined,
  ): Effect.fn.Return<ClientThreads, WarehouseError | UnknownClient> {
    const asOf = yield* resolveAsOf(day);
    const { party, name, kind } = yield* resolveParty(warehouse, id);
    const filled = yield* readFilled(warehouse);
    const params = { party, until: asOf.until };
    const [mail, tickets] = yield* Effect.all(
      [
        rowsIf(filled.message, warehouse.query(openMail, params)),
        rowsIf(filled.ticket, warehouse.query(openTickets, params)),
      ],
      { concurrency: 2 },
    );
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured: yield* readFirmConfigured(warehouse),
      client: { id: party, name: name ?? organisationName(party), kind },
      items: [...mail.map(threadOf("mail")), ...tickets.map(threadOf("ticket"))].toSorted(
        (a, b) => Date.parse(a.since) - Date.parse(b.since),
      ),
    };
  });

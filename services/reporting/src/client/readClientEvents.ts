import type { EventsAnswer } from "@rapport/contracts/http/client/Events";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { sightings } from "../queries/Timeline.ts";
import { readFirmConfigured } from "../read/firm.ts";
import { resolveParty } from "../read/readClient.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { UnknownClient } from "../ReportErrors.ts";
import { namedEvents, recordedEvents } from "./eventQueries.ts";

/** Events by their ids, with their places in the sources. */
export const readClientEvents = (warehouse: Warehouse) =>
  Effect.fn("Reports.clientEvents")(function* (
    id: string,
    request: { readonly asOf?: string | undefined; readonly ids: string },
  ): Effect.fn.Return<EventsAnswer, WarehouseError | UnknownClient> {
    const asOf = yield* resolveAsOf(request.asOf);
    yield* resolveParty(warehouse, id);
    const ids = [...new Set(request.ids.split(","))];
    const [recorded, named, places] = yield* Effect.all(
      [
        warehouse.query(recordedEvents, { ids }),
        warehouse.query(namedEvents, { ids }),
        warehouse.query(sightings, { ids }),
      ],
      { concurrency: "unbounded" },
    );
    const nameOf = new Map(named.map((row) => [row.event_id, row]));
    const placesOf = Map.groupBy(places, (place) => place.event_id);
    const known = new Set(recorded.map(({ event_id }) => event_id));
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured: yield* readFirmConfigured(warehouse),
      items: recorded
        .map(({ event_id: eventId, type, recorded_ms: recordedMs }) => ({
          eventId,
          type,
          atMs: nameOf.get(eventId)?.at_ms ?? recordedMs,
        }))
        .toSorted((a, b) => b.atMs - a.atMs || (a.eventId < b.eventId ? -1 : 1))
        .map(({ eventId, type, atMs }) => ({
          eventId,
          type,
          occurredAt: new Date(atMs).toISOString(),
          text: nameOf.get(eventId)?.text ?? "",
          sources: (placesOf.get(eventId) ?? []).map(({ connector, account, file, position }) => ({
            connector,
            account,
            file,
            position,
          })),
        })),
      unknown: ids.filter((one) => !known.has(one)),
    };
  });

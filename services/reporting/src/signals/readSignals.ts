import type { Signal, SignalsPage } from "@rapport/contracts/http/signals/Signals";
import { type SignalKind, signalKinds } from "@rapport/contracts/views/signals/SignalView";
import { signalViewOf } from "@rapport/contracts/views/signals/signalViews";
import { reasonOf } from "@rapport/domain/signals/reasonOf";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { pageOfRows } from "../economics/orderRows.ts";
import { readFirmConfigured } from "../read/firm.ts";
import { pageSize } from "../read/pageSize.ts";
import { resolveParty } from "../read/readClient.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { InvalidCursor, UnknownClient } from "../ReportErrors.ts";
import { figuresOf, type SignalParams, type SignalRow, signalsOf } from "./signalQueries.ts";

export interface SignalsRequest {
  readonly asOf?: string | undefined;
  /** All when absent. */
  readonly kind?: SignalKind | undefined;
  /** By id or name. */
  readonly client?: string | undefined;
  /** A member's id. */
  readonly owner?: string | undefined;
  /** Signals per page, 50 when absent. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

const orNull = (text: string): string | null => (text === "" ? null : text);

const signalOf = (kind: SignalKind, row: SignalRow): Signal => {
  const figures = figuresOf(signalViewOf(kind), row);
  return {
    kind,
    client: row.client,
    name: row.name,
    owner: orNull(row.owner),
    ownerName: orNull(row.owner_name),
    segment: orNull(row.segment),
    since: new Date(row.since_ms).toISOString(),
    about: orNull(row.about),
    reason: reasonOf(kind, { about: row.about, figures }),
    figures,
    events: row.events,
    eventIds: row.event_ids.split(" ").filter((id) => id !== ""),
  };
};

/** The signals of some kinds, in the order of the kinds; of each the oldest first. */
export const readSignalRows = (
  warehouse: Warehouse,
  kinds: ReadonlyArray<SignalKind>,
  params: SignalParams,
): Effect.Effect<ReadonlyArray<Signal>, WarehouseError> =>
  Effect.map(
    Effect.forEach(
      kinds,
      (kind) =>
        Effect.map(warehouse.query(signalsOf(kind), params), (rows) =>
          rows.map((row) => signalOf(kind, row)),
        ),
      { concurrency: 2 },
    ),
    (found) => found.flat(),
  );

/** One page of the signals as of a day. */
export const readSignals = (warehouse: Warehouse) =>
  Effect.fn("Reports.signals")(function* (
    request: SignalsRequest,
  ): Effect.fn.Return<SignalsPage, WarehouseError | UnknownClient | InvalidCursor> {
    const asOf = yield* resolveAsOf(request.asOf);
    const { kind, client, owner } = request;
    const clients = client === undefined ? [] : [(yield* resolveParty(warehouse, client)).party];
    const kinds = kind === undefined ? signalKinds : [kind];
    const [firmConfigured, signals] = yield* Effect.all([
      readFirmConfigured(warehouse),
      readSignalRows(warehouse, kinds, {
        asOf: asOf.day,
        clients,
        owners: owner === undefined ? [] : [owner],
      }),
    ]);
    const rows = signals.map((signal) => ({
      id: [signal.client, signal.about ?? "", signal.eventIds[0] ?? ""].join("\n"),
      name: signal.name,
      state: signal.kind,
      signal,
    }));
    const page = yield* pageOfRows(rows, request.limit ?? pageSize, request.cursor);
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      kinds: kinds.map((one) => ({
        kind: one,
        title: signalViewOf(one).title,
        total: signals.filter((signal) => signal.kind === one).length,
      })),
      total: signals.length,
      items: page.rows.map(({ signal }) => signal),
      nextCursor: page.nextCursor,
    };
  });

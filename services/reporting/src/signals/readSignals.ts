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
import { figuresOf, type SignalRow, signalsOf } from "./signalQueries.ts";

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

/** The signals of one kind as of a day, of all clients, the oldest first. */
export type SignalsOfKind = (
  kind: SignalKind,
  asOf: string,
) => Effect.Effect<ReadonlyArray<Signal>, WarehouseError>;

/** Asked of the warehouse: whose they are is told last, so that those of one client cost as much as those of all. */
export const readSignalsOfKind =
  (warehouse: Warehouse): SignalsOfKind =>
  (kind, asOf) =>
    Effect.map(warehouse.query(signalsOf(kind), { asOf }), (rows) => rows.map((row) => signalOf(kind, row)));

/** The signals of some kinds, in the order of the kinds; of each the oldest first. */
export const readSignalRows = (
  read: SignalsOfKind,
  kinds: ReadonlyArray<SignalKind>,
  asOf: string,
): Effect.Effect<ReadonlyArray<Signal>, WarehouseError> =>
  Effect.map(
    Effect.forEach(kinds, (kind) => read(kind, asOf), { concurrency: 4 }),
    (found) => found.flat(),
  );

/** One page of the signals as of a day. */
export const readSignals = (warehouse: Warehouse, ofKind: SignalsOfKind = readSignalsOfKind(warehouse)) =>
  Effect.fn("Reports.signals")(function* (
    request: SignalsRequest,
  ): Effect.fn.Return<SignalsPage, WarehouseError | UnknownClient | InvalidCursor> {
    const asOf = yield* resolveAsOf(request.asOf);
    const { kind, client, owner } = request;
    const party = client === undefined ? undefined : (yield* resolveParty(warehouse, client)).party;
    const kinds = kind === undefined ? signalKinds : [kind];
    const [firmConfigured, found] = yield* Effect.all(
      [readFirmConfigured(warehouse), readSignalRows(ofKind, kinds, asOf.day)],
      { concurrency: 2 },
    );
    const signals = found.filter(
      (signal) =>
        (party === undefined || signal.client === party) && (owner === undefined || signal.owner === owner),
    );
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

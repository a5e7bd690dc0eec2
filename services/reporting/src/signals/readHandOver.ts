import type { HandOverAnswer } from "@rapport/contracts/http/signals/HandOver";
import { signalKinds } from "@rapport/contracts/views/signals/SignalView";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import type { UnknownClient } from "../ReportErrors.ts";
import * as queries from "./handOverQueries.ts";
import { readAccountOf } from "./readAccount.ts";
import { readSignalRows, readSignalsOfKind, type SignalsOfKind } from "./readSignals.ts";

export interface HandOverRequest {
  readonly asOf?: string | undefined;
  /** A member's id who is left out. */
  readonly without?: string | undefined;
}

const orNull = (text: string): string | null => (text === "" ? null : text);

/** What somebody who takes an account over needs. */
export const readHandOver = (warehouse: Warehouse, ofKind: SignalsOfKind = readSignalsOfKind(warehouse)) =>
  Effect.fn("Reports.handOver")(function* (
    id: string,
    request: HandOverRequest,
  ): Effect.fn.Return<HandOverAnswer, WarehouseError | UnknownClient> {
    const asOf = yield* resolveAsOf(request.asOf);
    const account = yield* readAccountOf(warehouse, id, asOf, request.without);
    const party = account.client.id;
    const params = { asOf: asOf.day, client: party };
    const [waiting, [risk], signals] = yield* Effect.all(
      [
        warehouse.query(queries.handOverWaiting, params),
        warehouse.query(queries.handOverRisk, params),
        readSignalRows(ofKind, signalKinds, asOf.day),
      ],
      { concurrency: 2 },
    );
    return {
      ...account,
      without: request.without ?? null,
      waiting: waiting.map((row) => ({
        channel: row.channel,
        about: row.about,
        since: new Date(row.since_ms).toISOString(),
        status: orNull(row.status),
        eventIds: row.event_ids,
      })),
      risk:
        risk === undefined
          ? null
          : {
              week: risk.week,
              model: risk.model,
              shown: risk.shown,
              band: risk.shown === "rank" ? null : orNull(risk.band),
              chancePercent: risk.chance_percent,
            },
      signals: signals.filter(({ client }) => client === party),
    };
  });

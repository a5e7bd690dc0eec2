import type { HandOverAnswer } from "@rapport/contracts/http/signals/HandOver";
import type { SignalsPage } from "@rapport/contracts/http/signals/Signals";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { Effect } from "effect";
import type { InvalidCursor, UnknownClient } from "../ReportErrors.ts";
import type { HandOverRequest } from "./readHandOver.ts";
import type { SignalsRequest } from "./readSignals.ts";

/** What somebody who looks after clients would notice. */
export interface SignalReads {
  /** Signals as of a day, of all kinds or one, each with its reason and its events. */
  signals(
    request: SignalsRequest,
  ): Effect.Effect<SignalsPage, WarehouseError | UnknownClient | InvalidCursor>;
  /** What somebody who takes a client's account over needs, as of a day. */
  handOver(
    id: string,
    request: HandOverRequest,
  ): Effect.Effect<HandOverAnswer, WarehouseError | UnknownClient>;
}

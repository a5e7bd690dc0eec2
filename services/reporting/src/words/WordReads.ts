import type { HistoryPage } from "@rapport/contracts/http/words/History";
import type { PlaysAnswer } from "@rapport/contracts/http/words/Plays";
import type { VerdictsAnswer } from "@rapport/contracts/http/words/Verdicts";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import type { Effect } from "effect";
import type { InvalidCursor, UnknownClient } from "../ReportErrors.ts";

export interface HistoryRequest {
  readonly asOf?: string | undefined;
  /** Rows per page, 50 when absent. */
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
}

/** Reports of what people said, and of what came of it. */
export interface WordReads {
  /** Everything said of a client and the alerts about it, newest first. */
  history(
    id: string,
    request: HistoryRequest,
  ): Effect.Effect<HistoryPage, WarehouseError | UnknownClient | InvalidCursor>;
  /** The verdicts in force beside the machine's scores. */
  verdicts(asOf?: string): Effect.Effect<VerdictsAnswer, WarehouseError>;
  /** Plays, before and after beside clients like theirs. */
  plays(asOf?: string): Effect.Effect<PlaysAnswer, WarehouseError>;
}

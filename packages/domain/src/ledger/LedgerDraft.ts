import type { DraftOf } from "@rapport/contracts/Draft";
import type { LedgerEvent } from "@rapport/contracts/Ledger";

/** An event of the books but for what the ingest adds: id, place, time of recording, document. */
export type LedgerDraft = DraftOf<LedgerEvent>;

import type { LedgerEvent } from "@rapport/contracts/Ledger";

type DraftOf<E> = E extends { readonly type: infer T; readonly data: infer D }
  ? {
      readonly type: T;
      readonly occurredAt: number;
      readonly parties: ReadonlyArray<string>;
      readonly members: ReadonlyArray<string>;
      readonly data: Omit<D, "document">;
    }
  : never;

/** An event of the books but for what the ingest adds: id, place, time of recording, document. */
export type LedgerDraft = DraftOf<LedgerEvent>;

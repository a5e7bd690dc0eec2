/** An event of a document but for what the ingest adds: id, place, time of recording, document. */
export type DraftOf<E> = E extends { readonly type: infer T; readonly data: infer D }
  ? {
      readonly type: T;
      readonly occurredAt: number;
      readonly parties: ReadonlyArray<string>;
      readonly members: ReadonlyArray<string>;
      readonly data: Omit<D, "document">;
    }
  : never;

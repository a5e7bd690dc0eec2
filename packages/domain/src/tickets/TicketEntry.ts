import type { TicketEvent } from "@rapport/contracts/Ticket";

type EntryOf<E> = E extends { readonly type: infer T; readonly data: infer D }
  ? { readonly type: T; readonly occurredAt: number; readonly data: Omit<D, "document"> }
  : never;

/**
 * What a ticket's event says, but for its envelope. Of the versions of a document only the one that holds may
 * be given to the functions here. `occurredAt` is UTC ms.
 */
export type TicketEntry = EntryOf<TicketEvent>;

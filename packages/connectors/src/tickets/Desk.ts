import type { DeskBook } from "./DeskBook.ts";
import type { HelpDeskName, TicketItem } from "./TicketItem.ts";

/** One record of an export. `collection`: the member of the page it stood in, null for none. */
export interface DeskRecord {
  readonly collection: string | null;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Where a record stands and what the input is known to hold. */
export interface DeskPlace {
  readonly book: DeskBook;
  /** The tenant that records belong to which do not name theirs; what the owner said comes before both. */
  readonly account: { readonly given: string | null; readonly found: string };
  readonly position: string;
}

/** A kind of help desk, as its exports have it. */
export interface Desk {
  readonly name: HelpDeskName;
  /** The arrays of its pages whose elements are records; read one by one. */
  readonly collections: ReadonlySet<string>;
  /** True for a record that only this help desk writes. */
  readonly recognises: (record: DeskRecord) => boolean;
  /** The tenant a record names, null for none. */
  readonly tenantOf: (record: DeskRecord) => string | null;
  /** First pass: what other records need of this one. What cannot be understood is passed over, to be told by `read`. */
  readonly learn: (record: DeskRecord, book: DeskBook) => void;
  /** Second pass: what a record gives, problems included. */
  readonly read: (record: DeskRecord, place: DeskPlace) => Iterable<TicketItem>;
}

import type { TruthParts } from "../truth/TruthBook.ts";
import type { Books } from "./Books.ts";
import type { Calendars } from "./Calendars.ts";
import type { HelpDesk } from "./HelpDesk.ts";
import type { Mailboxes } from "./Mailboxes.ts";

/**
 * What is told of the agency's life while it is lived: its systems, and the rows of its truth. `simulateAgency` has them
 * write files; who wants the life without the files hands in others.
 */
export interface Keepers {
  readonly mailboxes: Pick<Mailboxes, "deliver">;
  readonly helpDesk: Pick<HelpDesk, "exportTicket" | "finish" | "rate">;
  readonly calendars: Pick<Calendars, "enter">;
  readonly books: { readonly [Book in Exclude<keyof Books, "close">]: Pick<Books[Book], "row"> };
  readonly truth: { readonly [Part in keyof TruthParts]: Pick<TruthParts[Part], "add" | "close"> };
}

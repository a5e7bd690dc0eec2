import type { HelpTicket } from "../sources/HelpDesk.ts";
import type { Contact, Member } from "../world/types.ts";
import type { ClientState } from "./State.ts";

/** A ticket on its way. */
export interface Course {
  readonly state: ClientState;
  readonly ticket: HelpTicket;
  readonly contact: Contact;
  /** False for those that will be merged or deleted: reports leave them out with all they had. */
  readonly counts: boolean;
  /** Our first public answer has been given. */
  answered: boolean;
  reopened: number;
  holder: Member;
}

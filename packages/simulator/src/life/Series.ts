import type { CalendarEntry, Invited } from "../sources/calendarText.ts";
import type { Member } from "../world/types.ts";
import type { ClientState } from "./State.ts";

/** A standing meeting with a client, until its people change or the client goes. */
export interface Series {
  readonly uid: string;
  readonly title: string;
  readonly state: ClientState;
  readonly organiser: Member;
  readonly invited: ReadonlyArray<Invited>;
  readonly room: string | null;
  /** Minutes after midnight on the organiser's clock, and how long it takes. */
  readonly startMinute: number;
  readonly minutes: number;
  readonly everyDays: number;
  readonly firstMs: number;
  readonly madeMs: number;
  /** The last occurrence so far, as the rule has it. */
  lastMs: number;
  /** Occurrences that fall on holidays. */
  readonly except: Array<number>;
  /** Occurrences that are not as the rule has them. */
  readonly changed: Array<CalendarEntry>;
}

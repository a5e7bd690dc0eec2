import type { Agenda } from "./Agenda.ts";
import type { Chance } from "./chance/Chance.ts";
import type { ClientState } from "./life/State.ts";
import type { Books } from "./sources/Books.ts";
import type { Calendars } from "./sources/Calendars.ts";
import type { HelpDesk } from "./sources/HelpDesk.ts";
import type { Mailboxes } from "./sources/Mailboxes.ts";
import type { Ownership } from "./sources/writeDirectory.ts";
import type { TruthBook } from "./truth/TruthBook.ts";
import type { TimeSheets } from "./life/TimeSheets.ts";
import type { Counts } from "./Counts.ts";
import type { Numbers } from "./Numbers.ts";
import type { Series } from "./life/Series.ts";
import type { Course } from "./life/Course.ts";
import type { World } from "./world/types.ts";

/** Everything one simulation works with. */
export interface Run {
  readonly world: World;
  readonly chance: Chance;
  readonly agenda: Agenda;
  readonly truth: TruthBook;
  readonly states: ReadonlyArray<ClientState>;
  readonly sheets: TimeSheets;
  readonly mailboxes: Mailboxes;
  readonly helpDesk: HelpDesk;
  readonly calendars: Calendars;
  readonly books: Books;
  readonly counts: Counts;
  readonly numbers: Numbers;
  /** The standing meeting of each client (index) that has one. */
  readonly series: Map<number, Series>;
  /** Tickets that are not closed yet. */
  readonly openTickets: Set<Course>;
  /** Who looked after whom, filled as it changes. */
  readonly ownerships: Array<Ownership>;
}

import type { Agenda } from "./Agenda.ts";
import type { Chance } from "./chance/Chance.ts";
import type { ClientState } from "./life/State.ts";
import type { Keepers } from "./sources/Keepers.ts";
import type { Ownership } from "./sources/writeDirectory.ts";
import type { TruthBook } from "./truth/TruthBook.ts";
import type { TimeSheets } from "./life/TimeSheets.ts";
import type { Counts } from "./Counts.ts";
import type { Numbers } from "./Numbers.ts";
import type { Series } from "./life/Series.ts";
import type { Course } from "./life/Course.ts";
import type { World } from "./world/types.ts";

/** Everything one simulation works with. */
export interface Run extends Omit<Keepers, "truth"> {
  readonly world: World;
  readonly chance: Chance;
  readonly agenda: Agenda;
  readonly truth: TruthBook;
  readonly states: ReadonlyArray<ClientState>;
  readonly sheets: TimeSheets;
  readonly counts: Counts;
  readonly numbers: Numbers;
  /** The standing meeting of each client (index) that has one. */
  readonly series: Map<number, Series>;
  /** Tickets that are not closed yet. */
  readonly openTickets: Set<Course>;
  /** Who looked after whom, filled as it changes. */
  readonly ownerships: Array<Ownership>;
}

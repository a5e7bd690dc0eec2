import { join } from "node:path";
import { type Counts, noCounts } from "./Counts.ts";
import { liveAgency } from "./liveAgency.ts";
import { Books } from "./sources/Books.ts";
import { Calendars } from "./sources/Calendars.ts";
import { HelpDesk } from "./sources/HelpDesk.ts";
import { Mailboxes } from "./sources/Mailboxes.ts";
import { writeDirectory } from "./sources/writeDirectory.ts";
import { writeReadme } from "./sources/writeReadme.ts";
import { truthParts } from "./truth/TruthBook.ts";
import { writeTruth } from "./truth/writeTruth.ts";
import { type AgencyOptions, makeWorld } from "./world/makeWorld.ts";

/**
 * Simulates the agency into `folder`, which must exist. Gives each day done as it goes, and in the end what
 * was made. The same options write the same bytes. Memory is bound by clients and members, not by events:
 * everything is written as it happens.
 */
export function* simulateAgency(
  options: AgencyOptions,
  folder: string,
): Generator<{ readonly done: number; readonly total: number }, Counts> {
  const world = makeWorld(options);
  const counts = noCounts();
  const files = {
    truth: truthParts(folder),
    books: new Books(join(folder, "books")),
    mailboxes: new Mailboxes(join(folder, "mail"), world.members, world.members.length - 2, counts),
    helpDesk: new HelpDesk(join(folder, "helpdesk"), counts),
    calendars: new Calendars(join(folder, "calendars"), world.members),
  };
  writeReadme(folder, options, null);
  const run = yield* liveAgency(world, files, counts);
  files.mailboxes.close();
  files.helpDesk.close(world);
  files.calendars.close();
  files.books.close();
  writeDirectory(join(folder, "directory"), world, run.ownerships);
  writeTruth(run, options, join(folder, "truth.json"), files.truth);
  writeReadme(folder, options, counts);
  return counts;
}

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Counts } from "../Counts.ts";
import { isoDay } from "../time/days.ts";
import type { AgencyOptions } from "../world/makeWorld.ts";

/** What this folder is and how it is read. Its first line marks a folder that may be written over. */
export const readmeFirstLine = "# A simulated agency";

const unfinished =
  "The files are still being written, or their making was interrupted: run the command again.";

const contents = (counts: Counts): string =>
  `${counts.mails} mails in ${counts.mailCopies} copies, ${counts.tickets} tickets, ${counts.occurrences} meetings, ${counts.timeEntries} time entries, ${counts.invoices} invoices.`;

/** A quarter before the end, at most: later the model would know what it is asked. */
const fitDay = ({ endDay, months }: AgencyOptions): number =>
  endDay - Math.min(91, Math.round((months * 30.44) / 2));

/** `counts` is null while the files are still being written. */
export const writeReadme = (folder: string, options: AgencyOptions, counts: Counts | null): void => {
  const end = isoDay(options.endDay);
  writeFileSync(
    join(folder, "README.md"),
    `${readmeFirstLine}

Nobody in these files exists: they were made by \`rapport simulate --seed ${options.seed} --clients ${options.clients} --members ${options.members} --months ${options.months} --end ${end}\`,
and the same command makes the same bytes. \`truth.json\` says what is in them.

${counts === null ? unfinished : contents(counts)}

    rapport directory import directory/*.csv
    rapport ingest email mail --account simulated
    rapport ingest tickets helpdesk
    rapport ingest meetings calendars --account simulated
    rapport ingest ledger books --account simulated

What leaving is has to be said, and a model fitted, before chances are shown; this one has learnt from what was closed
a quarter before the end:

    rapport setting set churn.definition contracts
    rapport model fit --as-of ${isoDay(fitDay(options))}

An account whose name begins with \`simulated\` marks every page and table; the help desk's does by itself.
`,
  );
};

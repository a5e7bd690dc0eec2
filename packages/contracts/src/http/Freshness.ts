import { z } from "zod";
import { LedgerFigures } from "../LedgerFigures.ts";
import { MeetingFigures } from "../MeetingFigures.ts";
import { SourceFigures } from "../SourceFigures.ts";
import { TicketFigures } from "../TicketFigures.ts";

const Count = z.number().int().nonnegative();

/** How far one source has been read. `lagSeconds`: since its last record, by our clock. */
export const SourceFreshness = z.strictObject({
  connector: z.string(),
  account: z.string(),
  records: Count,
  lastEventAt: z.iso.datetime().nullable(),
  lastRecordedAt: z.iso.datetime(),
  lagSeconds: z.number().nonnegative(),
});

/** `projectorLagRecords`: log records not yet in the warehouse; null when the log cannot be asked. */
export const FreshnessAnswer = z.strictObject({
  now: z.iso.datetime(),
  sources: z.array(SourceFreshness),
  projectorLagRecords: Count.nullable(),
});
export type FreshnessAnswer = z.infer<typeof FreshnessAnswer>;

const source = { connector: z.string(), account: z.string() };

/**
 * What the sources hold, by the functions that `rapport inspect` uses on the files, less what only the files know:
 * rows, entries that tell nothing, numbers of calendars. `total` and `sources` are e-mail's, over everything read
 * and of each source; tickets and the books are given per source, meetings over all calendars, for one meeting
 * stands in several.
 */
export const SourcesAnswer = z.strictObject({
  total: SourceFigures,
  sources: z.array(z.strictObject({ ...source, figures: SourceFigures })),
  tickets: z.array(z.strictObject({ ...source, figures: TicketFigures.omit({ events: true }) })),
  /** Null while no calendar was read. */
  meetings: MeetingFigures.omit({ calendars: true, unknownTimeZones: true }).nullable(),
  ledger: z.array(
    z.strictObject({
      ...source,
      figures: LedgerFigures.pick({ documents: true, totals: true, receivables: true, unreadable: true }),
    }),
  ),
});
export type SourcesAnswer = z.infer<typeof SourcesAnswer>;

/** `ready` with every check passed; else what is missing, for people. */
export const ReadyAnswer = z.strictObject({ status: z.literal("ready"), warehouse: z.literal("ok") });

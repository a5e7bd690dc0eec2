import { z } from "zod";

const Count = z.number().int().nonnegative();
const Hours = z.number().nonnegative().nullable();

/**
 * What help-desk exports hold, in figures; `@rapport/domain/tickets/ticketFigures` is the definition. The same
 * in whatever order the pages of an export are read, and however often.
 */
export const TicketFigures = z.strictObject({
  /** Distinct tickets, deleted ones included. */
  tickets: Count,
  /**
   * Distinct entries of the source that tell of them: a ticket, an audit, a comment, a change, a rating, a row.
   * One entry may be several events of Rapport, or none where it changes nothing that is kept.
   */
  events: Count,
  /** Those of `tickets` that were deleted or are spam. They, and merged ones, are in no figure below. */
  deleted: Count,
  /** Tickets that were solved and then taken up again, and how often in all. */
  reopenedTickets: Count,
  reopenings: Count,
  /** Tickets that went from one holder (person or team) to another. */
  reassignedTickets: Count,
  /** Promises of service that were kept, and those that were not: one per ticket and policy. */
  slaMade: Count,
  slaMissed: Count,
  /** Opening to our first public reply, elapsed, in hours with two decimals; null without any. */
  responseMedianHours: Hours,
  /** Opening to the last resolution of tickets that stand resolved, likewise. */
  openToResolvedMedianHours: Hours,
  /** Parts of files that could not be read. */
  unreadable: Count,
});
export type TicketFigures = z.infer<typeof TicketFigures>;

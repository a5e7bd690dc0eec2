import type { EffortCategory } from "../Contribution.ts";
import type { TicketFact } from "./EffortMonth.ts";
import type { Estimate } from "./Estimate.ts";
import type { TimeEquations } from "./timeEquations.ts";

/**
 * The effort of tickets, given in order of time: handling when it opens, what changing hands and coming back add to it
 * on the day they happen, an escalation, and replies, which take what a mail of their words takes and have its place.
 */
export const estimateTickets = (
  events: ReadonlyArray<TicketFact>,
  equationsAt: (ms: number) => TimeEquations,
): ReadonlyArray<Estimate> =>
  events.map(({ eventId, ms, kind, times, person, repliesOut, words, holders }) => {
    const equations = equationsAt(ms);
    const estimate = (category: EffortCategory, rawSeconds: number, place: "before" | null = null): Estimate => ({
      eventId, ms, category, person, rawSeconds, place, holders,
    }); // prettier-ignore
    switch (kind) {
      case "opened":
        return estimate("ticket", equations.handling(repliesOut));
      case "replied":
        return estimate("ticket", equations.write(words), "before");
      case "reassigned":
        return estimate("ticket_reassigned", equations.reassigned(repliesOut) * times);
      case "reopened":
        return estimate("ticket_reopened", equations.reopened(repliesOut) * times);
      case "escalated":
        return estimate("ticket_escalated", equations.escalated);
    }
  });

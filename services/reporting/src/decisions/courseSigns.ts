import type { CauseSigns } from "@rapport/domain/decisions/ladder/causes";
import type { MaintenanceFigure } from "@rapport/domain/decisions/maintenance/maintenanceIndex";
import type { Answering } from "@rapport/domain/decisions/maintenance/neglect";
import { presentWeeks } from "@rapport/domain/decisions/maintenance/maintenanceIndex";
import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";

/** A rate of twice its peers' is beyond bounds. */
const twice = 2;
/** Complaints and escalations of so many weeks are trouble. */
const troubleWeeks = 13;

/** An unanswered ask stands at the end of two weeks. */
const weeksUnanswered = 2;

/** How we answered a client in the weeks that are the present. */
export const answeringOf = (weeks: ReadonlyArray<ClientWeek>): Omit<Answering, "segment"> => {
  const last = weeks.slice(-presentWeeks);
  const sum = (of: (week: ClientWeek) => number) => last.reduce((all, week) => all + of(week), 0);
  return {
    replies: sum((week) => week.repliesOurs),
    replyLogs: sum((week) => week.replyLogOursMilli) / 1000,
    asks: sum((week) => week.asksIn),
    unanswered: sum((week) => week.asksUnanswered) / weeksUnanswered,
  };
};

/** What speaks for putting something right, and for boundaries. */
export const causeSignsOf = (
  weeks: ReadonlyArray<ClientWeek>,
  maintenance: MaintenanceFigure | undefined,
): CauseSigns => {
  const last = weeks.slice(-troubleWeeks);
  const trouble =
    last.some(({ complaints, ticketsEscalated }) => complaints > 0 || ticketsEscalated > 0) ||
    (last.at(-1)?.openEscalations ?? 0) > 0;
  const ratios = new Map(maintenance?.measures.map(({ measure, ratio }) => [measure, ratio]));
  const beyondBounds = (["afterHours", "unbilled"] as const).some(
    (measure) => (ratios.get(measure) ?? 0) >= twice,
  );
  return { trouble, beyondBounds };
};

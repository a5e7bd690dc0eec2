import type { CauseSigns } from "@rapport/domain/decisions/ladder/causes";
import type { MaintenanceFigure } from "@rapport/domain/decisions/maintenance/maintenanceIndex";
import type { NeglectSigns } from "@rapport/domain/decisions/maintenance/service";
import type { OwnCause } from "@rapport/domain/decisions/maintenance/ownCause";
import { presentWeeks } from "@rapport/domain/decisions/maintenance/maintenanceIndex";
import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";

/** A rate of twice its peers' is beyond bounds. */
const twice = 2;
/** Complaints and escalations of so many weeks are trouble. */
const troubleWeeks = 13;

/** How slow our answers are, and how much of what they ask lies unanswered. */
export const neglectOf = (weeks: ReadonlyArray<ClientWeek>, own: OwnCause): NeglectSigns => {
  const last = weeks.slice(-presentWeeks);
  const replies = last.reduce((sum, week) => sum + week.repliesOurs, 0);
  const logs = last.reduce((sum, week) => sum + week.replyLogOursMilli, 0);
  return { replyLog: replies === 0 ? null : logs / replies, unansweredShare: own.unansweredShare };
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

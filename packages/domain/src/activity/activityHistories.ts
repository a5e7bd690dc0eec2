import type { ClientWeek } from "../risk/ClientWeek.ts";
import type { ActivityHistory } from "./BgBb.ts";

/** What of a week says whether there was an opportunity and whether it was used. */
export type OpportunityWeek = Pick<ClientWeek, "businessDays" | "activeDays">;

/**
 * The history that BG/BB needs, at the end of each of a client's weeks: null before its first contact. A week without a
 * business day (holidays, agreed breaks) is no opportunity, unless they made contact all the same. Weeks in order.
 */
export const activityHistories = (
  weeks: ReadonlyArray<OpportunityWeek>,
): ReadonlyArray<ActivityHistory | null> => {
  let history: ActivityHistory | null = null;
  return weeks.map(({ businessDays, activeDays }) => {
    const active = activeDays > 0;
    if (!active && (history === null || businessDays === 0)) return history;
    if (history === null) {
      history = { active: 0, lastActive: 0, opportunities: 0 };
      return history;
    }
    const opportunities: number = history.opportunities + 1;
    history = {
      active: history.active + (active ? 1 : 0),
      lastActive: active ? opportunities : history.lastActive,
      opportunities,
    };
    return history;
  });
};

/** The history at the end of the last of a client's weeks; null when it never made contact. */
export const activityHistory = (weeks: ReadonlyArray<OpportunityWeek>): ActivityHistory | null =>
  activityHistories(weeks).at(-1) ?? null;

import type { Draws } from "./Draws.ts";
import type { Mood, Nature, TenantNature } from "./World.ts";

/** A client on its way through the weeks: what the next week depends on beside its mood. */
export interface Course {
  readonly nature: Nature;
  readonly tenant: TenantNature;
  readonly draws: Draws;
  mood: Mood;
  fault: boolean;
  /** Weeks (index) of notice and of the last day; null: none yet. */
  noticeWeek: number | null;
  endWeek: number | null;
  cause: "client_left" | "ended_by_us" | "project_complete" | "merged_or_insolvent" | null;
  /** Messages of each of their people in the last 34 weeks, newest first; the first is the champion. */
  readonly written: Array<ReadonlyArray<number>>;
  championHere: boolean;
  /** Open tickets: the week each was opened in, and whether it was escalated. */
  tickets: Array<{ readonly opened: number; readonly escalated: boolean }>;
  /** Requests of theirs nobody has answered yet. */
  unanswered: number;
  /** Invoices that are not paid: due week, payment week, amount. */
  invoices: Array<{ readonly due: number; readonly paid: number; readonly minor: number }>;
  feeWeekMinor: number;
  /** Heat of the ticket queue: each ticket brings others (self-exciting). */
  heat: number;
}

/** What is the same for all clients in a week. */
export interface WeekAt {
  readonly week: number;
  readonly weekOfYear: number;
  readonly monday: string;
  readonly businessDays: number;
  /** A source says nothing of anybody. */
  readonly silent: boolean;
}

/** How much of its usual business a client brings in this week: season, notice given, few days, and its mood where that shows. */
export const liveliness = (course: Course, at: WeekAt): number => {
  const { nature, mood, noticeWeek } = course;
  const { season } = nature;
  const inSeason = season === null ? false : (at.weekOfYear - season.from + 52) % 52 < season.weeks;
  const quiet = { quiet: [1.05, 1, 0.72, 0.34], loud: [1, 1, 1.02, 0.8], faint: [1, 1, 0.92, 0.72] } as const;
  return (
    quiet[nature.symptom][mood] *
    (inSeason ? 0.04 : 1) *
    (noticeWeek === null ? 1 : 0.6) *
    (at.businessDays / 5)
  );
};

import type { ClientCourse, ClientWeek } from "../risk/ClientWeek.ts";
import type { SaidSince } from "./KnownRisk.ts";

/** Figures of a week that depend on settings of effort, and on the reporting currency. */
const effortFigures = ["costMinor", "effortSeconds", "reworkSeconds", "unbilledSeconds"] as const;
const amountFigures = [
  "revenueMinor",
  "costMinor",
  "cashMinor",
  "overdueMinor",
  "openMinor",
  "feeMonthMinor",
] as const;
type SettledFigure = (typeof effortFigures)[number] | (typeof amountFigures)[number];

/**
 * The weeks as they are known now, with the figures that settings said since have changed as they were known then: what
 * parts late data from settings. Weeks that nobody knew of then are as they are known now.
 */
export const withFiguresOf = (now: ClientCourse, then: ClientCourse, since: SaidSince): ClientCourse => {
  const names: ReadonlyArray<SettledFigure> = [
    ...(since.effort ? effortFigures : []),
    ...(since.amounts ? amountFigures : []),
  ];
  if (names.length === 0) return now;
  const known = new Map(then.weeks.map((week) => [week.week, week]));
  const weeks = now.weeks.map((week): ClientWeek => {
    const was = known.get(week.week);
    if (was === undefined) return week;
    return { ...week, ...Object.fromEntries(names.map((name) => [name, was[name]])) };
  });
  return { ...now, weeks };
};

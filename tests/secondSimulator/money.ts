import type { ClientWeek } from "@rapport/domain/risk/ClientWeek";
import type { Course, WeekAt } from "./Course.ts";
import { toDeadline } from "./hazards.ts";

type Money = Pick<
  ClientWeek,
  | "revenueMinor" | "costMinor" | "cashMinor" | "effortSeconds" | "loggedSeconds" | "reworkSeconds"
  | "unbilledSeconds" | "invoicesIssued" | "invoicesSettled" | "invoicesLate" | "overdueMinor" | "openMinor" | "disputes"
>; // prettier-ignore
type Contract = Pick<
  ClientWeek,
  "underContract" | "feeMonthMinor" | "feeRaised" | "noticeDeadlineDays" | "ownerChanged"
>;

/** Of the hours a week takes beside the plain ones where our work goes wrong: all of them rework. */
export const faultHours = 0.9;
const latenessByMood = [0.75, 1, 1.5, 2] as const;
const roomWeeks = 4;

/** Every fourth week an invoice; each is due four weeks later and paid before that, or late. */
const invoice = (course: Course, at: WeekAt, issues: boolean) => {
  const { nature, draws, mood } = course;
  if (issues) {
    const late = draws.chance(Math.min(0.95, nature.lateness * latenessByMood[mood]));
    const due = at.week + roomWeeks;
    const paid = late ? due + 1 + Math.floor(draws.gamma(1.5, 1.6)) : at.week + draws.int(1, roomWeeks);
    course.invoices.push({ due, paid, minor: 4 * course.feeWeekMinor });
  }
  let [settled, lateNow, cashMinor] = [0, 0, 0];
  for (const { due, paid, minor } of course.invoices) {
    if (paid <= due && paid === at.week) settled++;
    else if (paid > due && due === at.week) {
      settled++;
      lateNow++;
    }
    if (paid === at.week) cashMinor += minor;
  }
  course.invoices = course.invoices.filter((one) => one.paid > at.week);
  const sum = (list: ReadonlyArray<{ readonly minor: number }>) => list.reduce((all, one) => all + one.minor, 0);
  return {
    invoicesIssued: issues ? 1 : 0,
    invoicesSettled: settled,
    invoicesLate: lateNow,
    cashMinor,
    overdueMinor: sum(course.invoices.filter((one) => one.due <= at.week)),
    openMinor: sum(course.invoices),
    disputes: issues && draws.chance(0.01 + 0.02 * mood) ? 1 : 0,
  };
}; // prettier-ignore

/** Revenue by the week, effort as it truly was with noise, what of it was rework, and invoices. */
export const earn = (course: Course, at: WeekAt): Money => {
  const { nature, draws, fault } = course;
  const noise = draws.gamma(6, 1 / 6);
  const rework = fault ? nature.hours * faultHours * draws.gamma(5, 1 / 5) : nature.hours * 0.04 * noise;
  const effortSeconds = Math.round(3600 * (nature.hours * noise + rework));
  return {
    revenueMinor: course.feeWeekMinor,
    costMinor: Math.round((effortSeconds / 3600) * nature.hourMinor),
    effortSeconds,
    loggedSeconds: Math.round(effortSeconds * 0.85),
    reworkSeconds: Math.round(3600 * rework),
    unbilledSeconds: Math.round(effortSeconds * 0.12),
    ...invoice(course, at, at.week % 4 === 0),
  };
};

/** The contract as it is known at the week's end. A fee is raised now and then at its renewal. */
export const contractOf = (course: Course, at: WeekAt, ownerChanged: boolean): Contract => {
  const { nature, draws, noticeWeek } = course;
  const until = toDeadline(nature, at.weekOfYear);
  const raised = until === 13 && noticeWeek === null && draws.chance(0.2);
  if (raised) course.feeWeekMinor = Math.round(course.feeWeekMinor * 1.06);
  return {
    underContract: true,
    feeMonthMinor: Math.round((course.feeWeekMinor * 52) / 12),
    feeRaised: raised,
    noticeDeadlineDays: until === null || noticeWeek !== null ? null : until * 7 + 6,
    ownerChanged: ownerChanged ? 1 : 0,
  };
};

import { dayOf, dayNumber } from "@rapport/domain/economics/money/days";
import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import { simulateTenant, type Tenant } from "../../secondSimulator/simulateTenant.ts";
import { simulateCourses, type SimulatedCourse } from "../agencyCourses/simulateCourses.ts";

/**
 * How many firms the proofs of risk are made on. As they are run with the others a sample of them; RAPPORT_RISK_TENANTS=120
 * is what docs/risk.md tells of, and holds the goals themselves instead of what a sample of them allows.
 */
export const tenantCount = Number(process.env["RAPPORT_RISK_TENANTS"] ?? 24);
export const isFull = tenantCount >= 100;

export const weeksOfTenant = 156;
/** Clients of a firm of the second simulator, by default. */
export const clientsOfTenant = 80;
const horizon = 13;

/** The end of the last week after which a horizon is still lived through. */
export const lastOrigin = ({ calendar }: Tenant): string =>
  dayOf(dayNumber(calendar[calendar.length - 1 - horizon]!.monday) + 6);

export const tenantOf = (seed: number, clients = clientsOfTenant): Tenant =>
  simulateTenant({ seed, clients, weeks: weeksOfTenant });

/** 2026-10-31, the last day of the agencies that the product shows. */
const agencyEndDay = dayNumber("2026-10-31");

/** An agency of the first simulator, as the product shows it. */
export const agencyOf = (seed: number): ReadonlyArray<SimulatedCourse> =>
  simulateCourses({ seed, clients: 80, members: 24, months: 30, endDay: agencyEndDay });

/** Its clients that live by its equations alone: nothing is planted on them. */
export const unplanted = (agency: ReadonlyArray<SimulatedCourse>): ReadonlyArray<ClientCourse> =>
  agency.filter(({ plants }) => plants.length === 0).map(({ course }) => course);

/** The end of the last week of courses, and the last one after which a horizon is lived through. */
export const lastSundayOf = (courses: ReadonlyArray<ClientCourse>): string =>
  courses.reduce((last, { weeks }) => {
    const monday = weeks.at(-1)?.week;
    return monday === undefined ? last : [last, dayOf(dayNumber(monday) + 6)].toSorted()[1]!;
  }, "");
export const originBefore = (lastSunday: string): string => dayOf(dayNumber(lastSunday) - 7 * horizon);

/** What of `n` cases a goal of `share` allows by chance, one time in a hundred. */
export const allowed = (share: number, n: number): number =>
  isFull ? share : share - 2.33 * Math.sqrt((share * (1 - share)) / n);

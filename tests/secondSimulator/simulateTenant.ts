import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import type { WeekAt } from "./Course.ts";
import { makeDraws } from "./Draws.ts";
import { ahead } from "./hazards.ts";
import { type LivedClient, liveClient } from "./liveClient.ts";
import { drawNature, drawTenant, type TenantKnobs } from "./natures.ts";
import type { TenantNature } from "./World.ts";

export interface TenantOptions extends TenantKnobs {
  readonly seed: number;
  /** Seed of its clients where they are to be others of the same firm; else that of the firm. */
  readonly clientSeed?: number;
  readonly clients: number;
  readonly weeks: number;
}

/** A firm of the second simulator, lived through. */
export interface Tenant {
  readonly nature: TenantNature;
  readonly calendar: ReadonlyArray<WeekAt>;
  readonly lived: ReadonlyArray<LivedClient>;
  readonly courses: ReadonlyArray<ClientCourse>;
  readonly options: TenantOptions;
}

const dayMs = 86_400_000;
const firstMonday = Date.parse("2021-01-04");

/** The week of the year by its number, 0 to 51: years of 52 weeks, so that seasons and deadlines stay where they are. */
export const weekOfYear = (week: number): number => week % 52;

const calendarOf = ({ weeks, outage }: TenantOptions): ReadonlyArray<WeekAt> =>
  Array.from({ length: weeks }, (_, week) => ({
    week,
    weekOfYear: weekOfYear(week),
    monday: new Date(firstMonday + week * 7 * dayMs).toISOString().slice(0, 10),
    businessDays: weekOfYear(week) === 51 ? 2 : weekOfYear(week) === 0 ? 4 : 5,
    silent: outage != null && week >= outage.from && week <= outage.to,
  }));

/** The same options give the same lives. */
export const simulateTenant = (options: TenantOptions): Tenant => {
  const nature = drawTenant(options.seed, makeDraws(options.seed), options);
  const calendar = calendarOf(options);
  const lived = Array.from({ length: options.clients }, (_, index) => {
    // Each client has chance of its own: what becomes of one shifts nobody else.
    const draws = makeDraws(Math.imul(options.clientSeed ?? options.seed, 7919) + 104_729 * (index + 1));
    return liveClient(nature, drawNature(draws, index, options.weeks), draws, calendar);
  });
  return { nature, calendar, lived, courses: lived.map((one) => one.course), options };
};

/** The true chance of notice within `horizon` weeks after week `at` of a client's own weeks, given where it really stands. */
export const trueChance = (tenant: Tenant, one: LivedClient, at: number, horizon = 13): number => {
  let chance = 0;
  const steps = ahead(tenant.nature, one.nature, one.standings[at]!, {
    weekOfYear,
    of: tenant.calendar.length,
  });
  for (let i = 0; i < horizon; i++) chance += (steps.next().value as { readonly notice: number }).notice;
  return chance;
};

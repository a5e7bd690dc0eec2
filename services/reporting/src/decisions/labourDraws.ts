import type { ClientMonthSums, MonthMultipliers } from "./decisionQueries.ts";

const million = 1_000_000;

/** How many draws the months have; 0 before any effort was derived. */
export const drawsOf = (multipliers: ReadonlyArray<MonthMultipliers>): number =>
  Math.max(0, ...multipliers.map(({ time_micro }) => time_micro.length));

/**
 * The labour of some months of one client in each draw, minor units: each kind times its multiplier, all months
 * together rounded towards 0 once, as the views have it. A month without draws is what it is.
 */
export const labourDraws = (
  months: ReadonlyArray<ClientMonthSums>,
  multipliers: ReadonlyMap<string, MonthMultipliers>,
  count: number,
): Float64Array => {
  const micro = new Float64Array(count);
  for (const month of months) {
    const of = multipliers.get(month.first);
    for (let i = 0; i < count; i++)
      micro[i]! +=
        of === undefined
          ? month.labour_minor * million
          : month.mail_minor * of.mail_micro[i]! +
            month.meeting_minor * of.meeting_micro[i]! +
            month.ticket_minor * of.ticket_micro[i]! +
            month.logged_minor * of.time_micro[i]!;
  }
  return micro.map((labour) => Math.trunc(labour / million));
};

/** The same as multiples of the labour itself; 1 where there is none. */
export const labourFactors = (draws: Float64Array, labourMinor: number): Float64Array =>
  draws.map((labour) => (labourMinor === 0 ? 1 : labour / labourMinor));

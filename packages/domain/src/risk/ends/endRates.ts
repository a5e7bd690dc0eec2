import { betaQuantile } from "../../statistics/betaQuantile.ts";
import type { ClientCourse, ClientEnd } from "../ClientWeek.ts";
import { closedOrigins, originEvery } from "../model/labelledRows.ts";
import { horizonWeeks } from "../model/prior.ts";

export const endCauses = [
  "client_left",
  "ended_by_us",
  "project_complete",
  "merged_or_insolvent",
] as const satisfies ReadonlyArray<ClientEnd["cause"]>;

/** How often relationships end for one cause, the others censoring: a cause-specific hazard (design 04 §2.2). */
export interface EndRate {
  readonly cause: ClientEnd["cause"];
  /** Client-periods of the horizon at risk, overlaps taken out. */
  readonly periods: number;
  readonly ended: number;
  /** Chance within the horizon, 0 to 1, and its 80 % interval by Jeffreys' prior. */
  readonly rate: number;
  readonly low: number;
  readonly high: number;
}

/** By cause, of what had happened by the end of `asOf`; clients who never reached an origin are in none. */
export const endRates = (courses: ReadonlyArray<ClientCourse>, asOf: string): ReadonlyArray<EndRate> =>
  endCauses.map((cause) => {
    let [origins, ended] = [0, 0];
    for (const course of courses) {
      const closed = closedOrigins(course, asOf, cause);
      origins += closed.length;
      if (closed.some(({ happened }) => happened)) ended += 1;
    }
    const periods = Math.max(ended, (origins * originEvery) / horizonWeeks);
    const [a, b] = [ended + 0.5, periods - ended + 0.5];
    return {
      cause,
      periods,
      ended,
      rate: a / (a + b),
      low: betaQuantile(0.1, a, b),
      high: betaQuantile(0.9, a, b),
    };
  });

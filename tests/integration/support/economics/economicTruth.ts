import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CapacityMonth, EconomicMonth } from "@rapport/simulator/truth/MonthFigures";

/** What a simulated agency is known to come to, as far as the economics ask. */
export interface EconomicTruth {
  readonly planted: ReadonlyArray<{ readonly name: string; readonly client?: string }>;
  readonly clients: ReadonlyArray<{ readonly client: string; readonly plants: ReadonlyArray<string> }>;
  readonly economicMonths: ReadonlyArray<{ readonly party: string; readonly month: string } & EconomicMonth>;
  readonly capacityMonths: ReadonlyArray<{ readonly month: string } & CapacityMonth>;
}

export const readEconomicTruth = (agency: string): EconomicTruth =>
  JSON.parse(readFileSync(join(agency, "truth.json"), "utf8")) as EconomicTruth;

/** The client that a case was planted on. */
export const plantedOn = (truth: EconomicTruth, name: string): string =>
  truth.planted.find((one) => one.name === name)!.client!;

type Figures = Readonly<Record<string, number>>;

/** One line per key with all figures that are not 0, sorted; keys without any are left out. */
export const linesOf = (rows: Iterable<readonly [key: string, figures: Figures]>): ReadonlyArray<string> =>
  [...rows]
    .flatMap(([key, figures]) => {
      const said = Object.entries(figures).filter(([, value]) => value !== 0);
      return said.length === 0
        ? []
        : [`${key}: ${said.map(([name, value]) => `${name}=${value}`).join(" ")}`];
    })
    .toSorted();

/** What was measured of each party and month: everything in the truth but true minutes. */
export const measuredLines = (truth: EconomicTruth): ReadonlyArray<string> =>
  linesOf(
    truth.economicMonths.map((row) => {
      const { party, month, loggedSeconds, loggedCostMinor, expenseMinor, cashMinor, lateMinor } = row;
      return [
        `${party} ${month}`,
        {
          loggedSeconds,
          loggedCostMinor,
          recognisedMinor: row.recognisedRevenueMinor,
          creditMinor: row.creditMinor,
          expenseMinor,
          cashMinor,
          lateMinor,
          contributionMinor: row.contributionMinor,
        },
      ] as const;
    }),
  );

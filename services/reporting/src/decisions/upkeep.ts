import {
  isHighMaintenance,
  type QuarterOdds,
  quarterOdds,
} from "@rapport/domain/decisions/maintenance/highMaintenance";
import {
  type MaintenanceFigure,
  maintenanceIndex,
} from "@rapport/domain/decisions/maintenance/maintenanceIndex";
import { type Neglect, neglectOf } from "@rapport/domain/decisions/maintenance/neglect";
import { type OwnCause, ownCause } from "@rapport/domain/decisions/maintenance/ownCause";
import type { Served } from "@rapport/domain/decisions/maintenance/Served";
import { type ServiceFigure, serviceLevels } from "@rapport/domain/decisions/maintenance/service";
import { settingNumber } from "@rapport/domain/economics/settings/resolveSettings";
import { answeringOf } from "./courseSigns.ts";
import { labourDraws } from "./labourDraws.ts";
import { sumsOf } from "./readMoney.ts";
import type { Portfolio } from "./readPortfolio.ts";
import { type Days, wholeMonthsTo, wholeQuarterTo } from "./spans.ts";

/** How much there is to maintain in one client, and whose doing it is. */
export interface Upkeep {
  readonly figure: MaintenanceFigure;
  readonly service: ServiceFigure;
  readonly neglect: Neglect;
  /** The last two whole quarters of which it has money, the latest first. */
  readonly quarters: ReadonlyArray<{ readonly days: Days; readonly odds: QuarterOdds }>;
  readonly highMaintenance: boolean;
  readonly own: OwnCause;
  /** Our own rework and latency explain so much that only repair is admissible. */
  readonly ours: boolean;
}

/** The money of clients over some days, in the portfolio's order. */
const servedOver = (
  { parties, money, cards }: Portfolio,
  { from, last }: Days,
): ReadonlyArray<Served & { readonly active: boolean; readonly correspondenceSeconds: number }> =>
  parties.map((party) => {
    const months = (money.months.get(party) ?? []).filter(({ first }) => first >= from && first <= last);
    const sums = sumsOf(months);
    return {
      party,
      segment: cards.get(party)?.segment ?? "",
      ...sums,
      active: months.length > 0,
      labourDraws: labourDraws(months, money.multipliers, money.draws),
    };
  });

/** Of every client that has not ended, in the portfolio's order. */
export const upkeepOf = (portfolio: Portfolio): ReadonlyArray<Upkeep> => {
  const { parties, courses, cards, settled, asOf } = portfolio;
  const { settings, hurdle, marginTarget } = settled;
  const halfYear = servedOver(portfolio, wholeMonthsTo(asOf.day, 6));
  const weeksOf = (party: string) => courses.get(party)?.weeks ?? [];
  const figures = maintenanceIndex(
    parties.map((party) => ({ party, segment: cards.get(party)?.segment ?? "", weeks: weeksOf(party) })),
  );
  const own = parties.map((party, n) => ownCause(weeksOf(party), halfYear[n]!.correspondenceSeconds));
  const neglect = neglectOf(
    parties.map((party) => ({ segment: cards.get(party)?.segment ?? "", ...answeringOf(weeksOf(party)) })),
    settingNumber(settings, "service.slow"),
  );
  const services = serviceLevels(
    halfYear.map((served, n) => ({ ...served, neglected: neglect[n]!.neglected })),
    {
      marginTarget,
      over: settingNumber(settings, "service.over"),
      under: settingNumber(settings, "service.under"),
    },
  );
  const quarters = [0, 1].map((back) => {
    const days = wholeQuarterTo(asOf.day, back);
    const served = servedOver(portfolio, days).filter(({ active }) => active);
    return { days, odds: new Map(quarterOdds(served, hurdle).map((odds) => [odds.party, odds] as const)) };
  });
  const sure = {
    ratio: settingNumber(settings, "maintenance.effort_ratio"),
    contribution: settingNumber(settings, "maintenance.contribution"),
  };
  return parties.map((party, n) => {
    const [last, before] = quarters.map(({ odds }) => odds.get(party));
    return {
      figure: figures[n]!,
      service: services[n]!,
      neglect: neglect[n]!,
      quarters: quarters.flatMap(({ days, odds }) => {
        const of = odds.get(party);
        return of === undefined ? [] : [{ days, odds: of }];
      }),
      highMaintenance: isHighMaintenance([last, before], sure),
      own: own[n]!,
      ours: own[n]!.share > settingNumber(settings, "maintenance.own_cause"),
    };
  });
};

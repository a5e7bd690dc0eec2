import type { AlertCourse } from "@rapport/domain/decisions/alerts/Alert";
import { seasonalQuiet } from "@rapport/domain/risk/features/seasonalQuiet";
import type { Words } from "@rapport/domain/decisions/words/Words";
import type { OwnershipRow, ScoredWeek, WeekSeries } from "../words/scoreQueries.ts";
import { ownerOn } from "./ownerOn.ts";

/** A week that nothing was scored in says nothing. */
const unscored = { shown: "activity", band: "usual", chanceMicro: 0 } as const;

/** Clients' weeks with their scores, who looks after them, and their snoozes: what alerts come of. */
export const alertCourses = (
  weeks: ReadonlyArray<WeekSeries>,
  scores: ReadonlyArray<{ readonly party: string; readonly weeks: ReadonlyArray<ScoredWeek> }>,
  words: Words,
  owners: ReadonlyArray<OwnershipRow>,
): ReadonlyArray<AlertCourse> => {
  const scored = new Map(
    scores.map((series) => [series.party, new Map(series.weeks.map((one) => [one.week, one]))] as const),
  );
  const owned = Map.groupBy(owners, ({ client }) => client);
  return weeks.map((series) => {
    const own = scored.get(series.party);
    const seasons = seasonalQuiet(series.weeks);
    return {
      party: series.party,
      weeks: series.weeks.map(({ week, revenueMinor, costMinor }, i) => {
        const { shown, band, chanceMicro } = own?.get(week) ?? unscored;
        return { week, shown, band, chanceMicro, revenueMinor, costMinor, season: seasons[i] === true };
      }),
      ownerOn: ownerOn(owned.get(series.party) ?? []),
      snoozes: words.clients.get(series.party)?.snoozes ?? [],
    };
  });
};

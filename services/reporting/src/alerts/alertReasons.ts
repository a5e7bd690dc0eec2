import type { AlertRow } from "@rapport/contracts/http/alerts/Alerts";
import type { Alert } from "@rapport/domain/decisions/alerts/Alert";
import { reasonsOf } from "@rapport/domain/risk/explain/reasonsOf";
import { featuresOf } from "@rapport/domain/risk/features/featuresOf";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { Warehouse } from "../read/Warehouse.ts";
import type { DirectoryWords } from "../risk/directoryWords.ts";
import { modelOn } from "../risk/modelRows.ts";
import { readCoursesOf } from "../risk/readFeatures.ts";
import { readReasonEvents } from "../risk/reasonEvents.ts";
import { scoresOfClients, scoresOfWeek } from "../risk/riskQueries.ts";
import { evidenceFrom, riskReason } from "../risk/riskRows.ts";
import { sundayOf, weeksLater } from "../risk/riskWeek.ts";
import { scoreOfRow } from "../risk/scoreOfRow.ts";
import { isTold } from "../risk/shownText.ts";

type Reasons = AlertRow["reasons"];

/** Events told with each reason. */
const most = 5;

/** What a week's alerts have for reasons: what raised the odds of their clients most, at the end of that week. */
const ofWeek = (
  warehouse: Warehouse,
  week: string,
  alerts: ReadonlyArray<Alert>,
  of: {
    readonly words: DirectoryWords;
    readonly courses: ReadonlyMap<string, Effect.Success<ReturnType<typeof readCoursesOf>>[number]>;
    readonly events: boolean;
  },
): Effect.Effect<ReadonlyMap<string, Reasons>, WarehouseError> =>
  Effect.gen(function* () {
    const parties = [...new Set(alerts.map(({ party }) => party))];
    const span = { parties, from: weeksLater(week, -52), to: weeksLater(week, -1) };
    const [scored, pasts] = yield* Effect.all(
      [warehouse.query(scoresOfWeek, { week }), warehouse.query(scoresOfClients, span)],
      { concurrency: 2 },
    );
    const scores = scored.map(scoreOfRow).filter(({ shown }) => isTold(shown));
    const pastOf = Map.groupBy(pasts.map(scoreOfRow), ({ party }) => party);
    const { activity } = modelOn(of.words.models, week).model;
    const told = alerts.flatMap((alert) => {
      const score = scores.find(({ party }) => party === alert.party);
      if (score === undefined || alert.cause === "money_without_risk") return [];
      const past = pastOf.get(alert.party) ?? [];
      const peers = scores.filter(({ party }) => party !== alert.party);
      const course = of.courses.get(alert.party);
      const at = course?.weeks.findIndex((one) => one.week === week) ?? -1;
      const values = course === undefined || at < 0 ? null : featuresOf(course, activity, [at])[0]!.values;
      const row = { score, past, peers, values, card: undefined, rank: null, ranges: [] };
      return reasonsOf(score, past, peers).up.map((reason) => ({
        alert,
        reason,
        ...riskReason(reason, row),
      }));
    });
    const eventsOf = of.events
      ? yield* readReasonEvents(
          warehouse,
          told.map(({ alert, reason }) => ({
            party: alert.party,
            group: reason.group,
            from: evidenceFrom(reason, week),
            to: sundayOf(week),
          })),
          most,
        )
      : () => [];
    return new Map(
      [...Map.groupBy(told, ({ alert }) => alert.id)].map(([id, reasons]) => [
        id,
        reasons.map(({ alert, reason, text, times, timesPeers }) => ({
          text,
          times: timesPeers ?? times,
          eventIds: eventsOf({ party: alert.party, group: reason.group }).map(({ event_id }) => event_id),
        })),
      ]),
    );
  });

/** The reasons of each alert, by its id; without events where they are not wanted. `day` is the as-of day. */
export const readAlertReasons = (
  warehouse: Warehouse,
  alerts: ReadonlyArray<Alert>,
  words: DirectoryWords,
  day: string,
  events: boolean,
): Effect.Effect<ReadonlyMap<string, Reasons>, WarehouseError> =>
  Effect.gen(function* () {
    if (alerts.length === 0) return new Map();
    const courses = new Map((yield* readCoursesOf(warehouse, day)).map((one) => [one.party, one] as const));
    const byWeek = [...Map.groupBy(alerts, ({ week }) => week)];
    const found = yield* Effect.forEach(
      byWeek,
      ([week, of]) => ofWeek(warehouse, week, of, { words, courses, events }),
      { concurrency: 2 },
    );
    return new Map(found.flatMap((one) => [...one]));
  });

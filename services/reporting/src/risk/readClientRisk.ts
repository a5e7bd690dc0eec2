import type { ClientRiskAnswer, RiskReason, RiskTerm } from "@rapport/contracts/http/risk/Risk";
import type { ClientScore } from "@rapport/domain/risk/ClientScore";
import type { Reason } from "@rapport/domain/risk/explain/reasonsOf";
import { featureDefinitions, type FeatureName } from "@rapport/domain/risk/features/featureDefinitions";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { resolveParty } from "../read/readClient.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { UnknownClient } from "../ReportErrors.ts";
import { explainRows, readWeekOfScores, wantedOf } from "./readRisk.ts";
import { readReasonEvents, withSources } from "./reasonEvents.ts";
import { readRiskGround } from "./riskHead.ts";
import { isTold } from "./shownText.ts";

/** Events told with each reason of one client. */
const eventsOfClient = 20;

const termsOf = (score: ClientScore): ReadonlyArray<RiskTerm> =>
  score.contributions.map(({ term, logOdds }) => {
    const { group, means } = featureDefinitions[term as FeatureName];
    return { term, group, means, logOdds };
  });

const pastOf = (score: ClientScore): ClientRiskAnswer["weeks"][number] => {
  const told = isTold(score.shown) && score.shown !== "rank";
  return {
    week: score.week,
    shown: score.shown,
    band: told ? score.band : null,
    chancePercent: score.shown === "percent" ? Math.round(score.chanceMicro / 100) / 100 : null,
    model: score.model,
  };
};

/** One client's score of the last whole week, what it adds up from, and the events behind its reasons. */
export const readClientRisk = (warehouse: Warehouse) =>
  Effect.fn("Reports.clientRisk")(function* (
    id: string,
    day?: string,
  ): Effect.fn.Return<ClientRiskAnswer, WarehouseError | UnknownClient> {
    const asOf = yield* resolveAsOf(day);
    const { party } = yield* resolveParty(warehouse, id);
    const ground = yield* readRiskGround(warehouse, asOf);
    const { week } = ground.head;
    if (week === null) return yield* new UnknownClient({ id });
    const scores = yield* readWeekOfScores(warehouse, week, asOf.day);
    const place = scores.ranked.find(({ score }) => score.party === party);
    if (place === undefined) return yield* new UnknownClient({ id });
    const [explained] = yield* explainRows(warehouse, ground, week, scores, [party]);
    const { row, reasons, past } = explained!;
    const eventsOf = yield* readReasonEvents(warehouse, wantedOf(explained!), eventsOfClient);
    const all = [...reasons.up, ...reasons.down].flatMap(({ group }) =>
      eventsOf({ party, group }).map((found) => ({ group, row: found })),
    );
    const events = yield* withSources(warehouse, all);
    const withEvents = (groups: ReadonlyArray<Reason>, told: ReadonlyArray<RiskReason>) =>
      told.map((reason, n) => {
        const found = eventsOf({ party, group: groups[n]!.group });
        return {
          ...reason,
          eventIds: found.slice(0, 5).map(({ event_id }) => event_id),
          events: found.flatMap(({ event_id }) => events.get(`${reason.group}\n${event_id}`) ?? []),
        };
      });
    const { score } = place;
    const told = isTold(score.shown);
    return {
      ...ground.head,
      client: {
        ...row,
        reasonsUp: withEvents(reasons.up, row.reasonsUp),
        reasonsDown: withEvents(reasons.down, row.reasonsDown),
      },
      logOdds: told ? score.logOdds : null,
      base: told ? score.base : null,
      terms: told ? [...termsOf(score)] : [],
      weeks: [...past, score].map(pastOf),
    };
  });

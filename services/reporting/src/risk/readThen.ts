import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import type { ClientScore } from "@rapport/domain/risk/ClientScore";
import type { KnownWarehouses } from "@rapport/runtime/known/KnownWarehouses";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { type AsOf, ReadKnownAt, resolveAsOf } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { readCoursesOf } from "./readFeatures.ts";
import { type RiskGround, readRiskGround } from "./riskHead.ts";
import { scoresOfClients, scoresOfWeek } from "./riskQueries.ts";
import { sundayOf, weeksLater } from "./riskWeek.ts";
import { scoreOfRow } from "./scoreOfRow.ts";

/** Everything about the risk of all clients at the end of one week, as one database knows it. */
export interface RiskThen {
  readonly ground: RiskGround;
  /** Monday; null where nothing is scored. */
  readonly week: string | null;
  /** By client. Where a source was silent, the last score before that, with its own week. */
  readonly scores: ReadonlyMap<string, ClientScore>;
  /** By client, the course that the week belongs to. */
  readonly courses: ReadonlyMap<string, ClientCourse>;
}

/** Weeks back in which the last score before an outage is looked for. */
const outageWeeks = 52;

/** What is shown of a stale score is an earlier one: that is what can be taken apart. */
const unfrozen = (
  warehouse: Warehouse,
  scores: ReadonlyArray<ClientScore>,
  week: string,
): Effect.Effect<ReadonlyArray<ClientScore>, WarehouseError> =>
  Effect.gen(function* () {
    const stale = scores.filter(({ shown }) => shown === "stale").map(({ party }) => party);
    if (stale.length === 0) return scores;
    const from = weeksLater(week, -outageWeeks);
    const rows = yield* warehouse.query(scoresOfClients, { parties: stale, from, to: week });
    const before = new Map(
      rows
        .map(scoreOfRow)
        .flatMap((score) => (score.shown === "stale" ? [] : [[score.party, score] as const])),
    );
    return scores.map((score) =>
      score.shown === "stale" ? { ...(before.get(score.party) ?? score), shown: "stale" as const } : score,
    );
  });

export const readRiskThen = (warehouse: Warehouse, asOf: AsOf): Effect.Effect<RiskThen, WarehouseError> =>
  Effect.gen(function* () {
    const ground = yield* readRiskGround(warehouse, asOf);
    const { week } = ground.head;
    if (week === null) return { ground, week, scores: new Map(), courses: new Map() };
    const [rows, courses] = yield* Effect.all(
      [warehouse.query(scoresOfWeek, { week }), readCoursesOf(warehouse, sundayOf(week))],
      { concurrency: 2 },
    );
    const scores = yield* unfrozen(warehouse, rows.map(scoreOfRow), week);
    return {
      ground,
      week,
      scores: new Map(scores.map((score) => [score.party, score])),
      courses: new Map(
        courses.flatMap((course) =>
          course.weeks.at(-1)?.week === week ? [[course.party, course] as const] : [],
        ),
      ),
    };
  });

/**
 * The same at the end of an earlier day, as it was known then; null where nothing had been recorded by then, or there is no
 * log to tell it.
 */
export const readKnownThen = (known: typeof KnownWarehouses.Service, since: string) =>
  Effect.scoped(
    Effect.gen(function* () {
      const { reader, moment } = yield* known.at(since);
      const then = yield* Effect.provideService(
        Effect.flatMap(resolveAsOf(since), (asOf) => readRiskThen(reader, asOf)),
        ReadKnownAt,
        moment,
      );
      return then.week === null ? null : { ...then, moment };
    }),
  ).pipe(Effect.catchTag("KnownAtUnseen", () => Effect.succeed(null)));

import type { PlaysAnswer } from "@rapport/contracts/http/words/Plays";
import { measurePlay } from "@rapport/domain/decisions/plays/measurePlay";
import type { PlayCourse, StartedPlay } from "@rapport/domain/decisions/plays/PlayCourse";
import { poolPlays } from "@rapport/domain/decisions/plays/poolPlays";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import { resolveAsOf } from "../AsOf.ts";
import { readWordsOn } from "../decisions/readWordsOn.ts";
import { readFirmConfigured } from "../read/firm.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { isTold } from "../risk/shownText.ts";
import { actionEffects, playEffects } from "./playFigures.ts";
import { clientNames, type ScoredWeek, scoreSeries, weekSeries, type WeekSeries } from "./scoreQueries.ts";

/** Weeks with the scores that are told, up to a client's notice: behind it there is nothing to compare. */
const playCourse = ({ party, weeks }: WeekSeries, scores: ReadonlyArray<ScoredWeek>): PlayCourse => {
  const scored = new Map(scores.map((score) => [score.week, score]));
  const ended = scores.find(({ shown }) => shown === "ended")?.week;
  return {
    party,
    weeks: weeks
      .filter(({ week }) => ended === undefined || week < ended)
      .map((week) => {
        const score = scored.get(week.week);
        return { ...week, logOdds: score !== undefined && isTold(score.shown) ? score.logOdds : null };
      }),
  };
};

/** Plays, newest first, before and after beside clients like theirs, and actions over all their plays. */
export const readPlays = (warehouse: Warehouse) =>
  Effect.fn("Reports.plays")(function* (day?: string): Effect.fn.Return<PlaysAnswer, WarehouseError> {
    const asOf = yield* resolveAsOf(day);
    const [words, series, scores, names, firmConfigured] = yield* Effect.all(
      [
        readWordsOn(warehouse, asOf.day),
        warehouse.query(weekSeries, { day: asOf.day }),
        warehouse.query(scoreSeries, { day: asOf.day, party: "" }),
        warehouse.query(clientNames, {}),
        readFirmConfigured(warehouse),
      ],
      { concurrency: 2 },
    );
    const scoresOf = new Map(scores.map(({ party, weeks }) => [party, weeks]));
    const courses = series.map((one) => playCourse(one, scoresOf.get(one.party) ?? []));
    const nameOf = new Map(names.map(({ client, name }) => [client, name]));
    const said = [...words.clients]
      .flatMap(([party, { plays }]) => plays.map((play) => ({ party, play })))
      .toSorted((a, b) =>
        a.play.startedOn < b.play.startedOn ? 1 : a.play.startedOn > b.play.startedOn ? -1 : 0,
      );
    const started = said.map(({ party, play }): StartedPlay => ({
      playId: play.id,
      party,
      action: play.action,
      startedOn: play.startedOn,
    }));
    const measured = started.map((play) => measurePlay(play, courses, started));
    return {
      asOf: asOf.day,
      knownAt: asOf.knownAt,
      firmConfigured,
      total: said.length,
      items: said.map(({ party, play }, i) => ({
        client: { id: party, name: nameOf.get(party) ?? party },
        playId: play.id,
        eventId: play.eventId,
        action: play.action,
        startedOn: play.startedOn,
        startedBy: play.by,
        reason: play.reason,
        ended:
          play.ended === null
            ? null
            : {
                on: play.ended.endedOn,
                outcome: play.ended.outcome,
                reason: play.ended.reason,
                eventId: play.ended.eventId,
              },
        weeksBefore: measured[i]!.weeksBefore,
        weeksAfter: measured[i]!.weeksAfter,
        ...playEffects(measured[i]!),
      })),
      byAction: actionEffects(poolPlays(measured)),
    };
  });

import type { ChangedRow, ChangeParts } from "@rapport/contracts/http/risk/WhatChanged";
import type { ClientScore } from "@rapport/domain/risk/ClientScore";
import { modelInForce } from "@rapport/domain/risk/score/modelInForce";
import { scoreSettings } from "@rapport/domain/risk/score/ScoreSettings";
import { changeOf, type RiskChange } from "@rapport/domain/whatChanged/changeOf";
import type { KnownRisk, SaidSince } from "@rapport/domain/whatChanged/KnownRisk";
import type { RiskThen } from "./readThen.ts";
import type { ClientCardRow } from "./riskQueries.ts";
import { isTold } from "./shownText.ts";

const orNull = (text: string | undefined): string | null => (text === undefined || text === "" ? null : text);

const fromOf = (score: ClientScore | undefined): ChangedRow["before"] =>
  score === undefined
    ? null
    : {
        week: score.week,
        shown: score.shown,
        band: isTold(score.shown) && score.shown !== "rank" ? score.band : null,
        chanceMicro: score.chanceMicro,
        model: score.model,
      };

const knownRisk = (of: RiskThen, party: string): KnownRisk | null => {
  const score = of.scores.get(party);
  const course = of.courses.get(party);
  if (score === undefined || course === undefined || !isTold(score.shown)) return null;
  return {
    course,
    week: score.week,
    model: modelInForce(of.ground.words.models)(score.week),
    settings: scoreSettings(of.ground.settings),
  };
};

const partsOf = (change: RiskChange): ChangeParts => ({
  allMicro: change.afterMicro - change.beforeMicro,
  behaviourMicro: change.parts.behaviour,
  lateDataMicro: change.parts.lateData,
  modelMicro: change.parts.model,
  settingsMicro: change.parts.settings,
});

/** The row of every client that was there then or is now: those that moved most first, then those there once. */
export const changedRows = (
  then: RiskThen,
  now: RiskThen,
  since: SaidSince,
  cards: ReadonlyMap<string, ClientCardRow>,
): ReadonlyArray<ChangedRow> => {
  const parties = [...new Set([...then.scores.keys(), ...now.scores.keys()])].toSorted();
  const rows = parties.map((party): ChangedRow => {
    const [before, after] = [knownRisk(then, party), knownRisk(now, party)];
    const change = before === null || after === null ? null : changeOf(before, after, since);
    const card = cards.get(party);
    return {
      id: party,
      name: card?.name ?? party,
      owner: orNull(card?.owner),
      ownerName: orNull(card?.owner_name),
      segment: orNull(card?.segment),
      before: fromOf(then.scores.get(party)),
      after: fromOf(now.scores.get(party)),
      parts: change === null ? null : partsOf(change),
      bandSteps: change === null ? [] : [...change.bandSteps],
      moved:
        change === null
          ? []
          : change.movedBy.map(({ group, logOdds }) => ({
              group,
              times: Number(Math.exp(logOdds).toFixed(3)),
            })),
    };
  });
  const size = ({ parts }: ChangedRow): number => (parts === null ? -1 : Math.abs(parts.allMicro));
  return rows.toSorted((a, b) => size(b) - size(a) || (a.id < b.id ? -1 : 1));
};

const noParts: ChangeParts = {
  allMicro: 0,
  behaviourMicro: 0,
  lateDataMicro: 0,
  modelMicro: 0,
  settingsMicro: 0,
};

/** The sums over all rows that have parts. */
export const sumOfParts = (rows: ReadonlyArray<ChangedRow>): ChangeParts =>
  rows.reduce(
    (sum, { parts }) =>
      parts === null
        ? sum
        : {
            allMicro: sum.allMicro + parts.allMicro,
            behaviourMicro: sum.behaviourMicro + parts.behaviourMicro,
            lateDataMicro: sum.lateDataMicro + parts.lateDataMicro,
            modelMicro: sum.modelMicro + parts.modelMicro,
            settingsMicro: sum.settingsMicro + parts.settingsMicro,
          },
    noParts,
  );

import { hash } from "node:crypto";
import type { RiskModel } from "@rapport/contracts/RiskModel";
import { dayNumber } from "../../economics/money/days.ts";
import type { ClientScore } from "../ClientScore.ts";
import type { ClientCourse } from "../ClientWeek.ts";
import { featureNames } from "../features/featureDefinitions.ts";
import { type FeatureRow, featuresOf } from "../features/featuresOf.ts";
import { chanceOf } from "../model/chance.ts";
import { endOfWeek } from "../model/labelledRows.ts";
import { modelReader } from "../model/ModelReader.ts";
import { bandOf } from "./bandOf.ts";
import type { ScoreSettings } from "./ScoreSettings.ts";
import { type FirmState, shownOf } from "./shownOf.ts";

/** What scores of a week depend on besides the client and the model. */
export interface ScoreContext {
  readonly settings: ScoreSettings;
  /** Of the week that begins on a Monday. */
  readonly firmIn: (week: string) => FirmState;
}

// No −0: it would not be equal to what comes back from a table.
const micro = (share: number): number => Math.round(share * 1_000_000) + 0;

const hashOf = ({ values }: FeatureRow): string =>
  hash("sha256", new Uint8Array(values.buffer), "hex").slice(0, 32);

/** How one model reads rows of features of one client. */
const scorer = (course: ClientCourse, model: RiskModel, context: ScoreContext) => {
  const read = modelReader(model);
  const noticeOn = course.end === null ? Infinity : dayNumber(course.end.noticeOn);
  return (row: FeatureRow): ClientScore => {
    const { logOdds, base, contributions, variance } = read(row.values);
    const chance = chanceOf(logOdds, variance);
    const over = noticeOn < endOfWeek(row.week);
    return {
      party: course.party,
      week: row.week,
      model: model.model,
      shown: shownOf(row, chance, model, over, context.firmIn(row.week), context.settings),
      band: bandOf(chance.chance, model.baseRate, context.settings),
      logOdds,
      base,
      contributions: featureNames.map((term, j) => ({ term, logOdds: contributions[j]! })),
      chanceMicro: micro(chance.chance),
      chanceLowMicro: micro(chance.low),
      chanceHighMicro: micro(chance.high),
      activeMicro: micro(row.activity.active),
      surpriseMicro: micro(row.activity.surprise),
      features: hashOf(row),
    };
  };
};

/** A stale week shows what the last week before it showed. */
const frozen = (scores: ReadonlyArray<ClientScore>): ReadonlyArray<ClientScore> => {
  let last: ClientScore | null = null;
  return scores.map((score) => {
    if (score.shown !== "stale") {
      last = score;
      return score;
    }
    return last === null ? score : { ...last, week: score.week, shown: "stale" };
  });
};

/**
 * The scores of a client at the end of each of its weeks, in order, each by the model that `modelAt` says was in force (by
 * the week's Monday): of the weeks up to there alone, so that what happens later changes nothing. Weeks after its notice are
 * `ended`. Throws for a model of another formula.
 */
export const scoreCourse = (
  course: ClientCourse,
  modelAt: (week: string) => RiskModel,
  context: ScoreContext,
): ReadonlyArray<ClientScore> => {
  const inForce = course.weeks.map(({ week }) => modelAt(week));
  const scores: Array<ClientScore> = [];
  for (const model of new Set(inForce)) {
    const only = [...inForce.keys()].filter((at) => inForce[at] === model);
    const score = scorer(course, model, context);
    featuresOf(course, model.activity, only).forEach((row, i) => (scores[only[i]!] = score(row)));
  }
  return frozen(scores);
};

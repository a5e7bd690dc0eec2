import type { RiskModel } from "@rapport/contracts/RiskModel";
import type { Band } from "../risk/ClientScore.ts";
import type { ClientCourse } from "../risk/ClientWeek.ts";
import { featureNames, features } from "../risk/features/featureDefinitions.ts";
import type { FeatureGroup } from "../risk/features/FeatureDefinition.ts";
import { featuresOf } from "../risk/features/featuresOf.ts";
import { chanceOf } from "../risk/model/chance.ts";
import { modelReader } from "../risk/model/ModelReader.ts";
import { bandOf } from "../risk/score/bandOf.ts";
import type { ScoreSettings } from "../risk/score/ScoreSettings.ts";
import type { KnownRisk, SaidSince } from "./KnownRisk.ts";
import { withFiguresOf } from "./mixedCourse.ts";

/** What can move a risk, in the order in which it is let in. */
export const changeCauses = ["lateData", "settings", "behaviour", "model"] as const;
export type ChangeCause = (typeof changeCauses)[number];

/** Where a risk came from, what moved it and where it is. */
export interface RiskChange {
  /** Chance of notice, millionths. */
  readonly beforeMicro: number;
  readonly afterMicro: number;
  /** Millionths; they add to `afterMicro` − `beforeMicro` exactly, for each is the next chance less the one before. */
  readonly parts: Readonly<Record<ChangeCause, number>>;
  /** The bands it went through: each step that moved it, and from which to which. */
  readonly bandSteps: ReadonlyArray<{ readonly by: ChangeCause; readonly from: Band; readonly to: Band }>;
  /** Log-odds that behaviour moved, by group of features, the most first; those that did not move are left out. */
  readonly movedBy: ReadonlyArray<{ readonly group: FeatureGroup; readonly logOdds: number }>;
}

interface Reading {
  readonly micro: number;
  readonly band: Band;
  readonly contributions: Float64Array;
}

/** What a model says of a course at the end of a week; null where the course has no such week. */
const readingOf = (
  course: ClientCourse,
  week: string,
  model: RiskModel,
  settings: ScoreSettings,
): Reading | null => {
  const at = course.weeks.findIndex((one) => one.week === week);
  if (at < 0) return null;
  const [row] = featuresOf({ ...course, weeks: course.weeks.slice(0, at + 1) }, model.activity, [at]);
  const { logOdds, variance, contributions } = modelReader(model)(row!.values);
  const { chance } = chanceOf(logOdds, variance);
  return {
    micro: Math.round(chance * 1_000_000),
    band: bandOf(chance, model.baseRate, settings),
    contributions,
  };
};

const movedBy = (before: Reading, after: Reading): RiskChange["movedBy"] => {
  const byGroup = new Map<FeatureGroup, number>();
  for (const [n] of featureNames.entries()) {
    const moved = after.contributions[n]! - before.contributions[n]!;
    const { group } = features[n]!;
    byGroup.set(group, (byGroup.get(group) ?? 0) + moved);
  }
  return [...byGroup]
    .map(([group, logOdds]) => ({ group, logOdds }))
    .filter(({ logOdds }) => Math.abs(logOdds) > 1e-9)
    .toSorted((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds));
};

/**
 * What moved a client's risk from one moment to another. One thing after the other is let in: what was recorded since about
 * the time before, settings, what happened since, another model; so the parts add up to the whole, to the millionth. Of the
 * weeks, settings change what effort and amounts are figured from; of the scores, what their bands are called. Null where
 * the client's weeks of then are not known now (it was merged, or its links were taken away).
 */
export const changeOf = (then: KnownRisk, now: KnownRisk, since: SaidSince): RiskChange | null => {
  const first = readingOf(then.course, then.week, then.model, then.settings);
  const late = readingOf(withFiguresOf(now.course, then.course, since), then.week, then.model, then.settings);
  const settled = readingOf(now.course, then.week, then.model, now.settings);
  const behaved = readingOf(now.course, now.week, then.model, now.settings);
  const last = readingOf(now.course, now.week, now.model, now.settings);
  if (first === null || late === null || settled === null || behaved === null || last === null) return null;
  const steps: ReadonlyArray<readonly [ChangeCause, Reading, Reading]> = [
    ["lateData", first, late],
    ["settings", late, settled],
    ["behaviour", settled, behaved],
    ["model", behaved, last],
  ];
  const part = (cause: ChangeCause): number =>
    steps.reduce((sum, [by, from, to]) => sum + (by === cause ? to.micro - from.micro : 0), 0);
  return {
    beforeMicro: first.micro,
    afterMicro: last.micro,
    parts: {
      lateData: part("lateData"),
      settings: part("settings"),
      behaviour: part("behaviour"),
      model: part("model"),
    },
    bandSteps: steps.flatMap(([by, from, to]) =>
      from.band === to.band ? [] : [{ by, from: from.band, to: to.band }],
    ),
    movedBy: movedBy(settled, behaved),
  };
};

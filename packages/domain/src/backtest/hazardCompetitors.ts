import type { RiskModel } from "@rapport/contracts/RiskModel";
import type { ClientCourse } from "../risk/ClientWeek.ts";
import { type FeatureRow, featuresOf } from "../risk/features/featuresOf.ts";
import { chanceOf } from "../risk/model/chance.ts";
import { fitModel } from "../risk/model/fitModel.ts";
import { leastActiveWeeks, leastWeeks } from "../risk/model/labelledRows.ts";
import { modelReader } from "../risk/model/ModelReader.ts";
import type { Belief } from "../risk/model/prior.ts";
import { shippedModel } from "../risk/model/shippedModel.ts";
import type { Competitor, Foretell } from "./Competitor.ts";

/** A chance over the model's own horizon as one over another, were the hazard even over both. */
export const overHorizon = (chance: number, own: number, wanted: number): number =>
  own === wanted ? chance : -Math.expm1((wanted / own) * Math.log1p(-chance));

const foretellBy = (model: RiskModel, horizonWeeks: number): Foretell => {
  const read = modelReader(model);
  const known = new WeakMap<ClientCourse, Map<number, FeatureRow>>();
  /** A course is asked about in its last weeks alone, one after the other. */
  const featuresAt = (course: ClientCourse, week: number): FeatureRow => {
    const found = known.get(course)?.get(week);
    if (found !== undefined) return found;
    const wanted = Array.from({ length: course.weeks.length - week }, (_, n) => week + n);
    const rows = featuresOf(course, model.activity, wanted);
    known.set(course, new Map(rows.map((row, n) => [week + n, row])));
    return rows[0]!;
  };
  return (course, week) => {
    const { values, weeks, activeWeeks } = featuresAt(course, week);
    if (weeks < leastWeeks || activeWeeks < leastActiveWeeks) return null;
    const { logOdds, variance } = read(values);
    return overHorizon(chanceOf(logOdds, variance).chance, model.horizonWeeks, horizonWeeks);
  };
};

/** The hazard, fitted anew with what was known. Says nothing of clients that are too new. */
export const fittedHazard = (horizonWeeks: number, belief: Belief = "released"): Competitor => ({
  name: "model",
  givesChances: true,
  learn: (courses, asOf) => foretellBy(fitModel(courses, asOf, belief), horizonWeeks),
});

/** The hazard as it ships, which has seen nobody leave. */
export const shippedHazard = (horizonWeeks: number): Competitor => ({
  name: "shipped",
  givesChances: true,
  learn: () => foretellBy(shippedModel, horizonWeeks),
});

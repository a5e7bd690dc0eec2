import type { ClientScore } from "../ClientScore.ts";
import type { ClientCourse } from "../ClientWeek.ts";
import { driftedWeeks } from "../guard/drift.ts";
import { outages } from "../guard/outages.ts";
import { modelInForce, type ModelWord } from "./modelInForce.ts";
import { scoreCourse } from "./scoreCourse.ts";
import type { ScoreSettings } from "./ScoreSettings.ts";
import type { FirmState } from "./shownOf.ts";

/** What a firm's week can be told by: an outage of a source, drift since its model was fitted. */
export const firmStates = (
  courses: ReadonlyArray<ClientCourse>,
  words: ReadonlyArray<ModelWord>,
): ((week: string) => FirmState) => {
  const stale = outages(courses);
  const drifted = driftedWeeks(courses, modelInForce(words), stale);
  return (week) => (stale.has(week) ? "stale" : drifted.has(week) ? "drifted" : "sound");
};

/**
 * The scores of all clients of a firm at the end of each of their weeks, in the order of the courses and their weeks. A score
 * is a function of the weeks of all clients up to its own, the models announced and the settings.
 */
export const scoreCourses = (
  courses: ReadonlyArray<ClientCourse>,
  words: ReadonlyArray<ModelWord>,
  settings: ScoreSettings,
): ReadonlyArray<ClientScore> => {
  const context = { settings, firmIn: firmStates(courses, words) };
  const modelAt = modelInForce(words);
  return courses.flatMap((course) => scoreCourse(course, modelAt, context));
};

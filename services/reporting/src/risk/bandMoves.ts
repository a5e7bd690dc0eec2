import type { FitAnswer } from "@rapport/contracts/http/risk/Models";
import type { RiskModel } from "@rapport/contracts/RiskModel";
import type { Band } from "@rapport/domain/risk/ClientScore";
import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import { featuresOf } from "@rapport/domain/risk/features/featuresOf";
import { chanceOf } from "@rapport/domain/risk/model/chance";
import { modelReader } from "@rapport/domain/risk/model/ModelReader";
import { bandOf } from "@rapport/domain/risk/score/bandOf";
import type { ScoreSettings } from "@rapport/domain/risk/score/ScoreSettings";

const bandBy = (model: RiskModel, settings: ScoreSettings) => {
  const read = modelReader(model);
  return (course: ClientCourse): Band => {
    const [row] = featuresOf(course, model.activity, [course.weeks.length - 1]);
    const { logOdds, variance } = read(row!.values);
    return bandOf(chanceOf(logOdds, variance).chance, model.baseRate, settings);
  };
};

/** How many clients have each band in a week by one model and by another; those without notice, old enough to judge. */
export const bandMoves = (
  courses: ReadonlyArray<ClientCourse>,
  week: string,
  before: RiskModel,
  after: RiskModel,
  settings: ScoreSettings,
): FitAnswer["moves"] => {
  const [was, is] = [bandBy(before, settings), bandBy(after, settings)];
  const counts = new Map<string, { from: Band; to: Band; clients: number }>();
  for (const course of courses) {
    const active = course.weeks.filter(({ activeDays }) => activeDays > 0).length;
    if (course.weeks.at(-1)?.week !== week || course.end !== null) continue;
    if (course.weeks.length < settings.leastWeeks || active < settings.leastActiveWeeks) continue;
    const [from, to] = [was(course), is(course)];
    const known = counts.get(`${from} ${to}`) ?? { from, to, clients: 0 };
    counts.set(`${from} ${to}`, { ...known, clients: known.clients + 1 });
  }
  return [...counts.keys()].toSorted().map((key) => counts.get(key)!);
};

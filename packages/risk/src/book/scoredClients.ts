import { resolveSettings } from "@rapport/domain/economics/settings/resolveSettings";
import { modelInForce } from "@rapport/domain/risk/score/modelInForce";
import { scoreCourse } from "@rapport/domain/risk/score/scoreCourse";
import { firmStates } from "@rapport/domain/risk/score/scoreCourses";
import { scoreSettings } from "@rapport/domain/risk/score/ScoreSettings";
import type { Terms } from "@rapport/economics/terms/readTerms";
import type { RiskWords } from "../sources/readWords.ts";
import type { ClientHistory } from "../weeks/readHistories.ts";
import { courseOf, scoresOfStretch, stretches } from "./scoresOfClient.ts";
import type { ClientRows } from "./writeBook.ts";

/** Every client with its scores of all weeks up to the last, one after the other, by the settings of `today`. */
export function* scoredClients(
  histories: ReadonlyArray<ClientHistory>,
  words: RiskWords,
  terms: Terms,
  today: string,
  lastWeek: number,
): Generator<ClientRows> {
  const settings = scoreSettings(resolveSettings(terms.said.settings, today));
  const cut = histories.map((history) => stretches(history.ends, history.first, lastWeek));
  // Whatever a week of the firm is told by must not know of ends that were taken back or came later.
  const courses = histories.flatMap((history, i) =>
    cut[i]!.map((stretch) =>
      courseOf(history, history.weeks, history.first, { ...stretch, past: stretch.from }),
    ),
  );
  const context = { settings, firmIn: firmStates(courses, words.models) };
  const modelAt = modelInForce(words.models);
  for (const [i, history] of histories.entries()) {
    const { party, leftTruncated, weeks, ends, first } = history;
    const scores = cut[i]!.flatMap((stretch) =>
      scoresOfStretch(scoreCourse(courseOf(history, weeks, first, stretch), modelAt, context), stretch),
    );
    yield { party, leftTruncated, weeks, scores, ends };
  }
}

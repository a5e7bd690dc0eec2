import { Effect } from "effect";
import { resolveSettings } from "@rapport/domain/economics/settings/resolveSettings";
import { scoreCourse } from "@rapport/domain/risk/score/scoreCourse";
import { firmStates } from "@rapport/domain/risk/score/scoreCourses";
import { modelInForce } from "@rapport/domain/risk/score/modelInForce";
import { scoreSettings } from "@rapport/domain/risk/score/ScoreSettings";
import { editionsNamed, nameEditions, nextEdition } from "@rapport/economics/editions/editions";
import { wholeBook } from "@rapport/economics/editions/tables";
import type { BooksDue } from "@rapport/economics/refreshBooks";
import { readTerms, type Terms } from "@rapport/economics/terms/readTerms";
import type { WarehouseError, WarehouseReader, WarehouseWriter } from "@rapport/warehouse/Warehouse";
import { lastCompleteWeek } from "../weeks/weekNumbers.ts";
import { type ClientHistory, readHistories } from "../weeks/readHistories.ts";
import type { RiskWords } from "../sources/readWords.ts";
import { proveBook } from "./proveBook.ts";
import { readRiskState, writeRiskState } from "./RiskState.ts";
import { riskBasis } from "./riskBasis.ts";
import { courseOf, scoresOfStretch, stretches } from "./scoresOfClient.ts";
import { type ClientRows, writeBook } from "./writeBook.ts";

/** Every client with its scores, one after the other. */
function* scored(
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

const derive = (
  edition: bigint,
  terms: Terms,
  today: string,
  lastWeek: number,
): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const { histories, words } = yield* readHistories(terms, today, lastWeek);
    const written = yield* writeBook(edition, scored(histories, words, terms, today, lastWeek));
    yield* proveBook(edition, written);
  });

/** Where the books of effort and money are. */
const booksSign = Effect.map(editionsNamed, (rows) => ({
  named: rows.find(({ book }) => book === "risk")?.edition ?? null,
  sign: rows
    .filter(({ book }) => book === "effort" || book === "money")
    .map(({ book, month, edition }) => `${book} ${month} ${edition}`)
    .join("\n"),
}));

/**
 * Brings the risk book up to the facts and to the books of effort and money, which are to be brought up before: the weeks of
 * every client that are over, their scores by the models in force, the ends. Derived whole when anything before the end of
 * the last complete week has moved, or another week is over; else nothing is done. Readers have it as it was or as it will
 * be. May be cut short and called again at any moment.
 */
export const refreshRisk = ({
  positions,
  sign,
  at,
}: BooksDue): Effect.Effect<void, WarehouseError, WarehouseReader | WarehouseWriter> =>
  Effect.gen(function* () {
    const lastWeek = lastCompleteWeek(at);
    const books = yield* booksSign;
    const due = JSON.stringify([lastWeek, positions, sign, books.sign]);
    const kept = yield* readRiskState;
    const standing =
      kept !== null && books.named !== null && kept.edition === String(books.named) ? kept : null;
    if (standing?.due === due) return;
    const terms = yield* readTerms;
    const basis = yield* riskBasis(lastWeek, terms);
    if (standing?.basis === basis) return yield* writeRiskState({ ...standing, due });
    const edition = yield* nextEdition;
    yield* derive(edition, terms, new Date(at).toISOString().slice(0, 10), lastWeek);
    yield* nameEditions([{ book: "risk", month: wholeBook, edition }]);
    yield* writeRiskState({ edition: String(edition), due, basis });
  });

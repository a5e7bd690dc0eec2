import type { Words } from "@rapport/domain/decisions/words/Words";
import type { ClientCourse } from "@rapport/domain/risk/ClientWeek";
import type { WarehouseError } from "@rapport/warehouse/Warehouse";
import { Effect } from "effect";
import type { AsOf } from "../AsOf.ts";
import type { Warehouse } from "../read/Warehouse.ts";
import { type DecisionCard, decisionCards } from "./decisionQueries.ts";
import { readCoursesOn } from "./readCoursesOn.ts";
import { readDecisionHead, type Settled } from "./readDecisionHead.ts";
import { type ClientMoney, readMoney } from "./readMoney.ts";
import { readScoresOn, type ScoresOn } from "./readScores.ts";
import { readWordsOn } from "./readWordsOn.ts";
import { type Days, wholeMonthsTo } from "./spans.ts";

/** Everything that decisions about clients are figured from, as of a day. */
export interface Portfolio {
  readonly asOf: AsOf;
  readonly settled: Settled;
  /** The last twelve whole months. */
  readonly year: Days;
  readonly money: ClientMoney;
  readonly cards: ReadonlyMap<string, DecisionCard>;
  readonly scored: ScoresOn;
  readonly courses: ReadonlyMap<string, ClientCourse>;
  readonly words: Words;
  /** Clients that have not given notice, with money or a course, in the order of their ids. */
  readonly parties: ReadonlyArray<string>;
}

export const readPortfolio = (warehouse: Warehouse, asOf: AsOf): Effect.Effect<Portfolio, WarehouseError> =>
  Effect.gen(function* () {
    const year = wholeMonthsTo(asOf.day, 12);
    const [money, cards, scored, courses, words] = yield* Effect.all(
      [
        readMoney(warehouse, year),
        warehouse.query(decisionCards, { day: asOf.day }),
        readScoresOn(warehouse, asOf),
        readCoursesOn(warehouse, asOf),
        readWordsOn(warehouse, asOf.day),
      ],
      { concurrency: "unbounded" },
    );
    const settled = yield* readDecisionHead(warehouse, asOf, year, scored.week);
    const gone = (party: string) => scored.ended.has(party) || scored.scores.get(party)?.shown === "ended";
    const parties = [...new Set([...money.months.keys(), ...courses.keys()])].filter((party) => !gone(party));
    return {
      asOf,
      settled,
      year,
      money,
      cards: new Map(cards.map((card) => [card.client, card] as const)),
      scored,
      courses,
      words,
      parties: parties.toSorted(),
    };
  });

import { dayNumber, dayOf } from "../economics/money/days.ts";
import type { Competitor } from "./Competitor.ts";

/** What somebody of the firm thought of a client, from one day to another. */
export interface OwnWord {
  readonly party: string;
  /** The day it was said: it counts from there on. */
  readonly from: string;
  /** The last day it counts; null: until another is said. */
  readonly until: string | null;
  /** The higher, the likelier to leave. */
  readonly risk: number;
}

/** What a person's verdict comes to in an order. */
export const riskOfVerdict = { safe: 0, watch: 1, at_risk: 2, leaving: 3 } as const;

/**
 * The firm's own list: of each client the word said last by then, while it holds. It learns nothing, and says nothing of
 * clients that nobody has thought about.
 */
export const ownList = (words: ReadonlyArray<OwnWord>): Competitor => {
  const byParty = Map.groupBy(
    words.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
    ({ party }) => party,
  );
  return {
    name: "own-list",
    givesChances: false,
    learn: () => (course, week) => {
      const sunday = dayOf(dayNumber(course.weeks[week]!.week) + 6);
      const word = byParty.get(course.party)?.findLast(({ from }) => from <= sunday);
      return word === undefined || (word.until !== null && word.until < sunday) ? null : word.risk;
    },
  };
};

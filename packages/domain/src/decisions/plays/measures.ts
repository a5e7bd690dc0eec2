import type { ClientWeek } from "../../risk/ClientWeek.ts";

/** One week as plays look at it; the score's log-odds where there is one. */
export interface PlayWeek extends Pick<
  ClientWeek,
  "week" | "messagesIn" | "messagesInAfterHours" | "effortSeconds" | "revenueMinor" | "costMinor"
> {
  readonly logOdds: number | null;
}

/**
 * What a play may move. On a `ratio` scale values are logarithms: an effect of −0.29 is 25 % less. On a `difference`
 * scale they are what they are: points of a share, or net contribution in shares of the revenue before.
 */
export interface Measure {
  readonly name: PlayMeasure;
  readonly scale: "ratio" | "difference";
  readonly means: string;
  /** The figure of a span of weeks; `before` are the weeks before the play. Null where it is not defined. */
  readonly of: (weeks: ReadonlyArray<PlayWeek>, before: ReadonlyArray<PlayWeek>) => number | null;
}

export const playMeasures = ["effort", "messages", "after_hours", "contribution", "odds"] as const;
export type PlayMeasure = (typeof playMeasures)[number];

const sum = (weeks: ReadonlyArray<PlayWeek>, of: (week: PlayWeek) => number): number =>
  weeks.reduce((total, week) => total + of(week), 0);

/** Of fewer messages no share of them is told. */
const fewestMessages = 10;
/** Added to what a week has on average, so that a week of nothing has a logarithm: a quarter of an hour, half a message. */
const quarterHourSeconds = 900;
const halfMessage = 0.5;

export const measures: Readonly<Record<PlayMeasure, Measure>> = {
  effort: {
    name: "effort",
    scale: "ratio",
    means: "our hours a week",
    of: (weeks) =>
      Math.log(sum(weeks, ({ effortSeconds }) => effortSeconds) / weeks.length + quarterHourSeconds),
  },
  messages: {
    name: "messages",
    scale: "ratio",
    means: "messages of theirs a week",
    of: (weeks) => Math.log(sum(weeks, ({ messagesIn }) => messagesIn) / weeks.length + halfMessage),
  },
  after_hours: {
    name: "after_hours",
    scale: "difference",
    means: "share of their messages outside working hours",
    of: (weeks) => {
      const all = sum(weeks, ({ messagesIn }) => messagesIn);
      return all < fewestMessages ? null : sum(weeks, (week) => week.messagesInAfterHours) / all;
    },
  },
  contribution: {
    name: "contribution",
    scale: "difference",
    means: "net contribution, of the revenue before",
    of: (weeks, before) => {
      const revenue = sum(before, ({ revenueMinor }) => revenueMinor) / before.length;
      const net = sum(weeks, (week) => week.revenueMinor - week.costMinor) / weeks.length;
      return revenue <= 0 ? null : net / revenue;
    },
  },
  odds: {
    name: "odds",
    scale: "ratio",
    means: "odds that they give notice",
    of: (weeks) => {
      const scored = weeks.flatMap(({ logOdds }) => (logOdds === null ? [] : [logOdds]));
      return scored.length * 2 < weeks.length ? null : scored.reduce((a, b) => a + b, 0) / scored.length;
    },
  },
};

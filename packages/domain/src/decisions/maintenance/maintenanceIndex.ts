import type { ClientWeek } from "../../risk/ClientWeek.ts";
import { peersOf } from "./peers.ts";
import { type Rate, shrunkRates } from "./shrunkRate.ts";

/** What the index is made of; each a rate, more is more to maintain. Weights: judgement, the hours first. */
export const maintenanceMeasures = {
  /** Hours of work, and contacts of theirs (messages and tickets), by revenue. */
  hoursByRevenue: 0.4,
  contactsByRevenue: 0.2,
  /** Of their messages, those outside working hours. */
  afterHours: 0.1,
  /** By tickets opened. */
  reopened: 0.075,
  escalated: 0.05,
  /** Of our hours, those that nobody is billed for: requests beyond the scope, revisions. */
  unbilled: 0.075,
  /** Of meetings, those that moved or that they cancelled. */
  moved: 0.05,
  /** How long their answers and approvals take: mean ln(1 + working minutes). */
  slowAnswers: 0.05,
} as const;
export type MaintenanceMeasure = keyof typeof maintenanceMeasures;
const measures = Object.keys(maintenanceMeasures) as ReadonlyArray<MaintenanceMeasure>;

/** How many weeks are the present, and how many before them its past. */
export const presentWeeks = 26;
export const pastWeeks = 52;
/** With fewer weeks there is too little to say. */
const leastWeeks = 13;

const rates: Readonly<Record<MaintenanceMeasure, (week: ClientWeek) => Rate>> = {
  hoursByRevenue: (week) => ({ events: week.effortSeconds, exposure: week.revenueMinor }),
  contactsByRevenue: (week) => ({
    events: week.messagesIn + week.ticketsOpened,
    exposure: week.revenueMinor,
  }),
  afterHours: (week) => ({ events: week.messagesInAfterHours, exposure: week.messagesIn }),
  reopened: (week) => ({ events: week.ticketsReopened, exposure: week.ticketsOpened }),
  escalated: (week) => ({ events: week.ticketsEscalated, exposure: week.ticketsOpened }),
  unbilled: (week) => ({ events: week.unbilledSeconds, exposure: week.effortSeconds }),
  moved: (week) => {
    const changed = week.meetingsMoved + week.meetingsCancelledByThem;
    return { events: changed, exposure: week.meetingsHeld + changed };
  },
  slowAnswers: (week) => ({ events: week.replyLogTheirsMilli, exposure: week.repliesTheirs }),
};

const sumOf = (weeks: ReadonlyArray<ClientWeek>, rate: (week: ClientWeek) => Rate): Rate => {
  const parts = weeks.map(rate);
  return {
    events: parts.reduce((sum, { events }) => sum + events, 0),
    exposure: parts.reduce((sum, { exposure }) => sum + exposure, 0),
  };
};

/** A client's part of a measure. */
export interface MeasureFigure {
  readonly measure: MaintenanceMeasure;
  /** The client's rate by that of the median of its peers: 1 is usual. */
  readonly ratio: number;
  /** The same of its own past, by the peers of now; null without a past. */
  readonly pastRatio: number | null;
  readonly events: number;
  readonly exposure: number;
}
export interface MaintenanceFigure {
  readonly party: string;
  /** 100: as much as the median of its peers; 200: twice. Null with fewer than 13 weeks. */
  readonly index: number | null;
  /** The same of the year before. */
  readonly pastIndex: number | null;
  readonly measures: ReadonlyArray<MeasureFigure>;
  readonly peers: number;
}

interface Course {
  readonly party: string;
  readonly segment: string;
  /** In order, the last is the last complete week. */
  readonly weeks: ReadonlyArray<ClientWeek>;
}

const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
};

/** Weighted geometric mean of ratios, times 100. */
const indexOf = (parts: ReadonlyArray<readonly [MaintenanceMeasure, number]>): number | null => {
  const weight = parts.reduce((sum, [measure]) => sum + maintenanceMeasures[measure], 0);
  if (weight === 0) return null;
  const sum = parts.reduce((of, [measure, ratio]) => of + maintenanceMeasures[measure] * Math.log(ratio), 0);
  return 100 * Math.exp(sum / weight);
};

/**
 * How much there is to maintain in each client, against its peers and against its own past: per measure the rate of 26
 * weeks, drawn towards that of all by how little of it there is, by the median of its peers; the index is the weighted
 * geometric mean. A measure that nobody has anything of is left out. Ratios have no unit: when all clients double,
 * nothing changes. In the order given.
 */
export const maintenanceIndex = (courses: ReadonlyArray<Course>): ReadonlyArray<MaintenanceFigure> => {
  const peers = peersOf(courses.map(({ segment }) => segment));
  const present = courses.map(({ weeks }) => weeks.slice(-presentWeeks));
  const past = courses.map(({ weeks }) => weeks.slice(0, -presentWeeks).slice(-pastWeeks));
  const ofMeasure = measures.flatMap((measure) => {
    const sums = present.map((weeks) => sumOf(weeks, rates[measure]));
    const pastSums = past.map((weeks) => sumOf(weeks, rates[measure]));
    // Past and present side by side, so that both are drawn towards the same.
    const shrunk = shrunkRates([...sums, ...pastSums]);
    if (shrunk === null) return [];
    const now = shrunk.slice(0, courses.length);
    const usual = peers.map((group) => median(group.map((place) => now[place]!)));
    return [{ measure, sums, now, before: shrunk.slice(courses.length), usual }];
  });
  return courses.map(({ party }, place) => {
    const enough = present[place]!.length >= leastWeeks;
    const hasPast = past[place]!.length >= leastWeeks;
    const figures = ofMeasure.map(({ measure, sums, now, before, usual }): MeasureFigure => ({
      measure,
      ratio: now[place]! / usual[place]!,
      pastRatio: hasPast ? before[place]! / usual[place]! : null,
      ...sums[place]!,
    }));
    return {
      party,
      index: enough ? indexOf(figures.map(({ measure, ratio }) => [measure, ratio])) : null,
      pastIndex: hasPast ? indexOf(figures.map(({ measure, pastRatio }) => [measure, pastRatio!])) : null,
      measures: figures,
      peers: peers[place]!.length,
    };
  });
};

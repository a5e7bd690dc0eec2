import { eventId } from "@rapport/contracts/EventId";
import { dayNumber, dayOf } from "../../economics/money/days.ts";
import type { Snooze } from "../words/Words.ts";
import type { Alert, AlertCause, AlertCourse, AlertTerms } from "./Alert.ts";
import type { AlertKind } from "./AlertKind.ts";
import { type Patience, transitions, type WeekLevel } from "./hysteresis.ts";
import { disagreements, riskLevels } from "./levels.ts";
import { moneyTrend } from "./moneyTrend.ts";

/** The Sunday of a week. */
export const weekEnd = (week: string): string => dayOf(dayNumber(week) + 6);

/** A rise of a state, and when it fell below that again. */
interface Episode {
  readonly kind: AlertKind;
  readonly cause: AlertCause;
  readonly index: number;
  /** Index of the week in which it was over; null while it stands. */
  readonly closed: number | null;
}

const episodesOf = (
  levels: ReadonlyArray<WeekLevel>,
  patience: Patience,
  kind: AlertKind,
  causeOf: (level: number) => AlertCause,
): ReadonlyArray<Episode> => {
  const changes = transitions(levels, patience);
  return changes.flatMap(({ index, from, to }) => {
    if (to <= from) return [];
    const fell = changes.find((later) => later.index > index && later.to < to);
    return [{ kind, cause: causeOf(to), index, closed: fell?.index ?? null }];
  });
};

const allEpisodes = ({ weeks }: AlertCourse, terms: AlertTerms): ReadonlyArray<Episode> => {
  const { withoutMoney, withoutRisk } = disagreements(weeks, terms);
  const { openWeeks, closeWeeks, disagreeWeeks } = terms;
  const slow = { openWeeks: disagreeWeeks, closeWeeks };
  return [
    ...episodesOf(riskLevels(weeks, terms), { openWeeks, closeWeeks }, "risk", (level) =>
      level > 1 ? "risk_high" : "risk_raised",
    ),
    ...episodesOf(withoutMoney, slow, "score_and_money", () => "risk_without_money"),
    ...episodesOf(withoutRisk, slow, "score_and_money", () => "money_without_risk"),
  ];
};

const snoozeOn = (snoozes: ReadonlyArray<Snooze>, kind: AlertKind, day: string): Snooze | undefined =>
  snoozes.find((one) => (one.kind === null || one.kind === kind) && one.saidOn <= day && one.until >= day);

/** An alert before it is known whether its owner has room for it. */
type Candidate = Omit<Alert, "state">;

/** An episode's alert; while it is snoozed and stands, another in the first week after that. */
const candidatesOf = (
  course: AlertCourse,
  { kind, cause, index, closed }: Episode,
): ReadonlyArray<Candidate> => {
  const { party, weeks, snoozes } = course;
  const at = (i: number, again: boolean): Candidate => {
    const { week, band, shown, chanceMicro } = weeks[i]!;
    const raisedOn = weekEnd(week);
    const { revenueYearMinor, ofYearMilli } = moneyTrend(weeks, i);
    return {
      id: eventId("alert", JSON.stringify([party, cause, week, again]), 1),
      kind,
      cause,
      party,
      week,
      raisedOn,
      band,
      shown,
      chanceMicro,
      revenueYearMinor,
      revenueTrendMilli: ofYearMilli,
      owner: course.ownerOn(raisedOn),
      snoozeId: snoozeOn(snoozes, kind, raisedOn)?.id ?? null,
      again,
      closedOn: closed === null ? null : weekEnd(weeks[closed]!.week),
    };
  };
  const first = at(index, false);
  if (first.snoozeId === null) return [first];
  const end = closed ?? weeks.length;
  for (let i = index + 1; i < end; i++) {
    const next = at(i, true);
    if (next.snoozeId === null) return [first, next];
  }
  return [first];
};

/** What is most at stake first: revenue of a year times the chance; of equals the client first in the alphabet. */
const byStake = (a: Candidate, b: Candidate): number =>
  b.chanceMicro * b.revenueYearMinor - a.chanceMicro * a.revenueYearMinor ||
  (a.party < b.party ? -1 : a.party > b.party ? 1 : 0) ||
  (a.id < b.id ? -1 : 1);

/**
 * Every alert that clients' weeks give rise to, by their weeks, of one week by what is at stake: changes of state with
 * hysteresis, of each owner and week those with the most at stake up to the budget; the others are there too, with why
 * they were not told. A function of what had happened by the last week: weeks to come change no alert but its end.
 */
export const alertsOf = (courses: ReadonlyArray<AlertCourse>, terms: AlertTerms): ReadonlyArray<Alert> => {
  const candidates = courses.flatMap((course) =>
    allEpisodes(course, terms).flatMap((episode) => candidatesOf(course, episode)),
  );
  const told = new Map<string, number>();
  return candidates
    .toSorted((a, b) => (a.week < b.week ? -1 : a.week > b.week ? 1 : byStake(a, b)))
    .map((candidate): Alert => {
      if (candidate.snoozeId !== null) return { ...candidate, state: "snoozed" };
      const of = `${candidate.week} ${candidate.owner}`;
      const before = told.get(of) ?? 0;
      told.set(of, before + 1);
      return { ...candidate, state: before < terms.budget ? "told" : "over_budget" };
    });
};

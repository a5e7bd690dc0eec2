import type { ClientWeek } from "../ClientWeek.ts";
import { before, clamp, type FeatureAt, lately, sums, unknown } from "./windows.ts";

const quarter = 13;
const year = 52;

/** Of the network's messages, −1 to 1. */
const usualTone = 0.1;

type Figure = (week: ClientWeek) => number;

/** ln of 1 and how many there were in 13 weeks; unknown where there never was one of what it is a part of. */
const recent = (weeks: ReadonlyArray<ClientWeek>, of: Figure, whole: Figure): FeatureAt => {
  const [part, all] = [sums(weeks, of), sums(weeks, whole)];
  return (at) => (all(0, at) === 0 ? unknown : Math.log1p(lately(part, at, quarter)));
};

/**
 * The mean, in thousandths of `sum`, of the last `now` weeks less the year's before, drawn to that by `worth` items; unknown
 * with fewer than `least` items before.
 */
const meanTrend = (
  weeks: ReadonlyArray<ClientWeek>,
  sum: Figure,
  count: Figure,
  { now, worth, least }: { readonly now: number; readonly worth: number; readonly least: number },
): FeatureAt => {
  const [summed, counted] = [sums(weeks, sum), sums(weeks, count)];
  return (at) => {
    const countBefore = before(counted, at, now, year);
    const countNow = lately(counted, at, now);
    if (countBefore < least || countNow === 0) return unknown;
    const usual = before(summed, at, now, year) / 1000 / countBefore;
    return (lately(summed, at, now) / 1000 + worth * usual) / (countNow + worth) - usual;
  };
};

/** ln of 1 and the escalations that are open. */
export const openEscalations =
  (weeks: ReadonlyArray<ClientWeek>): FeatureAt =>
  (at) =>
    Math.log1p(weeks[at]!.openEscalations);

/** ln of 1 and the days that the oldest open ticket has been open; unknown where they never had a ticket. */
export const ticketAge = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const opened = sums(weeks, ({ ticketsOpened, openTickets }) => ticketsOpened + openTickets);
  return (at) => (opened(0, at) === 0 ? unknown : clamp(Math.log1p(weeks[at]!.oldestTicketHours / 24), 0, 6));
};

export const reopened = (weeks: ReadonlyArray<ClientWeek>): FeatureAt =>
  recent(
    weeks,
    ({ ticketsReopened }) => ticketsReopened,
    ({ ticketsOpened }) => ticketsOpened,
  );

/** Share of their messages of 26 weeks that complain, drawn to one in thirty by ten of them. */
export const complaints = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const complained = sums(weeks, (week) => week.complaints);
  const all = sums(weeks, ({ messagesIn }) => messagesIn);
  return (at) => {
    const count = lately(all, at, 26);
    return count === 0 ? unknown : (lately(complained, at, 26) + 0.3) / (count + 10);
  };
};

export const cancelled = (weeks: ReadonlyArray<ClientWeek>): FeatureAt =>
  recent(
    weeks,
    ({ meetingsCancelledByThem, meetingsMoved }) => meetingsCancelledByThem + meetingsMoved,
    ({ meetingsHeld, recurringDue }) => meetingsHeld + recurringDue,
  );

/** Share of recurring meetings held before less that of the last 8 weeks, each drawn to what came before it. */
export const heldDrop = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const due = sums(weeks, ({ recurringDue }) => recurringDue);
  const held = sums(weeks, ({ recurringHeld }) => recurringHeld);
  return (at) => {
    const [dueNow, dueBefore] = [lately(due, at, 8), before(due, at, 8, year)];
    if (dueNow === 0 || dueBefore < 4) return unknown;
    const usual = (before(held, at, 8, year) + 4 * 0.85) / (dueBefore + 4);
    return usual - (lately(held, at, 8) + 2 * usual) / (dueNow + 2);
  };
};

/** Mean ln(1 + working minutes) of our answers of 13 weeks, drawn to an hour and a quarter by five of them. */
export const answersOurs = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const sum = sums(weeks, ({ replyLogOursMilli }) => replyLogOursMilli);
  const count = sums(weeks, ({ repliesOurs }) => repliesOurs);
  return (at) => {
    const answers = lately(count, at, quarter);
    return answers === 0 ? unknown : (lately(sum, at, quarter) / 1000 + 5 * Math.log(76)) / (answers + 5);
  };
};

/** The same against the year before. */
export const answersOursTrend = (weeks: ReadonlyArray<ClientWeek>): FeatureAt =>
  meanTrend(
    weeks,
    ({ replyLogOursMilli }) => replyLogOursMilli,
    ({ repliesOurs }) => repliesOurs,
    {
      now: 8,
      worth: 5,
      least: 10,
    },
  );

export const answersTheirsTrend = (weeks: ReadonlyArray<ClientWeek>): FeatureAt =>
  meanTrend(
    weeks,
    ({ replyLogTheirsMilli }) => replyLogTheirsMilli,
    ({ repliesTheirs }) => repliesTheirs,
    { now: 8, worth: 5, least: 10 },
  );

/** Weeks in which a message comes to count half as much for the tone: a mood does not last for half a year. */
const toneHalves = quarter;
const toneWeights = Array.from({ length: year }, (_, back) => 0.5 ** (back / toneHalves));

/** Mean tone of their messages of a year, later ones weighing more, −1 to 1; drawn to what is usual by ten of this week. */
export const tone =
  (weeks: ReadonlyArray<ClientWeek>): FeatureAt =>
  (at) => {
    let [sum, count] = [0, 0];
    for (let back = 0; back < year && back <= at; back++) {
      const { toneSumMilli, toneMessages } = weeks[at - back]!;
      sum += toneWeights[back]! * toneSumMilli;
      count += toneWeights[back]! * toneMessages;
    }
    return count === 0 ? unknown : (sum / 1000 + 10 * usualTone) / (count + 10);
  };

/** Tone of their messages of 13 weeks less that of the year before, −2 to 2. */
export const toneTrend = (weeks: ReadonlyArray<ClientWeek>): FeatureAt =>
  meanTrend(
    weeks,
    ({ toneSumMilli }) => toneSumMilli,
    ({ toneMessages }) => toneMessages,
    {
      now: quarter,
      worth: 10,
      least: 10,
    },
  );

/** Share of their messages of 26 weeks outside working hours. */
export const afterHours = (weeks: ReadonlyArray<ClientWeek>): FeatureAt => {
  const late = sums(weeks, ({ messagesInAfterHours }) => messagesInAfterHours);
  const all = sums(weeks, ({ messagesIn }) => messagesIn);
  return (at) => {
    const count = lately(all, at, 26);
    return count === 0 ? unknown : (lately(late, at, 26) + 0.6) / (count + 4);
  };
};

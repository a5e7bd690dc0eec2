import { foldedName } from "../../directory/foldedName.ts";
import { settingList } from "../settings/resolveSettings.ts";
import { apportion } from "./apportion.ts";
import type { EffortMonth, EffortMonthInput, EffortSettings, Holder, TimeFact } from "./EffortMonth.ts";
import { EffortRows } from "./EffortRows.ts";
import type { Estimate } from "./Estimate.ts";
import { estimateMail } from "./estimateMail.ts";
import { estimateMeetings } from "./estimateMeetings.ts";
import { estimateTickets } from "./estimateTickets.ts";
import { inOrderOfHolder, inTime } from "./fixedOrder.ts";
import { ownPlaces, TimeOfPeople } from "./ownTime.ts";
import { spreadOverhead } from "./spreadOverhead.ts";
import { type TimeEquations, timeEquations } from "./timeEquations.ts";
import { unusedCapacity } from "./unusedCapacity.ts";
import { Workforce } from "./Workforce.ts";

/**
 * The effort of a month and what it costs, as contributions of its events: logged time whole; mails, meetings and
 * tickets by time equations, calibrated, and without what something more important of the same person covers (a time
 * entry, then a meeting, a ticket, a mail; first where both have a place in time, then, for what entries have left,
 * for the same holder on the same day); capacity that nothing took; overhead. Each contribution is an integer, the
 * order of the input changes nothing, and of every day and in all: what everybody's work and unused capacity cost is
 * what capacity costs, and overhead is what its documents say. What happens across the ends of the month is compared
 * within it only.
 */
export const deriveEffortMonth = (input: EffortMonthInput): EffortMonth => {
  const month: Month = {
    workforce: new Workforce(input),
    rows: new EffortRows(),
    people: new TimeOfPeople(input.times),
    dayOf: daysByNumber(),
  };
  const unratedSeconds = addTimes(input, month);
  const equationsAt = equationsByDay(input, month.dayOf);
  // Kinds in order of priority: each takes its places before the next.
  const kinds = [
    estimateMeetings(
      inTime(input.meetings, ({ startMs }) => startMs),
      equationsAt,
    ),
    estimateTickets(
      inTime(input.tickets, ({ ms }) => ms),
      equationsAt,
    ),
    estimateMail(
      inTime(input.mails, ({ ms }) => ms),
      equationsAt,
    ),
  ].map((estimates) => ({
    estimates,
    owned: ownPlaces(estimates, input.calibration.factorMicro, month.people),
  }));
  for (const { estimates, owned } of kinds)
    estimates.forEach((estimate, i) => addEstimate(estimate, owned[i]!, month));
  const { rows, workforce } = month;
  const capacity = unusedCapacity(input, workforce, rows.labour);
  const overhead = spreadOverhead(input, rows.labour, capacity.unused);
  return {
    contributions: [...rows.contributions, ...overhead, ...capacity.unused],
    comparisons: rows.comparisons(),
    capacitySeconds: capacity.seconds,
    capacityCostMinor: capacity.costMinor,
    overheadMinor: input.overheads.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    unratedSeconds,
  };
};

/** What is at hand while a month is derived. */
interface Month {
  readonly workforce: Workforce;
  readonly rows: EffortRows;
  readonly people: TimeOfPeople;
  readonly dayOf: (ms: number) => string;
}

/** Logged time as its source says it; gives the seconds of people without a rate. */
const addTimes = ({ times, settingsOn }: EffortMonthInput, { workforce, rows }: Month): number => {
  const isCommunication = communicationOf(times, settingsOn);
  let unratedSeconds = 0;
  for (const time of inTime(times, ({ day }) => Date.parse(day))) {
    const { eventId, day, holder, person, seconds } = time;
    const worker = workforce.on(person, day);
    if (!worker.rated) unratedSeconds += seconds;
    rows.add({
      day,
      eventId,
      holder,
      category: "time",
      band: worker.band,
      seconds,
      rawSeconds: 0,
      costMinor: worker.costMinor(seconds),
      communication: isCommunication(time),
    });
  }
  return unratedSeconds;
};

/** Which entries are communication: by their activity; all where none of the month has such an activity. */
const communicationOf = (
  times: ReadonlyArray<TimeFact>,
  settingsOn: (day: string) => EffortSettings,
): ((time: TimeFact) => boolean) => {
  const lists = new Map<EffortSettings, ReadonlySet<string>>();
  const isNamed = ({ day, activity }: TimeFact): boolean => {
    const settings = settingsOn(day);
    let names = lists.get(settings);
    if (names === undefined)
      lists.set(settings, (names = new Set(settingList(settings, "calibration.activities").map(foldedName))));
    return names.has(foldedName(activity));
  };
  return times.some(isNamed) ? isNamed : () => true;
};

/** Shares an estimate out to its holders. */
const addEstimate = (estimate: Estimate, ownedSeconds: number, month: Month): void => {
  const { holders, rawSeconds } = estimate;
  // Most events have one holder, and there are many.
  if (holders.length === 1) return addShare(estimate, holders[0]!, rawSeconds, ownedSeconds, month);
  const ordered = inOrderOfHolder(holders);
  const shares = ordered.map(({ shareMicro }) => shareMicro);
  const raw = apportion(rawSeconds, shares);
  const owned = apportion(ownedSeconds, shares);
  ordered.forEach((holder, i) => addShare(estimate, holder, raw[i]!, owned[i]!, month));
};

/** Adds one holder's share of an estimate, without what the person's entries for them cover. */
const addShare = (
  { eventId, ms, category, person }: Estimate,
  holder: Holder,
  rawSeconds: number,
  ownedSeconds: number,
  { dayOf, workforce, people, rows }: Month,
): void => {
  const day = dayOf(ms);
  const worker = workforce.estimatedOn(person, day);
  const covered = person === null ? 0 : people.of(person).cover(day, holder, ownedSeconds);
  const seconds = ownedSeconds - covered;
  rows.add({
    day,
    eventId,
    holder,
    category,
    band: worker.band,
    seconds,
    rawSeconds,
    costMinor: worker.costMinor(seconds),
    communication: false,
  });
};

const dayMs = 86_400_000;

/** The UTC day of a moment; facts come in order of time, so it is most often that of the one before. */
const daysByNumber = (): ((ms: number) => string) => {
  let last = Number.NaN;
  let day = "";
  return (ms) => {
    const number = Math.floor(ms / dayMs);
    if (number !== last) {
      last = number;
      day = new Date(number * dayMs).toISOString().slice(0, 10);
    }
    return day;
  };
};

const equationsByDay = (
  { settingsOn }: EffortMonthInput,
  dayOf: (ms: number) => string,
): ((ms: number) => TimeEquations) => {
  let last = "";
  let equations = timeEquations(new Map());
  return (ms) => {
    const day = dayOf(ms);
    if (day !== last) {
      last = day;
      equations = timeEquations(settingsOn(day));
    }
    return equations;
  };
};

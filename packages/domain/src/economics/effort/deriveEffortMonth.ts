import { foldedName } from "../../directory/foldedName.ts";
import { settingList } from "../settings/resolveSettings.ts";
import { apportion } from "./apportion.ts";
import type { EffortMonth, EffortMonthInput, EffortSettings, TimeFact } from "./EffortMonth.ts";
import { EffortRows } from "./EffortRows.ts";
import { inTime } from "./Estimate.ts";
import { estimateMail } from "./estimateMail.ts";
import { estimateMeetings } from "./estimateMeetings.ts";
import { estimateTickets } from "./estimateTickets.ts";
import { holderKey, PersonTime } from "./PersonTime.ts";
import { inOrderOfHolder, type OwnedEstimate, ownPlaces, timeOfPeople } from "./ownTime.ts";
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
 * what capacity costs, and overhead is what its documents say.
 */
export const deriveEffortMonth = (input: EffortMonthInput): EffortMonth => {
  const workforce = new Workforce(input);
  const rows = new EffortRows();
  const times = inTime(input.times, ({ day }) => Date.parse(day));
  const people = new Map(timeOfPeople(input.times));
  const timeOf = (person: string): PersonTime => {
    let time = people.get(person);
    if (time === undefined) people.set(person, (time = new PersonTime()));
    return time;
  };
  const unratedSeconds = addTimes(times, input, workforce, rows);
  const dayOf = daysByNumber();
  const equationsAt = equationsByDay(input, dayOf);
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
  ].map((estimates) => ownPlaces(estimates, input.calibration.factorMicro, timeOf));
  for (const kind of kinds) for (const owned of kind) addEstimate(owned, dayOf, people, workforce, rows);
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

/** Logged time as its source says it; gives the seconds of people without a rate. */
const addTimes = (
  times: ReadonlyArray<TimeFact>,
  input: EffortMonthInput,
  workforce: Workforce,
  rows: EffortRows,
): number => {
  const isCommunication = communicationOf(times, input.settingsOn);
  let unratedSeconds = 0;
  for (const time of times) {
    const { eventId, day, holder, person, seconds } = time;
    if (workforce.hourlyMinor(person, day) === null) unratedSeconds += seconds;
    const costMinor = workforce.costMinor(person, day, seconds);
    const band = workforce.bandOf(person);
    rows.add({ day, eventId, holder, category: "time", band, seconds, rawSeconds: 0, costMinor });
    if (isCommunication(time)) rows.compare(holder, day, seconds, 0);
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

const addEstimate = (
  { estimate, ownedSeconds }: OwnedEstimate,
  dayOf: (ms: number) => string,
  people: ReadonlyMap<string, PersonTime>,
  workforce: Workforce,
  rows: EffortRows,
): void => {
  const { eventId, ms, category, person, rawSeconds } = estimate;
  const holders = inOrderOfHolder(estimate.holders);
  const shares = holders.map(({ shareMicro }) => shareMicro);
  const raw = apportion(rawSeconds, shares);
  const owned = apportion(ownedSeconds, shares);
  const day = dayOf(ms);
  const band = workforce.bandOf(person);
  const time = person === null ? undefined : people.get(person);
  holders.forEach((holder, i) => {
    const seconds = owned[i]! - (time?.cover(day, holderKey(holder), owned[i]!) ?? 0);
    const costMinor = workforce.costMinor(person, day, seconds);
    rows.add({ day, eventId, holder, category, band, seconds, rawSeconds: raw[i]!, costMinor });
    rows.compare(holder, day, 0, raw[i]!);
  });
};

const dayMs = 86_400_000;

/** The UTC day of a moment. */
const daysByNumber = (): ((ms: number) => string) => {
  const days = new Map<number, string>();
  return (ms) => {
    const number = Math.floor(ms / dayMs);
    let day = days.get(number);
    if (day === undefined) days.set(number, (day = new Date(number * dayMs).toISOString().slice(0, 10)));
    return day;
  };
};

const equationsByDay = (
  { settingsOn }: EffortMonthInput,
  dayOf: (ms: number) => string,
): ((ms: number) => TimeEquations) => {
  const byDay = new Map<string, TimeEquations>();
  return (ms) => {
    const day = dayOf(ms);
    let equations = byDay.get(day);
    if (equations === undefined) byDay.set(day, (equations = timeEquations(settingsOn(day))));
    return equations;
  };
};

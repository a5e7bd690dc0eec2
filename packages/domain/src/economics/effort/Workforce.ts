import { settingNumber } from "../settings/resolveSettings.ts";
import { mulDivRound } from "./apportion.ts";
import type { EffortMonthInput, EffortSettings, Person } from "./EffortMonth.ts";

/** A cost per seconds, exact: `costMinor / seconds`. */
interface SecondRate {
  readonly costMinor: number;
  readonly seconds: number;
}

/** One of us, or nobody in particular, on a day. */
export interface WorkerDay {
  /** Role band; "" of nobody and of who has none. */
  readonly band: string;
  /** False without a cost rate: the work costs nothing here. */
  readonly rated: boolean;
  /** What seconds of work cost, minor units: seconds × hourly rate ÷ 3600, rounded once. */
  readonly costMinor: (seconds: number) => number;
}

const millionths = (decimal: number): number => Math.round(decimal * 1_000_000);

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/** Times a fraction of integers, in lowest terms. */
const times = (rate: SecondRate, above: number, below: number): SecondRate => {
  const [costMinor, seconds] = [rate.costMinor * above, rate.seconds * below];
  const divisor = greatestDivisor(Math.abs(costMinor), seconds) || 1;
  return { costMinor: costMinor / divisor, seconds: seconds / divisor };
};

/**
 * What a second of practical time costs at an hourly rate. A rate for a paid hour is that of a practical hour by the
 * practical share: the same cost for fewer seconds.
 */
const practicalRate = (hourlyMinor: number, settings: EffortSettings): SecondRate => {
  const rate = { costMinor: hourlyMinor, seconds: 3600 };
  if (settings.get("capacity.rates_per") !== "paid_hour") return rate;
  return times(rate, 100_000_000, millionths(settingNumber(settings, "capacity.practical")));
};

const costOf = (rate: SecondRate | null): ((seconds: number) => number) =>
  rate === null ? () => 0 : (seconds) => mulDivRound(seconds, rate.costMinor, rate.seconds);

/** Our people over a month: what their time costs, and how much of it there is. */
export class Workforce {
  readonly #people: ReadonlyMap<string, Person>;
  readonly #settingsOn: (day: string) => EffortSettings;
  readonly #workers = new Map<string | null, Map<string, WorkerDay>>();

  constructor(input: Pick<EffortMonthInput, "people" | "settingsOn">) {
    this.#people = new Map(input.people.map((person) => [person.id, person]));
    this.#settingsOn = input.settingsOn;
  }

  /**
   * Somebody on a day; of nobody in particular (null) the firm's median. Work on a day of theirs that is not paid
   * costs by `after_hours.cost`.
   */
  on(person: string | null, day: string): WorkerDay {
    let days = this.#workers.get(person);
    if (days === undefined) this.#workers.set(person, (days = new Map()));
    let worker = days.get(day);
    if (worker === undefined) days.set(day, (worker = this.#make(person, day)));
    return worker;
  }

  /**
   * Somebody as far as an estimate goes: whom the directory does not know, a shared mailbox as a rule, is nobody in
   * particular.
   */
  estimatedOn(person: string | null, day: string): WorkerDay {
    return this.on(person !== null && this.#people.has(person) ? person : null, day);
  }

  /** Practical capacity of somebody's day, seconds, and what it costs: the practical share of what is paid. */
  capacity(person: Person, day: string): { readonly seconds: number; readonly costMinor: number } {
    const settings = this.#settingsOn(day);
    const percentMicro = millionths(settingNumber(settings, "capacity.practical"));
    const seconds = mulDivRound(person.paidSeconds.get(day) ?? 0, percentMicro, 100_000_000);
    const hourly = this.#hourlyMinor(person.id, day);
    return { seconds, costMinor: costOf(hourly === null ? null : practicalRate(hourly, settings))(seconds) };
  }

  #make(person: string | null, day: string): WorkerDay {
    const hourly = person === null ? this.#medianOn(day) : this.#hourlyMinor(person, day);
    const band = person === null ? "" : (this.#people.get(person)?.band ?? "");
    const settings = this.#settingsOn(day);
    const rate = hourly === null ? null : practicalRate(hourly, settings);
    if (rate === null || person === null || this.#isPaid(person, day))
      return { band, rated: rate !== null, costMinor: costOf(rate) };
    const factor = millionths(settingNumber(settings, "after_hours.cost"));
    return { band, rated: true, costMinor: costOf(times(rate, factor, 1_000_000)) };
  }

  #hourlyMinor(person: string, day: string): number | null {
    const rates = this.#people.get(person)?.rates ?? [];
    return rates.findLast(({ from }) => from <= day)?.hourlyMinor ?? null;
  }

  #isPaid(person: string, day: string): boolean {
    return (this.#people.get(person)?.paidSeconds.get(day) ?? 0) > 0;
  }

  /** The middle one of the rates of who is paid that day, the upper of two; of all of us where nobody is. */
  #medianOn(day: string): number | null {
    const ids = [...this.#people.keys()];
    const ratesOf = (some: ReadonlyArray<string>): ReadonlyArray<number> =>
      some.flatMap((id) => this.#hourlyMinor(id, day) ?? []).toSorted((a, b) => a - b);
    const present = ratesOf(ids.filter((id) => this.#isPaid(id, day)));
    const rates = present.length > 0 ? present : ratesOf(ids);
    return rates[Math.floor(rates.length / 2)] ?? null;
  }
}

import { settingNumber } from "../settings/resolveSettings.ts";
import { mulDivRound } from "./apportion.ts";
import type { EffortMonthInput, EffortSettings, Person } from "./EffortMonth.ts";

/** What a second of somebody costs on a day: `costMinor / seconds`, exact. */
interface SecondRate {
  readonly costMinor: number;
  readonly seconds: number;
}

const millionths = (decimal: number): number => Math.round(decimal * 1_000_000);

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

const inLowestTerms = ({ costMinor, seconds }: SecondRate): SecondRate => {
  const divisor = greatestDivisor(Math.abs(costMinor), seconds);
  return divisor <= 1
    ? { costMinor, seconds }
    : { costMinor: costMinor / divisor, seconds: seconds / divisor };
};

/**
 * What a second costs at an hourly rate. A rate for a paid hour is that of a practical hour by the practical share:
 * the same cost for fewer seconds.
 */
const secondRate = (hourlyMinor: number, settings: EffortSettings): SecondRate => {
  if (settings.get("capacity.rates_per") !== "paid_hour") return { costMinor: hourlyMinor, seconds: 3600 };
  const percentMicro = millionths(settingNumber(settings, "capacity.practical"));
  const { costMinor, seconds } = inLowestTerms({ costMinor: 100_000_000, seconds: percentMicro });
  return { costMinor: hourlyMinor * costMinor, seconds: 3600 * seconds };
};

/** Our people over a month: what their time costs, and how much of it there is. */
export class Workforce {
  readonly #people: ReadonlyMap<string, Person>;
  readonly #settingsOn: (day: string) => EffortSettings;
  readonly #rates = new Map<string, Map<string, number | null>>();
  readonly #medians = new Map<string, number | null>();

  constructor(input: Pick<EffortMonthInput, "people" | "settingsOn">) {
    this.#people = new Map(input.people.map((person) => [person.id, person]));
    this.#settingsOn = input.settingsOn;
  }

  /** Role band; "" of nobody and of who has none. */
  bandOf(person: string | null): string {
    return person === null ? "" : (this.#people.get(person)?.band ?? "");
  }

  /** An hour's rate on a day, minor units; of nobody in particular (null) the firm's median; null without a rate. */
  hourlyMinor(person: string | null, day: string): number | null {
    if (person === null) return this.#medianOn(day);
    let ofPerson = this.#rates.get(person);
    if (ofPerson === undefined) this.#rates.set(person, (ofPerson = new Map()));
    let rate = ofPerson.get(day);
    if (rate === undefined) {
      const rates = this.#people.get(person)?.rates ?? [];
      ofPerson.set(day, (rate = rates.findLast(({ from }) => from <= day)?.hourlyMinor ?? null));
    }
    return rate;
  }

  /**
   * What seconds of somebody's work cost, minor units: seconds × hourly rate ÷ 3600, rounded once; 0 without a rate.
   * Work on a day that is not paid costs by `after_hours.cost`.
   */
  costMinor(person: string | null, day: string, seconds: number): number {
    const hourly = this.hourlyMinor(person, day);
    if (hourly === null || seconds === 0) return 0;
    const settings = this.#settingsOn(day);
    const rate = secondRate(hourly, settings);
    if (person === null || this.#isPaid(person, day))
      return mulDivRound(seconds, rate.costMinor, rate.seconds);
    const factor = inLowestTerms({
      costMinor: millionths(settingNumber(settings, "after_hours.cost")),
      seconds: 1_000_000,
    });
    return mulDivRound(seconds, rate.costMinor * factor.costMinor, rate.seconds * factor.seconds);
  }

  /** Practical capacity of somebody's day, seconds, and what it costs: the practical share of what is paid. */
  capacity(person: Person, day: string): { readonly seconds: number; readonly costMinor: number } {
    const settings = this.#settingsOn(day);
    const percentMicro = millionths(settingNumber(settings, "capacity.practical"));
    const seconds = mulDivRound(person.paidSeconds.get(day) ?? 0, percentMicro, 100_000_000);
    const hourly = this.hourlyMinor(person.id, day);
    if (hourly === null) return { seconds, costMinor: 0 };
    const rate = secondRate(hourly, settings);
    return { seconds, costMinor: mulDivRound(seconds, rate.costMinor, rate.seconds) };
  }

  #isPaid(person: string, day: string): boolean {
    return (this.#people.get(person)?.paidSeconds.get(day) ?? 0) > 0;
  }

  /** The middle one of the rates of who is paid that day, the upper of two; of all of us where nobody is. */
  #medianOn(day: string): number | null {
    let median = this.#medians.get(day);
    if (median === undefined) {
      const ids = [...this.#people.keys()];
      const present = ids.filter((id) => this.#isPaid(id, day));
      const rated = (some: ReadonlyArray<string>): ReadonlyArray<number> =>
        some.flatMap((id) => this.hourlyMinor(id, day) ?? []).toSorted((a, b) => a - b);
      const rates = rated(present).length > 0 ? rated(present) : rated(ids);
      this.#medians.set(day, (median = rates[Math.floor(rates.length / 2)] ?? null));
    }
    return median;
  }
}

import type { Contribution, EffortCategory } from "../Contribution.ts";
import type { Comparison } from "./EffortMonth.ts";
import { compareText } from "./fixedOrder.ts";
import { HolderMap, type HolderName } from "./HolderMap.ts";

export interface Effort {
  readonly day: string;
  readonly eventId: string;
  readonly holder: HolderName;
  readonly category: EffortCategory;
  readonly band: string;
  readonly seconds: number;
  readonly rawSeconds: number;
  readonly costMinor: number;
  /** Logged on what calibration takes for communication. */
  readonly communication: boolean;
}

type Growing = { -readonly [K in keyof Contribution]: Contribution[K] };

/** What people's work of a day comes to for one holder, seconds; of it what calibration compares. */
export interface HolderOfDay extends HolderName {
  seconds: number;
  loggedSeconds: number;
  estimatedSeconds: number;
}

export interface LabourOfDay {
  readonly holders: HolderMap<HolderOfDay>;
  readonly bands: Map<string, { seconds: number; costMinor: number }>;
}

const labourOfDay = (): LabourOfDay => ({
  holders: new HolderMap(({ state, party }) => ({
    state,
    party,
    seconds: 0,
    loggedSeconds: 0,
    estimatedSeconds: 0,
  })),
  bands: new Map(),
});

/**
 * Collects the contributions of people's work, one per event, holder, category and band, and what a day's work comes
 * to. What belongs to one event is to be added in a row.
 */
export class EffortRows {
  readonly contributions: Array<Contribution> = [];
  readonly labour = new Map<string, LabourOfDay>();
  #event: Array<Growing> = [];
  /** Most often that of the contribution before. */
  #day = { name: "", labour: labourOfDay() };

  add(effort: Effort): void {
    const { day, eventId, holder, category, band, seconds, rawSeconds, costMinor } = effort;
    if (seconds === 0 && rawSeconds === 0) return;
    this.#addLabour(effort);
    if (this.#event[0]?.eventId !== eventId) this.#event = [];
    for (const row of this.#event)
      if (
        row.category === category &&
        row.band === band &&
        row.party === holder.party &&
        row.state === holder.state
      ) {
        row.seconds += seconds;
        row.rawSeconds += rawSeconds;
        row.costMinor += costMinor;
        return;
      }
    const row: Growing = {
      day,
      state: holder.state,
      party: holder.party,
      category,
      measured: category === "time",
      eventId,
      band,
      seconds,
      rawSeconds,
      costMinor,
      revenueMinor: 0,
      cashMinor: 0,
      currency: "",
      ownMinor: 0,
    };
    this.#event.push(row);
    this.contributions.push(row);
  }

  /** What calibration compares, of clients; by party and day. */
  comparisons(): ReadonlyArray<Comparison> {
    return [...this.labour]
      .flatMap(([day, { holders }]) =>
        holders
          .values()
          .flatMap(({ state, party, loggedSeconds, estimatedSeconds }) =>
            state !== "client" || (loggedSeconds === 0 && estimatedSeconds === 0)
              ? []
              : [{ party, day, loggedSeconds, estimatedSeconds }],
          ),
      )
      .toSorted((a, b) => compareText(a.party, b.party) || compareText(a.day, b.day));
  }

  #addLabour({ day, holder, band, seconds, rawSeconds, costMinor, communication }: Effort): void {
    const ofDay = this.#day.name === day ? this.#day.labour : this.#turnTo(day);
    const ofHolder = ofDay.holders.of(holder);
    ofHolder.seconds += seconds;
    ofHolder.estimatedSeconds += rawSeconds;
    if (communication) ofHolder.loggedSeconds += seconds;
    const ofBand = ofDay.bands.get(band);
    if (ofBand === undefined) ofDay.bands.set(band, { seconds, costMinor });
    else {
      ofBand.seconds += seconds;
      ofBand.costMinor += costMinor;
    }
  }

  #turnTo(day: string): LabourOfDay {
    const labour = this.labour.get(day) ?? labourOfDay();
    this.labour.set(day, labour);
    this.#day = { name: day, labour };
    return labour;
  }
}

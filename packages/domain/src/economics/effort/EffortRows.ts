import type { Category, Contribution, HolderState } from "../Contribution.ts";
import type { Comparison } from "./EffortMonth.ts";
import { compareText } from "./Estimate.ts";
import { holderKey } from "./PersonTime.ts";

interface Effort {
  readonly day: string;
  readonly eventId: string;
  readonly holder: { readonly state: HolderState; readonly party: string };
  readonly category: Category;
  readonly band: string;
  readonly seconds: number;
  readonly rawSeconds: number;
  readonly costMinor: number;
}

type Growing = { -readonly [K in keyof Contribution]: Contribution[K] };

/** What people's work of a day comes to, by holder and by band. */
export interface LabourOfDay {
  readonly holders: Map<string, { readonly state: HolderState; readonly party: string; seconds: number }>;
  readonly bands: Map<string, { seconds: number; costMinor: number }>;
}

/**
 * Collects the contributions of people's work, one per event, holder, category and band, and what stands beside
 * them: the work of each day, and what calibration compares. What belongs to one event comes in a row.
 */
export class EffortRows {
  readonly contributions: Array<Contribution> = [];
  readonly labour = new Map<string, LabourOfDay>();
  readonly #comparisons = new Map<
    string,
    { party: string; day: string; logged: number; estimated: number }
  >();
  #event: Array<Growing> = [];

  add(effort: Effort): void {
    const { day, eventId, holder, category, band, seconds, rawSeconds, costMinor } = effort;
    if (seconds === 0 && rawSeconds === 0) return;
    this.#addLabour(effort);
    if (this.#event[0]?.eventId !== eventId) this.#event = [];
    const same = this.#event.find(
      (row) =>
        row.category === category &&
        row.band === band &&
        row.party === holder.party &&
        row.state === holder.state &&
        row.day === day,
    );
    if (same !== undefined) {
      same.seconds += seconds;
      same.rawSeconds += rawSeconds;
      same.costMinor += costMinor;
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

  /** Adds to what calibration compares of a client's day; of others nothing is compared. */
  compare(
    holder: { readonly state: HolderState; readonly party: string },
    day: string,
    loggedSeconds: number,
    estimatedSeconds: number,
  ): void {
    if (holder.state !== "client" || (loggedSeconds === 0 && estimatedSeconds === 0)) return;
    const key = `${day}${holder.party}`;
    const known = this.#comparisons.get(key);
    if (known === undefined) {
      const { party } = holder;
      this.#comparisons.set(key, { party, day, logged: loggedSeconds, estimated: estimatedSeconds });
      return;
    }
    known.logged += loggedSeconds;
    known.estimated += estimatedSeconds;
  }

  /** By party and day. */
  comparisons(): ReadonlyArray<Comparison> {
    return [...this.#comparisons.values()]
      .map(({ party, day, logged, estimated }) => ({
        party,
        day,
        loggedSeconds: logged,
        estimatedSeconds: estimated,
      }))
      .toSorted((a, b) => compareText(a.party, b.party) || compareText(a.day, b.day));
  }

  #addLabour({ day, holder, band, seconds, costMinor }: Effort): void {
    let ofDay = this.labour.get(day);
    if (ofDay === undefined) this.labour.set(day, (ofDay = { holders: new Map(), bands: new Map() }));
    const key = holderKey(holder);
    const ofHolder = ofDay.holders.get(key);
    if (ofHolder === undefined) ofDay.holders.set(key, { state: holder.state, party: holder.party, seconds });
    else ofHolder.seconds += seconds;
    const ofBand = ofDay.bands.get(band);
    if (ofBand === undefined) ofDay.bands.set(band, { seconds, costMinor });
    else {
      ofBand.seconds += seconds;
      ofBand.costMinor += costMinor;
    }
  }
}

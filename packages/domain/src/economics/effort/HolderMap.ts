import type { HolderState } from "../Contribution.ts";

/** Whose something is, as far as figures tell holders apart. */
export interface HolderName {
  readonly state: HolderState;
  readonly party: string;
}

/** Something per holder. Two levels, as joining two texts into a key costs more than both look-ups. */
export class HolderMap<V> {
  readonly #states = new Map<HolderState, Map<string, V>>();
  readonly #make: (holder: HolderName) => V;

  constructor(make: (holder: HolderName) => V) {
    this.#make = make;
  }

  get({ state, party }: HolderName): V | undefined {
    return this.#states.get(state)?.get(party);
  }

  /** Made anew where there is none yet. */
  of(holder: HolderName): V {
    let parties = this.#states.get(holder.state);
    if (parties === undefined) this.#states.set(holder.state, (parties = new Map()));
    let value = parties.get(holder.party);
    if (value === undefined) parties.set(holder.party, (value = this.#make(holder)));
    return value;
  }

  values(): ReadonlyArray<V> {
    return [...this.#states.values()].flatMap((parties) => [...parties.values()]);
  }
}

import type { EffortSettings } from "../../economics/effort/EffortMonth.ts";
import { settingNumber } from "../../economics/settings/resolveSettings.ts";

/** What the actions are believed to do (design 04 §7.2), by the settings; shares and factors of 1, hours, quarters. */
export interface Effects {
  readonly repair: { readonly hazard: number; readonly hours: number; readonly rework: number };
  readonly reprice: {
    readonly price: number;
    readonly accepted: number;
    readonly refused: number;
    readonly hours: number;
  };
  readonly boundaries: { readonly effort: number; readonly hazard: number; readonly hours: number };
  readonly handOver: { readonly revenue: number; readonly hours: number };
  readonly partWays: { readonly hours: number };
  /** Quarters that a change of the hazard, or of revenue by a hand-over, lasts. */
  readonly lasts: number;
  /** Standard deviation of an action's strength around 1. */
  readonly spread: number;
  /** How much of a risk that is out of the usual is left after a quarter. */
  readonly persistence: number;
  /** Of what a client costs, what falls away without it; labour after some quarters. */
  readonly avoidable: {
    readonly labour: number;
    readonly overhead: number;
    readonly expenses: number;
    readonly labourQuarters: number;
  };
  /** Of freed hours, those that other paying work takes at once. */
  readonly utilisation: number;
}

const quarterWeeks = 13;

/** The effects that hold by these settings. */
export const effectsOf = (settings: EffortSettings): Effects => {
  const number = (key: Parameters<typeof settingNumber>[1]) => settingNumber(settings, key);
  const share = (key: Parameters<typeof settingNumber>[1]) => number(key) / 100;
  return {
    repair: {
      hazard: number("effect.repair.hazard"),
      hours: number("effect.repair.hours"),
      rework: share("effect.repair.rework"),
    },
    reprice: {
      price: share("effect.reprice.price"),
      accepted: number("effect.reprice.accepted"),
      refused: number("effect.reprice.refused"),
      hours: number("effect.reprice.hours"),
    },
    boundaries: {
      effort: share("effect.boundaries.effort"),
      hazard: number("effect.boundaries.hazard"),
      hours: number("effect.boundaries.hours"),
    },
    handOver: { revenue: share("effect.hand_over.revenue"), hours: number("effect.hand_over.hours") },
    partWays: { hours: number("effect.part_ways.hours") },
    lasts: number("effect.lasts") / quarterWeeks,
    spread: number("effect.spread"),
    persistence: number("risk.persistence"),
    avoidable: {
      labour: share("avoidable.labour"),
      overhead: share("avoidable.overhead"),
      expenses: share("avoidable.expenses"),
      labourQuarters: number("avoidable.labour.weeks") / quarterWeeks,
    },
    utilisation: number("demand.utilisation"),
  };
};

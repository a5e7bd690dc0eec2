import type { LadderAction } from "@rapport/contracts/Decisions";
import type { ClientCase, FirmTerms } from "./ClientCase.ts";
import type { DrawnClient } from "./DrawnClient.ts";
import type { Effects } from "./Effects.ts";
import { partAfter } from "./survival.ts";

/** What an action changes for a client that stays. */
export interface ActionChange {
  /** What the hazard is multiplied by while it lasts. */
  readonly hazardFactor: number;
  /** ΔM of quarter t, minor units. */
  readonly marginMinor: (t: number) => number;
  /** K: what it takes, minor units. */
  readonly costMinor: number;
}

interface Situation {
  readonly one: ClientCase;
  readonly firm: FirmTerms;
  readonly effects: Effects;
  readonly drawn: DrawnClient;
  /** How strongly the action works in this draw; 1 as believed. */
  readonly strength: number;
}

const hourSeconds = 3600;

/** What a share of the client's labour that is no longer needed is worth in quarter t. */
const saved =
  ({ firm, effects, drawn }: Situation, share: number) =>
  (t: number): number => {
    const { avoidable, utilisation } = effects;
    const falls = avoidable.labour * partAfter(t, avoidable.labourQuarters);
    const recovered = utilisation + (1 - utilisation) * falls;
    return share * (drawn.labourMinor * recovered + drawn.effortHours * utilisation * firm.hourMarginMinor);
  };

const none = (): number => 0;

const changes: Readonly<
  Record<Exclude<LadderAction, "part_ways">, (situation: Situation, acceptance: number) => ActionChange>
> = {
  keep: () => ({ hazardFactor: 1, marginMinor: none, costMinor: 0 }),
  repair: (situation) => {
    const { one, firm, effects, strength } = situation;
    const rework = Math.min(1, effects.repair.rework * strength) * one.ownCauseShare;
    return {
      hazardFactor: effects.repair.hazard ** strength,
      marginMinor: rework === 0 ? none : saved(situation, rework),
      costMinor: effects.repair.hours * firm.hourCostMinor,
    };
  },
  reprice: ({ one, firm, effects, strength }, acceptance) => {
    const accepted = acceptance < effects.reprice.accepted;
    const added = accepted ? Math.max(0, one.money.revenueMinor) * effects.reprice.price : 0;
    return {
      hazardFactor: accepted ? 1 : effects.reprice.refused ** strength,
      marginMinor: () => added,
      costMinor: effects.reprice.hours * firm.hourCostMinor,
    };
  },
  set_boundaries: (situation) => {
    const { firm, effects, strength } = situation;
    return {
      hazardFactor: effects.boundaries.hazard ** strength,
      marginMinor: saved(situation, Math.min(1, effects.boundaries.effort * strength)),
      costMinor: effects.boundaries.hours * firm.hourCostMinor,
    };
  },
  hand_over: ({ one, firm, effects, drawn, strength }) => {
    const lost = Math.max(0, one.money.revenueMinor) * Math.min(1, effects.handOver.revenue * strength);
    // Served by whoever costs the average from now on: the hours stay, what they cost changes.
    const usual = (one.money.effortSeconds / hourSeconds) * firm.hourCostMinor;
    const cheaper =
      one.money.labourMinor > 0 ? drawn.labourMinor * Math.max(0, 1 - usual / one.money.labourMinor) : 0;
    return {
      hazardFactor: 1,
      marginMinor: (t) => cheaper - lost * (1 - partAfter(t, effects.lasts)),
      costMinor: effects.handOver.hours * firm.hourCostMinor,
    };
  },
};

/** What an action, other than parting, changes in one draw; `acceptance` says whether a new price is taken. */
export const actionChange = (
  action: Exclude<LadderAction, "part_ways">,
  situation: Situation,
  acceptance: number,
): ActionChange => changes[action](situation, acceptance);
